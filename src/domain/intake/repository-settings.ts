import { isCollection, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { CATEGORIES } from '../catalogue/categories.ts'
import { ignoring } from '../clients/ignore-files.ts'
import { cut, oneLine } from '../text/text.ts'

/** The file in the root of a repository by which its authors say what is to be listed. */
export const SETTINGS_PATH = '.agent-skills.yml'
export const MAX_SETTINGS_BYTES = 16 * 1024

export type SettingsFinding = { rule: string; severity: 'error' | 'warning'; message: string; line: number }

/** What authors want of a repository. What the file has wrong is left out and named in `findings`. */
export type RepositorySettings = {
  publish: 'list' | 'none'
  category: string | null
  homepage: string | null
  exclude: string[]
  findings: SettingsFinding[]
}

const MAX_PATTERNS = 100
const MAX_PATTERN = 200
const MAX_FINDINGS = 20

const NOTHING_SAID: RepositorySettings = { publish: 'list', category: null, homepage: null, exclude: [], findings: [] }

const refused = (rule: string, message: string, line = 1): RepositorySettings => ({
  ...NOTHING_SAID,
  findings: [{ rule: `settings.${rule}`, severity: 'error', message, line }],
})

export const SETTINGS_TOO_LARGE = refused(
  'too-large',
  `The file must have at most ${MAX_SETTINGS_BYTES} bytes; it is not read.`,
)

/** Reads the file. It never throws: a file that cannot be read says nothing, and a finding says why. */
export function readSettings(bytes: Uint8Array): RepositorySettings {
  if (bytes.length > MAX_SETTINGS_BYTES) return SETTINGS_TOO_LARGE
  const lines = new LineCounter()
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 0 } as never)
    const [error] = document.errors
    if (error)
      return refused(
        'yaml',
        `The file is no valid YAML: ${cut(oneLine(error.message), 200)}`,
        lines.linePos(error.pos[0]).line,
      )
    if (document.contents === null) return NOTHING_SAID
    if (!isMap(document.contents)) return refused('mapping', 'The file must be a mapping, such as "publish: list".')
    return readMap(document.contents, (offset) => lines.linePos(offset).line)
  } catch (error) {
    if (error instanceof TypeError) return refused('encoding', 'The file must be UTF-8.')
    return refused('yaml', 'The file is nested too deeply, or refers to itself.')
  }
}

function readMap(map: YAMLMap, lineOf: (offset: number) => number): RepositorySettings {
  const settings = { ...NOTHING_SAID, findings: [] as SettingsFinding[] }
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const line = lineOf((isScalar(key) ? key.range?.[0] : undefined) ?? 0)
    const wrong = (rule: string, message: string) => {
      if (settings.findings.length < MAX_FINDINGS)
        settings.findings.push({ rule: `settings.${rule}`, severity: 'error', message, line })
    }
    const plain: unknown = isCollection(value) ? value.toJSON() : isScalar(value) ? value.value : null
    if (name === 'publish') {
      if (plain === 'none' || plain === 'list') settings.publish = plain
      else wrong('publish', 'publish must be "list" or "none". It counts as "list".')
    } else if (name === 'category') {
      if (CATEGORIES.some(({ key }) => key === plain)) settings.category = String(plain)
      else wrong('category', 'category must be the key of a category, as /v1/taxonomy/categories lists them.')
    } else if (name === 'homepage') {
      if (isHomepage(plain)) settings.homepage = plain
      else wrong('homepage', 'homepage must be an https address of at most 500 characters.')
    } else if (name === 'exclude') {
      if (arePatterns(plain)) settings.exclude = plain
      else
        wrong(
          'exclude',
          `exclude must be a list of at most ${MAX_PATTERNS} paths or patterns as in .gitignore, each of at most ${MAX_PATTERN} characters and with at most 4 asterisks. Nothing is left out.`,
        )
    } else
      wrong('unknown', `There is no setting "${cut(oneLine(name), 60)}"; use publish, category, exclude or homepage.`)
  }
  return settings
}

const isHomepage = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 500 && /^https:\/\/[^\s@]+$/.test(value) && URL.canParse(value)

const arePatterns = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= MAX_PATTERNS &&
  value.every((one) => typeof one === 'string' && one.length <= MAX_PATTERN && (one.match(/\*+/g) ?? []).length <= 4)

/** Tells which paths the settings leave out. Patterns that would take too long leave out nothing: null. */
export function leftOut(
  { publish, exclude }: Pick<RepositorySettings, 'publish' | 'exclude'>,
  paths: readonly string[],
): ((path: string) => boolean) | null {
  if (publish === 'none') return () => true
  if (exclude.length === 0) return () => false
  return ignoring(exclude, paths)
}
