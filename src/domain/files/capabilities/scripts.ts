import { baseName } from '../base-name.ts'

/** Languages of scripts by the ending of a name, in lower case. */
const BY_ENDING: Readonly<Record<string, string>> = {
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'fish',
  ps1: 'powershell',
  psm1: 'powershell',
  bat: 'batch',
  cmd: 'batch',
  py: 'python',
  ipynb: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  rb: 'ruby',
  pl: 'perl',
  pm: 'perl',
  php: 'php',
  lua: 'lua',
  r: 'r',
  jl: 'julia',
  go: 'go',
  rs: 'rust',
  swift: 'swift',
  scpt: 'applescript',
  applescript: 'applescript',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  c: 'c',
  cc: 'c++',
  cpp: 'c++',
  cs: 'c#',
  exe: 'binary',
  dll: 'binary',
  so: 'binary',
  dylib: 'binary',
  wasm: 'binary',
  jar: 'binary',
}

/** Languages of interpreters without their version: `python3.12` is `python`. */
const BY_INTERPRETER: Readonly<Record<string, string>> = {
  sh: 'shell',
  bash: 'shell',
  dash: 'shell',
  zsh: 'shell',
  ksh: 'shell',
  fish: 'fish',
  pwsh: 'powershell',
  python: 'python',
  uv: 'python',
  node: 'javascript',
  bun: 'javascript',
  deno: 'typescript',
  tsx: 'typescript',
  'ts-node': 'typescript',
  ruby: 'ruby',
  perl: 'perl',
  php: 'php',
  lua: 'lua',
  rscript: 'r',
  julia: 'julia',
  swift: 'swift',
  osascript: 'applescript',
}

const find = (table: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null

/**
 * The language of a script, by the ending of its name, else by its first line (`#!`). Null if it is none; `other` if its first line
 * names an interpreter that is not known. `text` is null if the file is no text.
 */
export function scriptLanguage(path: string, text: string | null): string | null {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  const known = find(BY_ENDING, ending)
  if (known !== null) return known
  if (!text?.startsWith('#!')) return null
  const words =
    text
      .slice(2, 202)
      .split(/[\r\n]/, 1)[0]
      ?.trim()
      .split(/\s+/) ?? []
  const programs = words.map((word) => baseName(word).toLowerCase())
  const [first = '', ...rest] = programs
  const program = first === 'env' ? (rest.find((word) => !/^-|=/.test(word)) ?? '') : first
  if (program === '') return null
  return find(BY_INTERPRETER, program.replace(/[\d.]+$/, '')) ?? 'other'
}
