import { LIMITS } from '../../budget.ts'
import { runFrom } from '../../flow/code.ts'
import { zoneAt } from '../../reading/document.ts'
import type { At, Rule } from '../../rule.ts'
import { says } from '../judging.ts'

const CODE = ['script', 'code', 'manifest'] as const
const SHELL = '(?:sudo\\s{1,4})?(?:[\\w./]{0,20}/)?(?:(?:ba|z|da)?sh|python3?|node|perl|php|iex)\\b'
const DECODES =
  '(?:b64decode|base64_decode|gzinflate|gzuncompress|str_rot13|atob\\s{0,4}\\(|base64\\.(?:urlsafe_)?b?\\w{0,3}decode|fromhex|unhexlify|decompress|rot_?13|fromCharCode|FromBase64String|Buffer\\.from\\s{0,4}\\([^\\n]{0,3000}["\'`](?:base64|hex))'
const EXECUTES =
  '(?:exec|eval|compile|execSync|spawn(?:Sync)?|execFile(?:Sync)?|new Function|Function|os\\.system|popen|subprocess\\.\\w{3,12}|system|runIn\\w{1,20}|Invoke-Expression|iex|setTimeout|importModule)'

/** One of them is in every call that decodes. */
const DECODING = [
  'decode',
  'atob',
  'fromhex',
  'unhexlify',
  'decompress',
  'rot',
  'fromcharcode',
  'frombase64string',
  'buffer.from',
]

/** Texts that only a machine can read. */
export const ENCODED: readonly Rule[] = [
  {
    id: 'obfuscation.encoded-command',
    version: 1,
    severity: 'critical',
    confidence: 'high',
    looksFor: 'Encoded text that is decoded into a shell.',
    why: 'The only reason to encode a command is that nobody should read it.',
    fix: 'Write the command as it is.',
    patterns: [
      {
        words: ['base64', 'xxd', 'openssl', 'certutil'],
        pattern: new RegExp(
          `\\b(?:base64\\s{1,4}(?:-\\w{0,4}[dD]\\b|--decode)|xxd\\s{1,4}-r[^\\n|]{0,20}|openssl\\s{1,4}(?:base64|enc)\\s[^\\n|]{0,40}-d)[^\\n|]{0,60}\\|\\s{0,8}(?:gunzip[^\\n|]{0,20}\\|\\s{0,8}|(?:tr|rev|sed)[^\\n|]{0,60}\\|\\s{0,8})?${SHELL}`,
          'g',
        ),
        judge: fed,
      },
      {
        words: ['base64'],
        pattern:
          /\b(?:eval|bash|sh|zsh|source|exec|python3?)\b[^\n]{0,20}(?:<\(|["']?\$\(|["']?`)[^\n]{0,2000}\bbase64\s{1,4}(?:-\w{0,4}[dD]\b|--decode)/g,
        // In sentences, a backtick ends what is shown as code.
        judge: ([command], { view, start }) =>
          (!/\b(?:echo|printf)\s{1,4}["']?(?:…|\.{3})["']?\s{0,4}\|/.test(command) && !command.includes('`')) ||
          zoneAt(view.document, view.at(start)).kind !== 'prose' ||
          says('high', 'low'),
      },
      {
        words: ['| tr ', '|tr ', '| rev', '|rev', '| xxd', '| gunzip', '<<<'],
        pattern: new RegExp(
          `(?:\\|\\s{0,4}(?:tr\\s{1,4}["']?[!-~]{2,60}["']?\\s{1,4}["']?[!-~]{2,60}["']?|rev)|\\bbase64\\s{1,4}(?:-\\w{0,4}[dD]\\w?|--decode)\\s{0,4}<<<\\s{0,4}[^\\n|]{4,4000})\\s{0,4}\\|\\s{0,8}${SHELL}`,
          'g',
        ),
      },
      {
        words: ['| rev', '|rev', '| tr ', '|tr '],
        pattern:
          /\b(?:eval|bash\s{1,4}-c|sh\s{1,4}-c|source)\b[^\n]{0,20}(?:<\(|["']?\$\(|["']?`)[^\n]{0,800}\|\s{0,4}(?:rev\b|tr\s{1,4}["']?[!-~]{2,60}["']?\s{1,4}["']?[!-~]{2,60})/g,
      },
      {
        words: ['-e', '-enc'],
        pattern:
          /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,120}\s-e(?:nc?|ncodedcommand)?\s{1,4}["']?([A-Za-z0-9+/=]{20,8000})/gi,
        // So few letters hold no command: they show how such a line begins.
        judge: ([, blob = '']) => blob.length > 48 || says('high', 'high'),
      },
    ],
    examples: {
      match: [
        "```bash\necho 'ZWNobyBoZWxsbyB0aGVyZQ==' | base64 -D | bash\n```",
        { 'SKILL.md': 'See a.sh.', 'a.sh': 'eval "$(echo ZWNobyBoZWxsbyB0aGVyZQ== | base64 --decode)"\n' },
        '1. `base64 -d | sh`\n2. Paste ZWNobyBoZWxsbyB0aGVyZSBlY2hvIGhlbGxvIHRoZXJl and press Ctrl+D.',
        '- `echo … | base64 -d | sh`, where … is ZWNobyBoZWxsbyB0aGVyZSBlY2hvIGhlbGxvIHRoZXJl',
        '```bash\nbase64 -d payload.txt | sh\n```',
        { 'SKILL.md': 'See a.sh.', 'a.sh': 'run() {\n  base64 -d | sh\n}\n' },
      ],
      pass: [
        'Look for:\n\n• base64 -d | sh\n• a webhook\n\n------------------------------------------------',
        '| Code | Example |\n|---|---|\n| L02 | `echo … \\| base64 -d \\| sh` |\n| L03 | `base64 -d \\| sh` |',
        '```bash\necho "$SECRET_B64" | base64 -d > key.json\n```',
        '```bash\nbase64 -d picture.b64 | file -\n```',
      ],
    },
  },
  {
    id: 'obfuscation.decoded-execution',
    version: 1,
    severity: 'critical',
    confidence: 'high',
    looksFor: 'Code that decodes text and executes it.',
    why: 'What runs cannot be read in the file.',
    fix: 'Ship the code as it is.',
    patterns: [
      {
        words: DECODING,
        pattern: new RegExp(`\\b${EXECUTES}\\s{0,4}\\(\\s{0,8}[^\\n;]{0,160}\\b${DECODES}`, 'g'),
        in: CODE,
        judge: lessInTexts,
      },
      {
        words: DECODING,
        pattern: new RegExp(
          `\\b([A-Za-z_$][\\w$]{0,40})\\s{0,4}=\\s{0,4}[^\\n=]{0,80}\\b${DECODES}[^\\n]{0,4000}(?:\\n[^\\n]{0,300}){0,10}?(?<![.\\w])${EXECUTES}\\s{0,4}\\(\\s{0,4}(?:["'\`]use strict["'\`]\\s{0,4},\\s{0,4})?\\1\\b`,
          'g',
        ),
        in: CODE,
        judge: lessInTexts,
      },
    ],
    examples: {
      match: [
        { 'SKILL.md': 'See a.py.', 'a.py': "import base64\nexec(base64.b64decode('cHJpbnQoMSk=').decode())\n" },
        {
          'SKILL.md': 'See a.js.',
          'a.js': "const code = Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString()\nnew Function(code)()\n",
        },
      ],
      pass: [
        {
          'SKILL.md': 'See a.py.',
          'a.py': "import base64\ndata = base64.b64decode(response['image'])\nopen('out.png', 'wb').write(data)\n",
        },
      ],
    },
  },
  {
    id: 'obfuscation.decoded-and-run',
    version: 2,
    severity: 'critical',
    confidence: 'high',
    looksFor:
      'Scripts that run text which they decode, decrypt or cut out of a picture, by whatever names it went through.',
    why: 'What runs cannot be read in the folder.',
    fix: 'Ship the code as it is.',
    find: (folder) => runFrom(['decoded', 'picture'], folder),
    examples: {
      match: [
        {
          'SKILL.md': 'See a.js.',
          'a.js':
            "const text = [116, 98].map((n) => String.fromCharCode(n ^ 23)).join('')\nrequire('child_process').execSync(text)\n",
        },
        { 'SKILL.md': 'See a.py.', 'a.py': "data = open('logo.png', 'rb').read()\nexec(data[400:].decode())\n" },
      ],
      pass: [
        {
          'SKILL.md': 'See a.py.',
          'a.py':
            "import base64, subprocess\nopen('a.png', 'wb').write(base64.b64decode(text))\nsubprocess.run(['open', 'a.png'])\n",
        },
      ],
    },
  },
  {
    id: 'obfuscation.too-deep',
    version: 1,
    severity: 'medium',
    confidence: 'high',
    looksFor: `Encoded text with more than ${LIMITS.depth} layers within each other.`,
    why: 'Layers within layers have no use but to tire whoever looks.',
    fix: 'Write the text as it is.',
    find: (folder) =>
      folder.unread.flatMap(({ file, reason }) => {
        const view = reason === 'too_deep' ? folder.views.find(({ document }) => document.path === file) : undefined
        return view ? [{ view, start: 0, end: 0 }] : []
      }),
    examples: {
      match: [{ 'SKILL.md': 'Data:', 'data.txt': deep(8) }],
      pass: [{ 'SKILL.md': 'Data:', 'data.txt': deep(2) }],
    },
  },
]

/** A bullet, the beginning of a line of a checklist, or a cell of a table. */
const ALONE = /(?:^|\|)[\s>*•◦‣·–—+`'"[\]xX\d.)-]{0,16}$/
const SHOWN = /(?:^|[|`\s])(?:echo|printf)\s{1,4}(?:-\w\s{1,4})?["']?(?:…|\.{3})["']?\s{0,4}\\?\|\s{0,4}$/
/** A text that could be decoded; a line of a table is none. */
const BLOB = /(?<![\w+/-])(?=[a-z\d+/]{0,80}[A-Z])(?=[A-Z\d+/]{0,80}[a-z])[A-Za-z0-9+/]{24}/

/** In texts, a command with nothing to decode, or with an ellipsis, is the name of a sign. */
function fed([command]: RegExpMatchArray, { view, start }: At) {
  const { kind } = zoneAt(view.document, view.at(start))
  const line =
    view.text
      .slice(Math.max(0, start - 200), start)
      .split('\n')
      .pop() ?? ''
  if (SHOWN.test(line)) return BLOB.test(near(view.text, start)) || says('high', 'low')
  if (kind === 'prose' && /`\s{0,2}$/.test(line)) return BLOB.test(near(view.text, start)) || says('high', 'low')
  if (kind !== 'prose' && kind !== 'code') return true
  const isFed =
    !/(?:-\w{0,4}[dD]|--decode)\s{0,4}\|/.test(command) ||
    (/\|[^|]{0,40}$/.test(line) && !line.trimStart().startsWith('|')) ||
    view.text
      .slice(0, start)
      .trimEnd()
      .endsWith(line.trim() === '' ? '|' : '\0') ||
    /^[^\n]{0,80}</.test(view.text.slice(start + command.length, start + command.length + 100))
  return isFed || !ALONE.test(line) || BLOB.test(near(view.text, start)) || says('high', 'low')
}

const near = (text: string, start: number) => text.slice(Math.max(0, start - 300), start + 500)

/** Tutorials show such code; in a script it runs. */
function lessInTexts(_: RegExpMatchArray, { view }: At) {
  return view.document.kind !== 'markdown' || says('high', 'high')
}

function deep(layers: number): string {
  let text = 'curl https://files.helper-tools.example/a'
  for (let i = 0; i < layers; i++) text = btoa(text + (i === 0 ? '' : ' end of layer'))
  return `${text}\n`
}
