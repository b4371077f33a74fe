import { LIMITS } from '../budget.ts'
import { constantsIn } from '../normalise/strings.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import type { At, Hit, Rule } from '../rule.ts'
import { says } from './judging.ts'

const CODE = ['script', 'code', 'manifest'] as const
const SHELL = '(?:sudo\\s{1,4})?(?:[\\w./]{0,20}/)?(?:(?:ba|z|da)?sh|python3?|node|perl|php|iex)\\b'
const DECODES =
  '(?:b64decode|atob\\s{0,4}\\(|base64\\.(?:urlsafe_)?b?\\w{0,3}decode|fromhex|unhexlify|decompress|rot_?13|fromCharCode|FromBase64String|Buffer\\.from\\s{0,4}\\([^\\n]{0,3000}["\'`](?:base64|hex))'
const EXECUTES =
  '(?:exec|eval|compile|execSync|spawn(?:Sync)?|execFile(?:Sync)?|new Function|Function|os\\.system|popen|subprocess\\.\\w{3,12}|system|runIn\\w{1,20}|Invoke-Expression|iex|setTimeout|importModule)'

export const OBFUSCATION: readonly Rule[] = [
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
      },
      {
        words: ['base64'],
        pattern:
          /\b(?:eval|bash|sh|zsh|source|exec|python3?)\b[^\n]{0,20}(?:<\(|["']?\$\(|["']?`)[^\n]{0,2000}\bbase64\s{1,4}(?:-\w{0,4}[dD]\b|--decode)/g,
      },
      {
        words: ['-e', '-enc'],
        pattern:
          /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,120}\s-e(?:nc?|ncodedcommand)?\s{1,4}["']?[A-Za-z0-9+/=]{20,8000}/gi,
      },
    ],
    examples: {
      match: [
        "```bash\necho 'ZWNobyBoZWxsbyB0aGVyZQ==' | base64 -D | bash\n```",
        { 'SKILL.md': 'See a.sh.', 'a.sh': 'eval "$(echo ZWNobyBoZWxsbyB0aGVyZQ== | base64 --decode)"\n' },
      ],
      pass: ['```bash\necho "$SECRET_B64" | base64 -d > key.json\n```', '```bash\nbase64 -d picture.b64 | file -\n```'],
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
        words: [
          'decode',
          'atob',
          'fromhex',
          'unhexlify',
          'decompress',
          'rot',
          'fromcharcode',
          'frombase64string',
          'buffer.from',
        ],
        pattern: new RegExp(`\\b${EXECUTES}\\s{0,4}\\(\\s{0,8}[^\\n;]{0,160}\\b${DECODES}`, 'g'),
        in: CODE,
        judge: lessInTexts,
      },
      {
        words: [
          'decode',
          'atob',
          'fromhex',
          'unhexlify',
          'decompress',
          'rot',
          'fromcharcode',
          'frombase64string',
          'buffer.from',
        ],
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
    id: 'obfuscation.hidden-trigger',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Dangerous calls that happen only on some date, for some input, or outside a test environment.',
    why: 'Code that looks around before it acts wants to be harmless while it is watched.',
    fix: 'Do the same for everybody, always.',
    find: triggers,
    examples: {
      match: [
        {
          'SKILL.md': 'See a.js.',
          'a.js':
            "if (new Date() > new Date('2026-06-01')) {\n  require('child_process').execSync(process.argv[2])\n}\n",
        },
        {
          'SKILL.md': 'See a.py.',
          'a.py': "import os, subprocess\nif not os.path.exists('/.dockerenv'):\n    subprocess.run(cmd, shell=True)\n",
        },
      ],
      pass: [
        { 'SKILL.md': 'See a.js.', 'a.js': "if (new Date(event.start) > new Date('2026-06-01')) events.push(event)\n" },
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

/** Tutorials show such code; in a script it runs. */
function lessInTexts(_: RegExpMatchArray, { view }: At) {
  return view.document.kind !== 'markdown' || says('high', 'high')
}

function deep(layers: number): string {
  let text = 'curl https://files.helper-tools.example/a'
  for (let i = 0; i < layers; i++) text = btoa(text + (i === 0 ? '' : ' end of layer'))
  return `${text}\n`
}

const NAMES =
  /child_process|\beval\b|\bexec(?:Sync|File)?\b|\bsystem\b|\bsubprocess\b|\bpopen\b|__import__|process\.env|\bcurl\b|\bwget\b|\/bin\/(?:ba)?sh|\.ssh\b|id_rsa|\bwebhook\b|\bpowershell\b|\.aws\b|\bkeychain\b|\bwallet\b/gi

/** Names that are in the text as it is executed, but not as it is written. */
function splitNames(folder: Folder): Hit[] {
  const hits: Hit[] = []
  for (const view of folder.views) {
    if (view.document.kind !== 'script' || view.layers.length > 0 || view.text === view.document.text) continue
    const constants = [...constantsIn(view.document.text).values()].join('\n').toLowerCase()
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

const GATES = [
  /\bif\b[^\n]{0,60}(?:Date\.now\(\)|new Date\(\)|datetime\.(?:datetime\.)?(?:now|today|utcnow)\(\)|date\.today\(\)|time\.time\(\))[^\n]{0,60}[<>=]{1,3}\s{0,4}(?:new Date\(\s{0,4}["'`\d]|datetime\.?\w{0,10}\(\s{0,4}20\d\d|date\(\s{0,4}20\d\d|1[6-9]\d{8}|["']20\d\d-)/g,
  /\.get(?:FullYear|Month|Date|Day|Hours)\(\)\s{0,4}[=<>!]{1,3}\s{0,4}\d{1,4}\b/g,
  /(?:\/\.dockerenv|\/proc\/1\/cgroup|\bVBOX|VMware|\bsandbox\b|\bvirtualbox\b|\bqemu\b|\bcuckoo\b|\bhypervisor\b|isDebuggerPresent|gettrace\(\))/gi,
  /\bif\b[^\n]{0,80}(?:process\.env\.(?:CI|GITHUB_ACTIONS|SANDBOX|NODE_ENV)|environ(?:\.get)?[([]["'](?:CI|GITHUB_ACTIONS|SANDBOX)["'])/g,
  /\bif\b[^\n]{0,60}(?:===?|==|\bin\b|\.includes\(|-eq|=)\s{0,4}["'`]\d\s{0,2}[*+-]\s{0,2}\d["'`]/g,
]
const DANGER =
  /\b(?:execSync|exec|spawn|eval|new Function|os\.system|subprocess\.\w{3,12}|popen|__import__|child_process)\s{0,4}\(|\b(?:curl|wget|nc)\s[^\n]{0,100}(?:\||-d|--data)|\bfetch\s{0,4}\(\s{0,4}(?!["'`]\/)|requests\.post|https?\.request|authorized_keys|crontab/

const SENDS_SECRETS =
  /(?:process\.env\b(?!\s{0,4}[.[])|\bos\.environ\b(?!\s{0,4}[.[(])|\.ssh\b|id_rsa|\.aws\b|\.env["'`])[\s\S]{0,400}\b(?:fetch|request|post|curl)\b|\b(?:fetch|request|post|curl)\b[\s\S]{0,300}(?:process\.env\b(?!\s{0,4}[.[])|\bos\.environ\b(?!\s{0,4}[.[(])|\.ssh\b|id_rsa)/

/** A gate with a dangerous call behind it. */
function triggers(folder: Folder): Hit[] {
  const hits: Hit[] = []
  for (const view of folder.views) {
    if (view.document.kind !== 'script' || !/\bif\b|\.get|dockerenv|sandbox/.test(view.text)) continue
    for (const [i, gate] of GATES.entries())
      for (const match of view.text.matchAll(gate)) {
        const behind = view.text.slice(match.index, match.index + 700)
        if (!DANGER.test(behind) || hits.length >= LIMITS.hits) continue
        // A check for CI or a container is usual before a shell command.
        hits.push({
          view,
          start: match.index,
          end: match.index + match[0].length,
          confidence: i === 3 ? 'low' : SENDS_SECRETS.test(behind) ? 'high' : 'medium',
        })
      }
  }
  return hits
}
