import { byPath } from './byte-order.ts'
import { onDisk } from './disk-names.ts'
import { isLeftOut } from './left-out.ts'
import { MAX_FILES } from './manifest.ts'

/** The longest name that file systems take, and the longest path that we keep, both in bytes. */
const MAX_NAME = 255
const MAX_PATH = 1024
/** The most segments of a path. */
const MAX_DEPTH = 32

export type PathRule =
  | 'path.empty'
  | 'path.absolute'
  | 'path.control-character'
  | 'path.backslash'
  | 'path.not-unicode'
  | 'path.empty-segment'
  | 'path.dot-segment'
  | 'path.long-name'
  | 'path.long-path'
  | 'path.deep'
  | 'path.twice'
  | 'path.same-name'
  | 'path.folder'

/** Why a file was refused. Its neighbours are kept. */
export type PathFault = { path: string; rule: PathRule; message: string }

type Rule = { rule: PathRule; breaks: (path: string) => boolean; message: string }

const encoder = new TextEncoder()
const isLonger = (text: string, bytes: number) =>
  text.length > bytes || (text.length * 3 > bytes && encoder.encode(text).length > bytes)
const segments = (path: string) => path.split('/')

/** What a path may not be, whatever stands beside it. The first rule that it breaks is told. */
const RULES: readonly Rule[] = [
  { rule: 'path.empty', breaks: (path) => path === '', message: 'The path is empty.' },
  {
    // `C:a` is a path on another drive of Windows.
    rule: 'path.absolute',
    breaks: (path) => /^(\/|[a-z]:)/i.test(path),
    message: 'The path is absolute or begins with a drive. Paths begin at the folder of the skill.',
  },
  {
    // A line feed could also make one digest stand for two folders.
    rule: 'path.control-character',
    breaks: (path) => /\p{Cc}/u.test(path),
    message: 'The path has a control character, such as NUL or a line feed.',
  },
  {
    rule: 'path.backslash',
    breaks: (path) => path.includes('\\'),
    message: 'The path has a backslash. Segments are separated by "/".',
  },
  {
    rule: 'path.not-unicode',
    breaks: (path) => !path.isWellFormed(),
    message: 'The path is not valid Unicode.',
  },
  {
    rule: 'path.empty-segment',
    breaks: (path) => segments(path).includes(''),
    message: 'The path has an empty segment: it ends with "/" or has "//" in it.',
  },
  {
    rule: 'path.dot-segment',
    breaks: (path) => segments(path).some((name) => name === '.' || name === '..'),
    message: 'The path has "." or ".." as a segment.',
  },
  {
    rule: 'path.long-name',
    breaks: (path) => segments(path).some((name) => isLonger(name, MAX_NAME)),
    message: `The path has a name of more than ${MAX_NAME} bytes.`,
  },
  {
    rule: 'path.long-path',
    breaks: (path) => isLonger(path, MAX_PATH),
    message: `The path has more than ${MAX_PATH} bytes.`,
  },
  {
    rule: 'path.deep',
    breaks: (path) => segments(path).length > MAX_DEPTH,
    message: `The path has more than ${MAX_DEPTH} segments.`,
  },
]

/** Returns why a path can be no file of a skill, or null. */
export function pathFault(path: string): PathFault | null {
  const broken = RULES.find(({ breaks }) => breaks(path))
  return broken ? { path, rule: broken.rule, message: broken.message } : null
}

/**
 * Chooses the files of a folder by their paths, which begin at the folder. Drops what is left out silently. Of files that
 * could not lie beside each other on every disk, `first` is kept if it is one, else the first in byte order, so the choice does
 * not depend on the order of the entries. Stops after one more than a folder may have. `kept` is sorted by the bytes of the paths.
 */
export function choosePaths<T extends { path: string }>(
  entries: readonly T[],
  first?: string,
): { kept: T[]; refused: PathFault[] } {
  const kept: T[] = []
  const refused: PathFault[] = []
  const sound: T[] = []
  for (const entry of entries) {
    const fault = pathFault(entry.path)
    if (fault) refused.push(fault)
    else if (!isLeftOut(entry.path)) sound.push(entry)
  }
  const taken = new TakenNames()
  const ordered = byPath(sound)
  const isFirst = ({ path }: T) => path === first
  for (const entry of [...ordered.filter(isFirst), ...ordered.filter((other) => !isFirst(other))]) {
    if (kept.length > MAX_FILES) break
    const fault = taken.take(entry.path)
    if (fault) refused.push(fault)
    else kept.push(entry)
  }
  return { kept: byPath(kept), refused: byPath(refused) }
}

/** A name that is taken, with those in it if it is a folder. */
type Taken = {
  /** The file with this name, or else the first below this folder. */
  path: string
  isFile: boolean
  inside: Map<string, Taken>
}

/** The names that the files chosen so far take up, and those of the folders above them. */
class TakenNames {
  readonly #root: Taken = { path: '', isFile: false, inside: new Map() }

  /** Takes the name of a file, or returns why it is not free. */
  take(path: string): PathFault | null {
    const names = segments(path).map(onDisk)
    const fault = this.#faultOf(path, names)
    if (!fault) this.#add(path, names)
    return fault
  }

  #faultOf(path: string, names: readonly string[]): PathFault | null {
    let at = this.#root
    for (const [i, name] of names.entries()) {
      const next = at.inside.get(name)
      if (!next) return null
      at = next
      if (at.isFile && i < names.length - 1) return oneIsFolder(path, at.path)
    }
    if (!at.isFile) return oneIsFolder(path, at.path)
    if (at.path === path) return { path, rule: 'path.twice', message: 'The path occurs twice.' }
    const message = `The path differs from "${at.path}" only in what some disks ignore, such as case and accents.`
    return { path, rule: 'path.same-name', message }
  }

  #add(path: string, names: readonly string[]): void {
    let at = this.#root
    for (const [i, name] of names.entries()) {
      const next = at.inside.get(name) ?? { path, isFile: i === names.length - 1, inside: new Map() }
      at.inside.set(name, next)
      at = next
    }
  }
}

const oneIsFolder = (path: string, other: string): PathFault => ({
  path,
  rule: 'path.folder',
  message: `One of "${path}" and "${other}" is a file, and a folder of the other.`,
})
