const NAME = '[A-Za-z_][A-Za-z0-9_]{0,99}'
const QUOTED = `["'](${NAME})["']`

const JAVASCRIPT = [
  new RegExp(`\\b(?:process|Bun|import\\.meta)\\.env(?:\\??\\.(${NAME})|(?:\\?\\.)?\\[${QUOTED}\\])`, 'g'),
  new RegExp(`\\bDeno\\.env\\.get\\(\\s*${QUOTED}`, 'g'),
]

/** How scripts ask for environment variables, by their languages. */
const READS: Readonly<Record<string, readonly RegExp[]>> = {
  shell: [/\$(?:\{[#!]?)?([A-Z][A-Z0-9_]{1,99})(?![A-Za-z0-9_])/g],
  fish: [/\$([A-Z][A-Z0-9_]{1,99})(?![A-Za-z0-9_])/g],
  powershell: [new RegExp(`\\$env:(${NAME})`, 'gi')],
  python: [
    new RegExp(`\\benviron(?:\\.(?:get|pop|setdefault))?\\s*[[(]\\s*${QUOTED}`, 'g'),
    new RegExp(`\\bgetenv\\(\\s*${QUOTED}`, 'g'),
  ],
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT,
  ruby: [new RegExp(`\\bENV(?:\\.fetch\\(|\\[)\\s*${QUOTED}`, 'g')],
  perl: [new RegExp(`\\$ENV\\{\\s*["']?(${NAME})["']?\\s*\\}`, 'g')],
  php: [new RegExp(`\\bgetenv\\(\\s*${QUOTED}|\\$_ENV\\[\\s*${QUOTED}`, 'g')],
  go: [new RegExp(`\\bos\\.(?:Getenv|LookupEnv)\\(\\s*"(${NAME})"`, 'g')],
  rust: [new RegExp(`\\benv::var(?:_os)?\\(\\s*"(${NAME})"`, 'g')],
}

/** What a shell script sets itself, other than to its own value or a default (`A=${A:-x}`). */
const SET_IN_SHELL = [
  /\b([A-Z][A-Z0-9_]{1,99})\+?=(?!["']?\$\{?\1\b)/g,
  /\bfor\s+([A-Z][A-Z0-9_]{1,99})\s+in\b/g,
  /\bread\s+(?:-\w+\s+)?([A-Z][A-Z0-9_]{1,99})/g,
]

/** What every system or shell sets. Nobody has to be asked for it. */
const ALWAYS_SET =
  /^(HOME|PATH|PWD|OLDPWD|USER|USERNAME|USERPROFILE|LOGNAME|SHELL|TERM|LANG|LC_\w+|TMP|TEMP|TMPDIR|EDITOR|DISPLAY|COLUMNS|LINES|IFS|RANDOM|SECONDS|LINENO|OSTYPE|MACHTYPE|HOSTTYPE|HOSTNAME|UID|EUID|PPID|OPTARG|OPTIND|REPLY|FUNCNAME|PIPESTATUS|SHLVL|BASH\w*|ZSH\w*|XDG_\w+|APPDATA|LOCALAPPDATA|SYSTEMROOT|COMSPEC)$/

/** The environment variables that a script asks for. */
export function variablesIn(language: string, script: string): string[] {
  const own = language === 'shell' ? namesIn(script, SET_IN_SHELL) : new Set()
  const read = Object.hasOwn(READS, language) ? namesIn(script, READS[language] ?? []) : []
  return [...read].filter((name) => !own.has(name) && !ALWAYS_SET.test(name))
}

/** How scripts ask whether a program is there. */
const LOOKUPS: Readonly<Record<string, readonly RegExp[]>> = {
  shell: [/\b(?:command\s+-v|type\s+-P|which)\s+["']?([A-Za-z][\w.+-]{0,63})/g],
  python: [/\bshutil\.which\(\s*["']([A-Za-z][\w.+-]{0,63})["']/g],
}

/** The programs that a script looks for. */
export const programsIn = (language: string, script: string): string[] =>
  Object.hasOwn(LOOKUPS, language) ? [...namesIn(script, LOOKUPS[language] ?? [])] : []

function namesIn(text: string, patterns: readonly RegExp[]): Set<string> {
  const names = new Set<string>()
  for (const pattern of patterns)
    for (const [, ...groups] of text.matchAll(pattern)) for (const name of groups) if (name) names.add(name)
  return names
}
