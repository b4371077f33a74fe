import { LIMITS } from '../../budget.ts'
import { shellConstants } from '../../normalise/shell.ts'
import { constantsIn } from '../../normalise/strings.ts'
import type { Folder } from '../../reading/folder.ts'
import type { View } from '../../reading/view.ts'
import type { Hit, Rule } from '../../rule.ts'
import { says } from '../judging.ts'

const CODE = ['script', 'code', 'manifest'] as const

/** Code that does not show what it calls. */
export const DISGUISED: readonly Rule[] = [
  {
    id: 'obfuscation.split-name',
    version: 1,
    severity: 'high',
    confidence: 'high',
    looksFor: 'Names of dangerous functions, programs and files that are put together from pieces or escapes.',
    why: 'Nobody writes "child_" + "process" for a reader; it hides from searches what the code does.',
    fix: 'Write the name in one piece.',
    find: splitNames,
    examples: {
      match: [
        { 'SKILL.md': 'See a.js.', 'a.js': "const cp = require('child_' + 'pro' + 'cess')\n" },
        { 'SKILL.md': 'See a.py.', 'a.py': "f = getattr(__import__('o' + 's'), 'sys' + 'tem')\n" },
        { 'SKILL.md': 'See a.js.', 'a.js': "const a = 'chi', b = 'ld_pro', c = 'cess'\nrequire(a + b + c)\n" },
      ],
      pass: [
        {
          'SKILL.md': 'See a.js.',
          'a.js': "const url = 'https://api.weather.example' + '/v1'\nconst cmd = 'curl -s ' + url\n",
        },
        { 'SKILL.md': 'See a.py.', 'a.py': "parser.add_argument('--out', help='where the result '\n    'goes')\n" },
      ],
    },
  },
  {
    id: 'obfuscation.indirect-call',
    version: 1,
    severity: 'high',
    confidence: 'high',
    looksFor: 'Dangerous functions that are reached by a computed name or a detour.',
    why: 'A detour to eval, exec or require has no other use than to be overlooked.',
    fix: 'Call the function by its name.',
    patterns: [
      {
        words: ['getattr', '__builtins__', '__import__', 'builtins'],
        pattern:
          /\bgetattr\s{0,4}\(\s{0,4}(?:__builtins__|builtins|os|subprocess|__import__\s{0,2}\([^)\n]{1,40}\)|sys\.modules\[[^\]\n]{1,30}\])\s{0,4},\s{0,4}[^)\n]{1,80}\)\s{0,4}\(|__builtins__(?:\.__dict__)?\s{0,4}\[|__import__\s{0,4}\(\s{0,4}["'](?:os|subprocess|pty|socket|ctypes)["']\s{0,4}\)\.\w{2,12}\s{0,4}\(/g,
        in: CODE,
        judge: (match) => (match[0].startsWith('__import__') ? says('high', 'medium') : true),
      },
      {
        words: ['global', 'process', 'module', 'constructor', 'require'],
        pattern:
          /\b(?:global|globalThis|window|self)\s{0,4}\[\s{0,4}["'`](?:eval|require|Function)["'`]\s{0,4}\]|\bprocess\.mainModule\s{0,4}(?:\.|\[)\s{0,4}["'`]?(?:require|constructor)|\bprocess\.binding\s{0,4}\(|\bmodule\.constructor\._load\b|\[\s{0,4}["'`]constructor["'`]\s{0,4}\]\s{0,4}\[?\(?\s{0,4}["'`]|\.constructor\.constructor\s{0,4}\(/g,
        in: CODE,
        judge: (match) => (match[0].startsWith('process.binding') ? says('high', 'low') : true),
      },
      {
        words: ['require', 'eval', 'exec'],
        pattern:
          /\b(?:const|let|var)\s{1,4}([\w$]{1,30})\s{0,4}=\s{0,4}(?:require|eval|globalThis\.eval)\s{0,4}(?:;|\n|,)[\s\S]{0,1000}?\b\1\s{0,4}\(/g,
        in: CODE,
      },
      {
        words: ['\\u00'],
        pattern: /(?:\\u00[67][\da-f][a-z]{2,12}|\b[a-z]{1,10}\\u00[67][\da-f][a-z]{0,10})\s{0,4}\(/gi,
        in: CODE,
      },
      {
        words: ['iex', 'invoke-expression'],
        pattern:
          /\$\w{1,30}\s{0,4}=\s{0,4}["'](?:iex|invoke-expression)["']|[.&]\s{0,2}\(?\s{0,2}["'](?:iex|invoke-expression)["']/gi,
        in: CODE,
      },
      {
        words: ['= exec', '= eval', '=exec', '=eval', '= os.system', '= __import__'],
        pattern:
          /^\s{0,20}([A-Za-z_]\w{0,30})\s{0,4}=\s{0,4}(?:exec|eval|os\.system|__import__)\s{0,8}$(?:\n[^\n]{0,200}){1,20}?\b\1\s{0,4}\(/gm,
        in: CODE,
      },
    ],
    examples: {
      match: [
        { 'SKILL.md': 'See a.js.', 'a.js': "const r = require;\nconst cp = r('child_process')\n" },
        { 'SKILL.md': 'See a.py.', 'a.py': 'getattr(__builtins__, name)(code)\n' },
      ],
      pass: [
        {
          'SKILL.md': 'See a.js.',
          'a.js': "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\n",
        },
      ],
    },
  },
  {
    id: 'obfuscation.packed-code',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Code that went through an obfuscator: names as `_0x3fa2`, packers that unpack themselves.',
    why: 'It cannot be reviewed. Minified code keeps its strings readable; this does not.',
    fix: 'Ship the source.',
    patterns: [
      {
        words: ['eval(function(p'],
        pattern: /\beval\(function\(p,\s{0,4}a,\s{0,4}c,\s{0,4}k,\s{0,4}e,/g,
        in: CODE,
        judge: () => says('high', 'high'),
      },
      {
        words: ['_0x'],
        pattern: /\b_0x[\da-f]{4,6}\b(?:[^\n]{0,300}?\b_0x[\da-f]{4,6}\b){9}/g,
        in: CODE,
        judge: () => says('high', 'high'),
      },
      {
        words: ['__pyarmor__', 'pyarmor_runtime', 'lambda'],
        pattern: /\b__pyarmor__\b|\b_\s{0,2}=\s{0,2}lambda __\s{0,2}:\s{0,2}__import__/g,
        in: CODE,
        judge: () => says('high', 'high'),
      },
    ],
    examples: {
      match: [
        {
          'SKILL.md': 'See a.js.',
          'a.js': `var _0x1a2b=['a'];(function(_0x1a2c,_0x1a2d){var _0x1a2e=_0x1a2c(_0x1a2d);_0x1a2e[_0x1a2b](_0x1a2c);_0x1a2d(_0x1a2b,_0x1a2c,_0x1a2d)})`,
        },
      ],
      pass: [{ 'SKILL.md': 'See a.js.', 'a.js': 'const mask = 0x1a2b\nlet _0x = 1\n' }],
    },
  },
  {
    id: 'obfuscation.unread-script',
    version: 1,
    severity: 'medium',
    confidence: 'high',
    looksFor: 'Scripts that are too large to be read to their end.',
    why: 'What was not read may say anything.',
    fix: 'Divide the script, or leave generated code out.',
    find: (folder) =>
      folder.views.flatMap((view) =>
        view.document.kind === 'script' &&
        view.layers.length === 0 &&
        folder.unread.some(({ file, reason }) => file === view.document.path && reason === 'too_large')
          ? [{ view, start: 0, end: 0 }]
          : [],
      ),
    examples: {
      match: [{ 'SKILL.md': 'See a.js.', 'a.js': 'let a = 1;'.repeat(110_000) }],
      pass: [{ 'SKILL.md': 'See a.js.', 'a.js': 'let a = 1;' }],
    },
  },
]

const NAMES =
  /child_process|\beval\b|\bexec(?:Sync|File)?\b|\bsystem\b|\bsubprocess\b|\bpopen\b|__import__|process\.env|\bcurl\b|\bwget\b|\/bin\/(?:ba)?sh|\.ssh\b|id_rsa|\bwebhook\b|\bpowershell\b|\.aws\b|\bkeychain\b|\bwallet\b|\b(?:globalThis|global|window)\s{0,2}\[\s{0,2}["'](?:process|fetch|require|Function|Buffer|XMLHttpRequest|WebSocket)["']|\bgetattr\s{0,2}\([^,\n]{1,40},\s{0,2}["']\w{2,40}["']/gi

/** Names that are in the text as it is executed, but not as it is written. */
function splitNames(folder: Folder): Hit[] {
  const hits: Hit[] = []
  for (const view of folder.views) {
    if (view.document.kind !== 'script' || view.layers.length > 0 || view.text === view.document.text) continue
    const constants = [...constantsIn(view.document.text).values(), ...shellConstants(view.document.text).values()]
      .join('\n')
      .toLowerCase()
    for (const match of view.text.matchAll(NAMES)) {
      const end = match.index + match[0].length
      const name = match[0].toLowerCase()
      // A constant that holds the whole name hides nothing.
      if (constants.includes(name) || writtenOf(view, match.index, end).toLowerCase().includes(name)) continue
      hits.push({ view, start: match.index, end })
      if (hits.length === LIMITS.hits) return hits
    }
  }
  return hits
}

/** What stands in the file where a part of a view came from. A text that was put together comes from all of its pieces. */
function writtenOf(view: View, start: number, end: number): string {
  const from = view.at(start)
  let last = end
  while (last < view.text.length && last < end + 4000 && view.at(last) === from) last++
  return view.document.text.slice(Math.max(0, from - 3), Math.max(view.at(last), from + end - start) + 3)
}
