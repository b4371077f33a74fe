import { type Mapped, replaced } from './mapped.ts'

/** Programs whose names are worth hiding. */
const PROGRAMS = new Set(
  'curl wget bash sh zsh eval exec base64 python python3 perl ruby node nc ncat powershell pwsh openssl source sudo chmod crontab'.split(
    ' ',
  ),
)

/** `NAME=value` of a shell, where the value is one plain word. */
const SETS =
  /(?:^|[;&\n]|\bexport\s|\blocal\s)[ \t]{0,20}([A-Za-z_]\w{0,40})=(["']?)([\w./:@%+,~-]{1,200})\2(?=[ \t]{0,8}(?:[;&\n#]|$))/g
const MOST_NAMES = 200

/** What the names in a shell's text stand for, if they are set once. */
export function shellConstants(text: string): Map<string, string> {
  const found = new Map<string, string>()
  const changed = new Set<string>()
  for (const [, name = '', , value = ''] of text.matchAll(SETS)) {
    if (found.size === MOST_NAMES) break
    if (found.has(name) && found.get(name) !== value) changed.add(name)
    found.set(name, value)
  }
  for (const name of changed) found.delete(name)
  return found
}

/** Writes what names stand for in their place. */
export function expandNames(from: Mapped): Mapped {
  const constants = from.text.includes('$') ? shellConstants(from.text) : new Map<string, string>()
  if (constants.size === 0) return from
  return replaced(
    from,
    /\$(?:\{([A-Za-z_]\w{0,40})\}|([A-Za-z_]\w{0,40}))/g,
    ([, braced, plain]) => constants.get(braced ?? plain ?? '') ?? null,
  )
}

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
