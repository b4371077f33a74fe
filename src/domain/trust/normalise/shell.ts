import { type Mapped, replaced } from './mapped.ts'

/** Programs whose names are worth hiding. */
const PROGRAMS = new Set(
  'curl wget bash sh zsh eval exec base64 python python3 perl ruby node nc ncat powershell pwsh openssl source sudo chmod crontab'.split(
    ' ',
  ),
)

/** Joins continued lines, and undoes quotes and escapes within the names of programs: `c""url`, `w\get`, `${IFS}`. */
export function normaliseShell(from: Mapped): Mapped {
  const joined = replaced(from, /(?:[\\^]|(?<=[ \t])`)[ \t]{0,8}\r?\n[ \t]{0,80}/g, () => ' ')
  const spaced = replaced(joined, /\$\{?IFS\}?(?:\$\d)?/g, () => ' ')
  const ansi = replaced(spaced, /\$'((?:\\x[\da-f]{2}|\\[0-7]{3}|[\w./:-]){1,400})'/gi, ([, body = '']) =>
    unescaped(body),
  )
  return replaced(
    ansi,
    /(?<![\w'"\\])[a-z'"\\][a-z0-9]{0,9}(?:['"\\]{1,3}[a-z0-9]{1,9}){1,9}['"]{0,2}(?!\w)/g,
    ([word]) => {
      const plain = word.replace(/['"\\]/g, '')
      return PROGRAMS.has(plain) ? plain : null
    },
  )
}

const unescaped = (text: string) =>
  text.replace(/\\x([\da-f]{2})|\\([0-7]{3})/gi, (_, hex?: string, octal?: string) =>
    String.fromCharCode(Number.parseInt(hex ?? octal ?? '0', hex ? 16 : 8)),
  )
