import { describe, expect, it } from 'vitest'
import { type TreeEntry, treeOf } from '../../../src/domain/git/tree.ts'
import { readTreeEntry } from '../../../src/domain/git/tree-entry.ts'

const ID = 'a'.repeat(40)
const file = (path: string): TreeEntry => ({ kind: 'file', path, id: ID, size: 1, mode: '0644' })
const folder = (path: string): TreeEntry => ({ kind: 'folder', path })

describe('a listing', () => {
  it('has the folders of its files, also if it does not list them', () => {
    const tree = treeOf([file('a/b/c.md')], false)
    expect(tree.inside('').map(({ path }) => path)).toEqual(['a'])
    expect(tree.inside('a/b').map(({ path }) => path)).toEqual(['a/b/c.md'])
    expect(tree.at('a/b')).toEqual(folder('a/b'))
  })

  it('that is whole lacks nothing', () => {
    expect(treeOf([file('a')], false).mayLack('')).toBe(false)
  })

  it('that is cut off may lack what comes after its last entry, and what is around that', () => {
    // In git's order, a folder stands as if its name ended with a slash.
    const tree = treeOf([file('a.txt'), folder('a'), file('a/x'), folder('b'), folder('b/c'), file('b/c/x')], true)
    expect(['', 'b', 'b/c', 'b/d', 'c'].map(tree.mayLack)).toEqual([true, true, true, true, true])
    expect(['a', 'a/y', 'a.txt'].map(tree.mayLack)).toEqual([false, false, false])
  })

  it('that is cut off and in another order may lack anything', () => {
    expect(treeOf([file('b'), file('a/x'), file('c')], true).mayLack('a')).toBe(true)
  })
})

describe('an entry', () => {
  it('is read by its mode', () => {
    const entry = (mode: string) => readTreeEntry({ path: 'x', mode, sha: ID, size: 3 })
    expect(['100644', '100755', '120000', '160000', '040000'].map((mode) => entry(mode)?.kind)).toEqual([
      'file',
      'file',
      'link',
      'submodule',
      'folder',
    ])
    expect(entry('100755')).toMatchObject({ mode: '0755' })
  })

  it.each([
    null,
    7,
    {},
    { path: '', mode: '100644', sha: ID, size: 1 },
    { path: 'a\0', mode: '100644', sha: ID, size: 1 },
    { path: '\ud800', mode: '100644', sha: ID, size: 1 },
    { path: 'x', mode: '100644', sha: 'A'.repeat(40), size: 1 },
    { path: 'x', mode: '100644', sha: ID.slice(1), size: 1 },
    { path: 'x', mode: '100644', sha: ID, size: -1 },
    { path: 'x', mode: '100644', sha: ID, size: '1' },
    { path: 'x', mode: '777', sha: ID, size: 1 },
  ])('that is none is left out: %j', (entry) => {
    expect(readTreeEntry(entry)).toBeNull()
  })
})
