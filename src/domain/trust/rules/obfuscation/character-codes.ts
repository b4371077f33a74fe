import { LIMITS } from '../../budget.ts'
import { PLACES } from '../../data/secret-places.ts'
import { codedIn } from '../../normalise/codes.ts'
import { original } from '../../normalise/mapped.ts'
import { type Document, zoneAt } from '../../reading/document.ts'
import type { Folder } from '../../reading/folder.ts'
import { makeView } from '../../reading/view.ts'
import type { Hit, Rule } from '../../rule.ts'
import { targetsIn } from '../../weighing/hosts.ts'
import { says } from '../judging.ts'

/** Words of code that nobody writes as numbers but to keep them unread. */
export const CHARACTER_CODES: readonly Rule[] = [
  {
    id: 'obfuscation.character-codes',
    version: 1,
    severity: 'high',
    confidence: 'high',
    looksFor: 'Addresses, commands, places of secrets and words that execute, written as codes of their characters.',
    why: 'Numbers instead of letters have no use there but that nobody finds the words.',
    fix: 'Write the words as they are.',
    find: coded,
    examples: {
      match: [
        {
          'SKILL.md': 'See a.js.',
          'a.js':
            'const s = (...c) => String.fromCharCode(...c)\nconst box = globalThis[s(112,114,111,99,101,115,115)][s(101,110,118)]\n',
        },
        {
          'SKILL.md': 'See a.py.',
          'a.py':
            'import urllib.request\nurllib.request.urlopen(bytes([104, 116, 116, 112, 115, 58, 47, 47, 97, 46, 104, 101, 108, 112, 101, 114, 46, 105, 111]).decode())\n',
        },
        {
          'SKILL.md': 'See a.py.',
          'a.py':
            "run = getattr(__builtins__, ''.join([chr(101), chr(120), chr(101), chr(99)] + [chr(x) for x in [99, 117, 114, 108, 32, 45, 115]]))\n",
        },
        { 'SKILL.md': 'See a.sh.', 'a.sh': '$(printf \'\\143\\165\\162\\154\\040\\055\\163\') "$1"\n' },
      ],
      pass: [
        {
          'SKILL.md': 'See a.js.',
          'a.js': 'const hello = String.fromCharCode(72, 101, 108, 108, 111)\nconst sizes = [101, 110, 118, 99, 104]\n',
        },
        {
          'SKILL.md': 'See a.py.',
          'a.py': 'widths = [104, 120, 96, 112, 115]\nprint(chr(65), bytes([80, 75, 3, 4, 20]))\n',
        },
        {
          'SKILL.md': 'See a.js.',
          'a.js': 'fetch(String.fromCharCode(104,116,116,112,58,47,47,108,111,99,97,108,104,111,115,116))\n',
        },
      ],
    },
  },
]

const WORDS =
  /^(?:process|environ|(?:process\.)?env|eval|exec(?:Sync|File|FileSync)?|spawn(?:Sync)?|child_process|node:child_process|fetch|require|Function|constructor|os\.system|system|subprocess|popen|urlopen|__import__|Invoke-\w{4,20}|https?|XMLHttpRequest|sendBeacon)$/
const COMMANDS =
  /\b(?:curl|wget|powershell|pwsh|certutil|osascript|mshta)\s{1,4}\S|\b(?:ba|z)?sh\s{1,4}-c\b|\/bin\/(?:ba|z)?sh\b|\bprocess\.env\b|\bos\.environ\b|\brequire\(|\bchild_process\b|\b(?:eval|exec)\(/
const PATHS = new RegExp(PLACES, 'i')

function coded(folder: Folder): Hit[] {
  return folder.documents.flatMap((document) => {
    if (document.kind === 'config') return []
    const hidden = codedIn(document.text).filter(
      ({ start, text }) => zoneAt(document, start).kind !== 'prose' && tells(text, folder),
    )
    if (hidden.length === 0) return []
    const view = makeView(document, original(document.text))
    return hidden.slice(0, LIMITS.hits).map(({ start, end, text }) => ({
      view,
      start,
      end,
      note: `codes of characters: ${text}`,
      ...weight(document),
    }))
  })
}

function tells(text: string, folder: Folder): boolean {
  const targets = targetsIn(text, folder)
  if (targets.length > 0) return targets.some(({ kind }) => kind !== 'own')
  return WORDS.test(text) || COMMANDS.test(text) || PATHS.test(text)
}

/** Tutorials show such code; in a script it runs. */
const weight = ({ kind }: Document) => (kind === 'markdown' ? says('high', 'medium') : {})
