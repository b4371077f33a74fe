import { createHash } from 'node:crypto'
import { queryMirror } from '../outside/mirror.ts'
import { aFile, type FileWithBytes } from './folders.ts'

export const sha256Of = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The files of a skill: a SKILL.md of its own, and what else is given by path. */
export const someFiles = (name: string, files: Record<string, string> = {}): Promise<FileWithBytes[]> =>
  Promise.all([
    aFile('SKILL.md', `---\nname: ${name}\ndescription: What ${name} does.\n---\n\n# ${name}\n`),
    ...Object.entries(files).map(([path, content]) => aFile(path, content)),
  ])

/** The hashes of the files that a mirror keeps, in order. */
export const keptFiles = (path: string) =>
  queryMirror(path, 'select sha256 from files order by sha256').map(({ sha256 }) => String(sha256))

/** What a mirror knows of the files that it does not keep: their hashes and why. */
export const missedFiles = (path: string) =>
  Object.fromEntries(
    queryMirror(path, 'select sha256, refused from wanted').map(({ sha256, refused }) => [String(sha256), refused]),
  )

export const hashesOf = (...folders: (readonly FileWithBytes[])[]) =>
  [...new Set(folders.flat().map(({ sha256 }) => sha256))].toSorted()
