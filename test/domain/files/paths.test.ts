import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes } from '../../../src/domain/files/byte-order.ts'
import { MAX_FILES } from '../../../src/domain/files/manifest.ts'
import { choosePaths, pathFault } from '../../../src/domain/files/paths.ts'

const choose = (...paths: string[]) => {
  const { kept, refused } = choosePaths(paths.map((path) => ({ path })))
  return { kept: kept.map(({ path }) => path), refused: refused.map(({ path, rule }) => [path, rule]) }
}

describe('a path', () => {
  it.each([
    ['', 'path.empty'],
    ['/etc/passwd', 'path.absolute'],
    ['C:/Windows/x', 'path.absolute'],
    ['C:evil.txt', 'path.absolute'],
    ['a:b.md', 'path.absolute'],
    ['a\0.md', 'path.control-character'],
    ['a\nb', 'path.control-character'],
    ['a\\b', 'path.backslash'],
    ['..\\b', 'path.backslash'],
    ['a\ud800b', 'path.not-unicode'],
    ['a//b', 'path.empty-segment'],
    ['a/', 'path.empty-segment'],
    ['../a', 'path.dot-segment'],
    ['a/../b', 'path.dot-segment'],
    ['./a', 'path.dot-segment'],
    ['..', 'path.dot-segment'],
    ['漢'.repeat(86), 'path.long-name'],
    [`${'a/'.repeat(512)}b`, 'path.long-path'],
    [`${'a/'.repeat(32)}b`, 'path.deep'],
  ])('%j is refused by the rule %s', (path, rule) => {
    expect(pathFault(path)).toMatchObject({ path, rule, message: expect.stringMatching(/^The path .+\.$/) })
  })

  it.each([
    'SKILL.md',
    'references/漢字 und Größe.md',
    'aa:b.md',
    'a/b:c.md',
    `${'a/'.repeat(31)}b`,
    '.claude/settings.json',
    '...',
    'a..b/c.',
    'x'.repeat(255),
  ])('%j is kept', (path) => expect(pathFault(path)).toBeNull())
})

describe('the choice of files', () => {
  it('keeps the neighbours of what is refused', () => {
    expect(choose('SKILL.md', '../SKILL.md', 'a/b.md')).toEqual({
      kept: ['SKILL.md', 'a/b.md'],
      refused: [['../SKILL.md', 'path.dot-segment']],
    })
  })

  it.each([
    '.git/config',
    '.git',
    '.GIT/config',
    'a/.Git/hooks/x',
    '.g\u200cit/config',
    '.git\u2060/config',
    'git~1/config',
    'GIT~1',
    '.git./config',
    '.git /config',
    '.git::$INDEX_ALLOCATION/config',
    '.git:$I30:$INDEX_ALLOCATION/config',
    'Node_Modules/a.js',
    'THUMBS.DB',
    'a/node_modules/b/index.js',
    'scripts/__pycache__/x.pyc',
    'a/.DS_Store',
    'SKILL.md~',
    '.SKILL.md.swp',
    '.#SKILL.md',
    '#SKILL.md#',
  ])('leaves out %s without a word', (path) =>
    expect(choose('SKILL.md', path)).toEqual({ kept: ['SKILL.md'], refused: [] }),
  )

  it.each(['.github/x', '.gitignore', 'git/x', '.gi/t', 'my_node_modules/a', '#1.md', '~', 'a.swp'])(
    'does not leave out %s',
    (path) => expect(choose(path).kept).toEqual([path]),
  )

  it.each([
    ['case', 'README.md', 'readme.md', 'path.same-name'],
    ['case in a folder', 'A/x', 'a/x', 'path.same-name'],
    ['case beyond ASCII', 'ÄRGER', 'ärger', 'path.same-name'],
    ['how an accent is written', 'e\u0301.md', '\u00e9.md', 'path.same-name'],
    ['what has no looks', 'SKILL.md', 'SK\u200cILL.md', 'path.same-name'],
    ['a dot or a space at the end', 'SKILL.md', 'SKILL.md. ', 'path.same-name'],
    ['the name of the stream that is the file', 'SKILL.md', 'SKILL.md::$DATA', 'path.same-name'],
    ['nothing', 'a', 'a', 'path.twice'],
    ['one being the folder of the other', 'a', 'a/b', 'path.folder'],
    ['case, one being the folder of the other', 'A/b', 'a', 'path.folder'],
  ])('keeps one of two that differ in %s', (_, kept, refused, rule) => {
    expect(choose(refused, kept, 'b')).toEqual({ kept: [kept, 'b'].sort(compareBytes), refused: [[refused, rule]] })
  })

  it('names the file that a refused one collides with', () => {
    const { refused } = choosePaths([{ path: 'readme.md' }, { path: 'README.md' }])
    expect(refused[0]?.message).toContain('"README.md"')
  })

  it.each(['skill.md', 'skill.md/a.md', 'SKILL.MD'])(
    'keeps the file that comes first, whatever collides with it: %s',
    (other) => {
      const { kept, refused } = choosePaths(
        [{ path: 'SKILL.MD.md' }, { path: other }, { path: 'Skill.md' }],
        'Skill.md',
      )
      expect([kept.map(({ path }) => path), refused.map(({ path }) => path)]).toEqual([
        ['SKILL.MD.md', 'Skill.md'],
        [other],
      ])
    },
  )

  it('stops at one file more than a folder may have', () => {
    const paths = Array.from({ length: MAX_FILES + 2 }, (_, i) => `${i}.md`)
    expect(choose(...paths).kept).toHaveLength(MAX_FILES + 1)
  })

  it('keeps files of folders that differ only in case', () => {
    expect(choose('a/x', 'A/y')).toEqual({ kept: ['A/y', 'a/x'], refused: [] })
  })

  const segment = fc.constantFrom('a', 'A', 'b', 'é', 'e\u0301', '..', '', 'x\\y', '.git', '漢', '😀', '\ufb01')
  const paths = fc.array(fc.array(segment, { minLength: 1, maxLength: 3 }).map((names) => names.join('/')))

  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(paths, (all) => {
        expect(choose(...all.toReversed())).toEqual(choose(...all))
      }),
    )
  })

  it('keeps only what would be kept alone, and each such path again once', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const { kept } = choose(...all)
        expect(choose(...kept)).toEqual({ kept, refused: [] })
        expect(kept.filter((path) => pathFault(path) !== null)).toEqual([])
      }),
    )
  })
})

describe('the order of paths', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })
})
