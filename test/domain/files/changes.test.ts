import { applyPatch } from 'diff'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../../../src/domain/files/capabilities/capabilities.ts'
import { compareFiles } from '../../../src/domain/files/changes/compare-files.ts'
import { diffLines } from '../../../src/domain/files/changes/line-diff.ts'
import { compareCapabilities, compareFields } from '../../../src/domain/files/changes/version-changes.ts'
import { aFile } from '../../support/builders/folders.ts'

describe('the files that differ', () => {
  it('are those with other bytes, another mode, or on one side only, by their paths', async () => {
    const before = [await aFile('same'), await aFile('text', '1'), await aFile('mode', 'x'), await aFile('gone')]
    const after = [await aFile('text', '2'), await aFile('same'), await aFile('mode', 'x', '0755'), await aFile('New')]
    const found = compareFiles(before, after)
    expect(found.map((pair) => [pair.path, pair.before !== null, pair.after !== null])).toEqual([
      ['New', false, true],
      ['gone', true, false],
      ['mode', true, true],
      ['text', true, true],
    ])
  })
})

describe('the lines that differ', () => {
  it('are a unified diff with their counts', () => {
    expect(diffLines('a.md', 'one\ntwo\n', 'one\n2\nthree\n')).toEqual({
      added: 2,
      removed: 1,
      diff: '--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n one\n-two\n+2\n+three\n',
    })
  })

  it('of a file that was added or removed are all of them', () => {
    expect(diffLines('a', null, 'x\ny')).toMatchObject({
      added: 2,
      removed: 0,
      diff: expect.stringMatching(/^--- \/dev\/null\n\+\+\+ b\/a\n/),
    })
    expect(diffLines('a', 'x\n', null)).toMatchObject({
      added: 0,
      removed: 1,
      diff: expect.stringContaining('+++ /dev/null\n'),
    })
  })

  it('are not looked for in texts that differ in too many', () => {
    const lines = (prefix: string) => Array.from({ length: 1000 }, (_, i) => `${prefix}${i}`).join('\n')
    expect(diffLines('a', lines('a'), lines('b'))).toBeNull()
  })

  it('make one text of the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '', '\r'), { maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = diffLines('a', before, after)
        expect(applyPatch(before, found?.diff ?? '', { autoConvertLineEndings: false })).toBe(after)
      }),
    )
  })
})

it('compares the fields of two frontmatters', () => {
  expect(compareFields({ name: 'a', tags: ['x'], license: 'MIT' }, { tags: ['y'], name: 'a', version: 1 })).toEqual([
    'license',
    'tags',
    'version',
  ])
})

it('says what a version newly asks for, and what no more', () => {
  const of = (path: string, text: string, allowedTools: string) =>
    capabilitiesOf([{ path, text }], { allowedTools, metadata: {} })
  const { added, removed } = compareCapabilities(
    of('a.sh', 'curl https://a.org -H $KEY; command -v jq', 'Read'),
    of('b.py', 'get("https://b.org"); os.getenv("TOKEN")', 'Read Bash'),
  )
  expect(added).toEqual({
    scripts: ['b.py'],
    languages: ['python'],
    hosts: ['b.org'],
    allowed_tools: ['Bash'],
    env: ['TOKEN'],
    bins: [],
  })
  expect(removed).toEqual({
    scripts: ['a.sh'],
    languages: ['shell'],
    hosts: ['a.org'],
    allowed_tools: [],
    env: ['KEY'],
    bins: ['jq'],
  })
})
