import ignore from 'ignore'

/** The files in the root of a folder by which `clawhub` leaves others out, in the order in which it reads them. */
const IGNORE_FILES = ['.gitignore', '.clawhubignore', '.clawdhubignore']
const BUILT_IN = ['.git/', 'node_modules/', '.clawhub/', '.clawdhub/']

/** Longer lines are no patterns that people write. */
const MAX_LINE = 300
/** About a tenth of a second. */
const MAX_STEPS = 20_000_000

// As Node reads a file: a BOM stays, and bytes that are no UTF-8 become U+FFFD.
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

type NamedFile = { path: string; bytes: Uint8Array }

/**
 * Which of these paths the ignore files of the folder leave out, as `clawhub` judges it. Null if that could take too long: a pattern becomes
 * a regular expression, whose time grows with each `*` in it as a power of the path's length.
 */
export function leftOutBy(files: readonly NamedFile[], paths: readonly string[]): ((path: string) => boolean) | null {
  const patterns = IGNORE_FILES.flatMap((name) => {
    const file = files.find(({ path }) => path === name)
    return file ? decoder.decode(file.bytes).split(/\r?\n/) : []
  })
  return ignoring(patterns, paths, BUILT_IN)
}

/** Which of these paths the patterns match, as in a `.gitignore`. Null if that could take too long. */
export function ignoring(
  patterns: readonly string[],
  paths: readonly string[],
  builtIn: readonly string[] = [],
): ((path: string) => boolean) | null {
  if (patterns.some(({ length }) => length > MAX_LINE) || stepsFor(patterns, paths) > MAX_STEPS) return null
  const rules = ignore().add([...builtIn, ...patterns])
  return (path) => rules.ignores(path)
}

/** An upper bound of the steps of matching. Each folder of a path is matched too, but only once. */
function stepsFor(patterns: readonly string[], paths: readonly string[]): number {
  const stars = patterns
    .filter((pattern) => pattern.trim() !== '' && !pattern.startsWith('#'))
    .map((pattern) => (pattern.match(/\*+/g) ?? []).length)
  let steps = 0
  for (const path of paths) for (const n of stars) steps += path.length ** n * path.split('/').length
  return steps
}
