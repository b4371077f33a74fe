import type { Document } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import { literalsOf } from '../reading/literals.ts'
import type { View } from '../reading/view.ts'
import { canLeave, canRun } from './abilities.ts'

/** Folders and files that a program's tests are about, or that a filter compares texts with. */
const FIXTURES =
  /(?:^|\/)(?:tests?|fixtures?|testdata|test[-_]data|__fixtures__|samples?|corpus|corpora|attacks?|bad|evil|malicious|payloads?|poc|evals?|benchmarks?)\/|(?:^|[/_.-])(?:patterns?|signatures?|rules?|phrases?|fixtures?|samples?|corpus|cases|attacks?|payloads?|(?:block|deny|word)lists?)[^/]{0,20}\.(?:txt|json|jsonl|ya?ml|csv|tsv|toml)$/i
/** What tools find and run by its name alone. */
const RUN_BY_NAME =
  /(?:^|\/)(?:conftest|setup|sitecustomize|usercustomize|__init__|__main__|test_[^/]{1,80}|[^/]{1,80}_test)\.py$|\.(?:test|spec)\.\w{2,4}$|\.(?:pth|command|desktop|plist|service|timer)$|(?:^|\/)(?:package\.json|makefile|justfile|dockerfile|\.envrc|\.npmrc|\.mcp\.json|settings(?:\.local)?\.json|hooks\.json)$/i
/** Orders to run what a script prints. */
const RUNS_OUTPUT =
  /\b(?:run|execute|paste|eval|follow|apply|do|obey)\b[^.\n]{0,40}\b(?:what(?:ever)? (?:it|the script|the tool|that) (?:prints?|says?|shows?|outputs?|returns?)|(?:its|the) (?:output|result)|the (?:printed|shown|returned|resulting) \w{3,12})\b|\$\(\s{0,2}(?:node|python3?|deno|bun)\b|\b(?:node|python3?|deno run|bun)\s[^\n|]{0,120}\|\s{0,4}(?:sudo\s{1,4})?(?:ba|z|da)?sh\b/i

/** True if nothing in the folder runs a place or tells anybody to: a fixture of tests, or a text in a script that runs nothing. */
export const isUnrun = (folder: Folder, view: View, start: number): boolean =>
  isFixture(folder, view.document) || isOnlyText(folder, view, start)

const KNOWN = new WeakMap<Document, boolean>()

function isFixture(folder: Folder, document: Document): boolean {
  return isLeftAlone(folder, document) && folder.documents.some((other) => isReader(other, folder))
}

/** Of so many files in a folder, each is looked for in all others. */
const MOST_FIXTURES = 40
const COUNTS = new WeakMap<Folder, number>()

/** True if a file lies where fixtures lie, and nothing runs it or says to. */
function isLeftAlone(folder: Folder, document: Document): boolean {
  const known = KNOWN.get(document)
  if (known !== undefined) return known
  const isPlaced = document !== folder.skill && FIXTURES.test(document.path) && !RUN_BY_NAME.test(document.path)
  const count = COUNTS.get(folder) ?? 0
  if (isPlaced) COUNTS.set(folder, count + 1)
  const is =
    isPlaced &&
    count < MOST_FIXTURES &&
    !folder.documents.some(
      (other) =>
        other !== document && !isNear(other, document) && (runs(other, document.path) || orders(other, document.path)),
    )
  KNOWN.set(document, is)
  return is
}

/** What stands in the same folder of fixtures speaks for itself only. */
const isNear = (other: Document, { path }: Document): boolean =>
  path.includes('/') && FIXTURES.test(other.path) && other.path.startsWith(path.slice(0, path.lastIndexOf('/') + 1))

/** A script beside the fixtures that reads files: without one, they are fixtures of nothing. */
const isReader = ({ kind, path, text }: Document, folder: Folder): boolean =>
  kind === 'script' &&
  !FIXTURES.test(path) &&
  /\b(?:read_text|read_bytes|readFile|readFileSync|readlines|rglob|readdir|readdirSync|Get-Content|grep|open)\b/.test(
    text,
  ) &&
  !runsAnything(folder)

const RUNNING = new WeakMap<Folder, boolean>()

/** True if something in the folder, apart from fixtures, can make something run that is not written in it. */
function runsAnything(folder: Folder): boolean {
  const known = RUNNING.get(folder)
  if (known !== undefined) return known
  const is = folder.documents.some((document) => {
    const { kind, text } = document
    if (kind === 'manifest') return /"(?:pre|post)?(?:install|prepare)"\s{0,4}:|\bcmdclass\b/.test(text)
    if (kind === 'markdown') return RUNS_OUTPUT.test(text)
    return isOwnScript(folder, document) && canRun(folder, document)
  })
  RUNNING.set(folder, is)
  return is
}

const isOwnScript = (folder: Folder, document: Document): boolean =>
  document.kind === 'script' && !isLeftAlone(folder, document)

/** True if a text has the file, or the folder that it is in, run or taken as a program's first argument. */
function runs({ text }: Document, path: string): boolean {
  return namesOf(path).some((name) =>
    linesWith(text, name).some(
      (line) =>
        new RegExp(
          `(?:(?<![\\w.])(?:python3?|node|bash|sh|zsh|source|deno run|bun|ruby|perl|php|pwsh|powershell|exec|chmod|cd|npm|npx|uv run|import|from|require|load|for|xargs|pytest|do)\\b|(?:^|\\s)\\.)\\s{1,4}(?:-{1,2}[\\w=-]{1,30}\\s{1,4}){0,4}[("'\`$\\w./{}-]{0,60}${escaped(name)}`,
        ).test(line) ||
        new RegExp(`(?:^|[\\s\`$"'(])(?:\\./)?[\\w./-]{0,60}${escaped(name)}[\\w./-]{0,60}\\s{0,4}(?:\\||&&|;)`).test(
          line,
        ),
    ),
  )
}

const ORDERED =
  /\b(?:follow|obey|do|apply|perform|execute|run|carry out|work through|start with|begin with|load|read|open|use)\b/i

/** True if a text tells its reader to do what the file says, in the sentence that names it. */
function orders({ kind, text }: Document, path: string): boolean {
  if (kind !== 'markdown') return false
  return namesOf(path).some((name) =>
    linesWith(text, name).some((line) => {
      const before = line.slice(0, line.indexOf(name)).replace(/`[^`]{0,200}`/g, ' ')
      return ORDERED.test(
        before
          .replace(/`[^`]{0,200}$/, '')
          .split(/[.!?]\s/)
          .pop() ?? '',
      )
    }),
  )
}

const namesOf = (path: string): string[] => {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
  return [...(/^skill\.md$/i.test(base) ? [] : [base]), ...(folder === '' ? [] : [folder])]
}

function linesWith(text: string, name: string): string[] {
  const lines: string[] = []
  for (let at = text.indexOf(name); at >= 0 && lines.length < 20; at = text.indexOf(name, at + name.length)) {
    const from = Math.max(text.lastIndexOf('\n', at) + 1, at - 300)
    const end = text.indexOf('\n', at)
    lines.push(text.slice(from, end < 0 ? at + 300 : Math.min(end, at + 300)))
  }
  return lines
}

/** A text that stands in quotes in a script, in a folder whose scripts start, write and send nothing. */
function isOnlyText(folder: Folder, view: View, start: number): boolean {
  const lexed = literalsOf(view.document)
  if (!lexed || !isOwnScript(folder, view.document) || runsAnything(folder)) return false
  const at = view.at(start)
  if (!lexed.literals.some((literal) => literal.start <= at && at < literal.end)) return false
  return !folder.documents.some((document) => isOwnScript(folder, document) && canLeave(folder, document))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
