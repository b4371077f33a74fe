import { createHash, type Hash } from 'node:crypto'
import { compareBytes } from '../files/byte-order.ts'
import type { Mode } from '../files/manifest.ts'

type TreeFile = { path: string; mode: Mode; bytes: Uint8Array }

const encoder = new TextEncoder()

/**
 * The id that git gives to a folder with these files, in a repository whose ids are SHA-1. It is that of the folder in the repository,
 * unless that holds links, or files that no folder of ours has.
 */
export const treeIdOf = (files: readonly TreeFile[]): string =>
  treeOf(files.map((file) => ({ ...file, names: file.path.split('/') }))).digest('hex')

type Placed = TreeFile & { names: readonly string[] }

function treeOf(files: readonly Placed[]): Hash {
  const inside = Map.groupBy(files, ({ names }) => names[0] ?? '')
  const entries = [...inside].map(([name, placed]) => {
    const file = placed.find(({ names }) => names.length === 1)
    if (file) return { name, sortedAs: name, mode: `10${file.mode}`, id: objectOf('blob', [file.bytes]).digest() }
    const below = placed.map((other) => ({ ...other, names: other.names.slice(1) }))
    // Git sorts a folder as if its name ended with a slash.
    return { name, sortedAs: `${name}/`, mode: '40000', id: treeOf(below).digest() }
  })
  const sorted = entries.sort((a, b) => compareBytes(a.sortedAs, b.sortedAs))
  return objectOf(
    'tree',
    sorted.flatMap(({ mode, name, id }) => [encoder.encode(`${mode} ${name}\0`), id]),
  )
}

function objectOf(kind: 'blob' | 'tree', parts: readonly Uint8Array[]): Hash {
  const size = parts.reduce((sum, { length }) => sum + length, 0)
  const hash = createHash('sha1').update(encoder.encode(`${kind} ${size}\0`))
  for (const part of parts) hash.update(part)
  return hash
}
