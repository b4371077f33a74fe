import { isLeftOut } from '../files/left-out.ts'
import type { Tree, TreeFile } from './tree.ts'

/** Where a path leads when links are followed. `unknown`: the target of link `id` has not been read. */
export type Followed =
  | { is: 'file'; file: TreeFile }
  | { is: 'folder'; path: string }
  | { is: 'submodule' }
  | { is: 'unlisted' }
  | { is: 'unknown'; id: string }
  | { is: 'fault'; message: string }

/** The bytes of a link by its id: where it leads, or undefined if they have not been read. */
export type ReadLink = (id: string) => Uint8Array | undefined

/** As many as Linux follows. */
const MAX_LINKS = 40
const NOWHERE: Followed = { is: 'fault', message: 'The link leads nowhere.' }
const OUT: Followed = { is: 'fault', message: 'The link leads out of the repository.' }
const LEFT_OUT: Followed = { is: 'fault', message: 'The link leads to what is no part of a skill.' }
const CIRCLE: Followed = { is: 'fault', message: 'The link leads in a circle, or through too many others.' }

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Follows a path of a repository, and the links on its way, as a disk would. What is no part of a skill is none by a link either. */
export function follow(tree: Tree, path: string, readLink: ReadLink): Followed {
  const followed = targetOf(tree, path, readLink)
  const target = followed.is === 'file' ? followed.file.path : followed.is === 'folder' ? followed.path : path
  return target !== path && isLeftOut(target) ? LEFT_OUT : followed
}

function targetOf(tree: Tree, path: string, readLink: ReadLink): Followed {
  const waiting = path.split('/')
  let at: string[] = []
  let links = 0
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      if (at.length === 0) return OUT
      at = at.slice(0, -1)
      continue
    }
    const here = [...at, name].join('/')
    const entry = tree.at(here)
    if (entry === undefined) return tree.mayLack(here) ? { is: 'unlisted' } : NOWHERE
    if (entry.kind === 'submodule') return { is: 'submodule' }
    if (entry.kind === 'folder') at.push(name)
    else if (entry.kind === 'file') return waiting.length === 0 ? { is: 'file', file: entry } : NOWHERE
    else {
      if (++links > MAX_LINKS) return CIRCLE
      const bytes = readLink(entry.id)
      if (bytes === undefined) return { is: 'unknown', id: entry.id }
      const target = textOf(bytes)
      if (target === null || target === '') return NOWHERE
      if (target.startsWith('/')) return OUT
      waiting.unshift(...target.split('/'))
    }
  }
  return { is: 'folder', path: at.join('/') }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
