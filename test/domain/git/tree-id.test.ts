import { expect, it } from 'vitest'
import { treeIdOf } from '../../../src/domain/git/tree-id.ts'
import { aFile } from '../../support/builders/folders.ts'

it('is the id that git itself gives to a folder', async () => {
  const files = [
    await aFile('SKILL.md', 'One.\n'),
    await aFile('a/run.sh', 'echo\n', '0755'),
    await aFile('a/b/c.txt', 'x'),
    // Git sorts the folder `a` behind both of them.
    await aFile('a.txt', 'y'),
    await aFile('a-b', 'z'),
  ]
  expect(treeIdOf(files)).toBe('cb54e52b4769a03a2932c48f4d9f0b253e02981c')
})
