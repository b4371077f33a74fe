import { byPath } from './byte-order.ts'
import { isLeftOut } from './left-out.ts'

/** The longest name that file systems take, and the longest path that we keep, both in bytes. */
const MAX_NAME = 255
const MAX_PATH = 1024

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
  | 'path.twice'
  | 'path.same-name'
  | 'path.folder'

/** Why a file was refused. Its neighbours are kept. */
export type PathFault = { path: string; rule: PathRule; message: string }

type Rule = { rule: PathRule; breaks: (path: string) => boolean; message: string }

const encoder = new TextEncoder()
const bytesIn = (text: string) => encoder.encode(text).length
const segments = (path: string) => path.split('/')

/** What a path may not be, whatever stands beside it. The first rule that it breaks is told. */
const RULES: readonly Rule[] = [
  { rule: 'path.empty', breaks: (path) => path === '', message: 'The path is empty.' },
  {
    // Also what Windows takes for one.
    rule: 'path.absolute',
    breaks: (path) => /^(\/|[a-z]:(\/|$))/i.test(path),
    message: 'The path is absolute. Paths begin at the folder of the skill.',
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
    breaks: (path) => segments(path).some((name) => bytesIn(name) > MAX_NAME),
    message: `The path has a name of more than ${MAX_NAME} bytes.`,
  },
  {
    rule: 'path.long-path',
    breaks: (path) => bytesIn(path) > MAX_PATH,
    message: `The path has more than ${MAX_PATH} bytes.`,
  },
]

/** Returns why a path can be no file of a skill, or null. */
export function pathFault(path: string): PathFault | null {
  const broken = RULES.find(({ breaks }) => breaks(path))
  return broken ? { path, rule: broken.rule, message: broken.message } : null
}

/**
 * Chooses the files of a folder by their paths, which begin at the folder. Drops what is left out silently. Of files that
 * could not lie beside each other on every disk, the first in byte order is kept, so the choice does not depend on the order
 * of the entries. `kept` is sorted by the bytes of the paths.
 */
export function choosePaths<T extends { path: string }>(entries: readonly T[]): { kept: T[]; refused: PathFault[] } {
  const kept: T[] = []
  const refused: PathFault[] = []
  const taken = new Taken()
  for (const entry of byPath(entries)) {
    const fault = pathFault(entry.path)
    if (!fault && isLeftOut(entry.path)) continue
    const found = fault ?? taken.faultOf(entry.path)
    if (found) refused.push(found)
    else {
      taken.add(entry.path)
      kept.push(entry)
    }
  }
  return { kept, refused }
}

/** A name as disks compare it that know neither case nor the ways to write an accent. Upper case first, as it joins more. */
const folded = (path: string) => path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')

/** The names that the files chosen so far take up, and those of the folders above them. */
class Taken {
  readonly #files = new Map<string, string>()
  readonly #folders = new Map<string, string>()

  faultOf(path: string): PathFault | null {
    const name = folded(path)
    const same = this.#files.get(name)
    if (same === path) return { path, rule: 'path.twice', message: 'The path occurs twice.' }
    if (same !== undefined)
      return { path, rule: 'path.same-name', message: `The path differs from "${same}" only in case or in accents.` }
    const below = this.#folders.get(name)
    const above = foldersOf(name)
      .map((folder) => this.#files.get(folder))
      .find((file) => file !== undefined)
    const other = below ?? above
    if (other === undefined) return null
    return {
      path,
      rule: 'path.folder',
      message: `One of "${path}" and "${other}" is a file, and a folder of the other.`,
    }
  }

  add(path: string): void {
    const name = folded(path)
    this.#files.set(name, path)
    for (const folder of foldersOf(name)) if (!this.#folders.has(folder)) this.#folders.set(folder, path)
  }
}

/** `a/b/c` lies in `a` and `a/b`. */
const foldersOf = (path: string): string[] => {
  const names = segments(path)
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join('/'))
}
