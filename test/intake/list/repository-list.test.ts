import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRepositoryList } from '../../../src/intake/list/repository-list.ts'

describe('a list in Markdown, HTML or plain text', () => {
  it.each([
    ['a link', '[a](https://github.com/acme/kit)', ['acme/kit']],
    ['a link into a repository', '[a](https://github.com/acme/kit/tree/main/skills)', ['acme/kit']],
    ['an anchor', '[a](https://github.com/acme/kit#readme)', ['acme/kit']],
    ['a bare address', 'See https://github.com/acme/kit.', ['acme/kit']],
    ['an address in angle brackets', '<https://github.com/acme/kit>', ['acme/kit']],
    ['a reference', '[a][1]\n\n[1]: https://github.com/acme/kit', ['acme/kit']],
    ['a link in a table', '| a |\n| - |\n| [x](https://github.com/acme/kit) |', ['acme/kit']],
    ['a nested list', '- a\n  - [b](https://github.com/acme/kit)', ['acme/kit']],
    ['http and www', '[a](http://www.github.com/acme/kit.git)', ['acme/kit']],
    ['the same twice in two cases', '[a](https://github.com/acme/kit) [b](https://github.com/ACME/Kit)', ['acme/kit']],
    ['their order', '[b](https://github.com/b/b) [a](https://github.com/a/a)', ['b/b', 'a/a']],
    ['code', '`https://github.com/acme/kit`\n\n```\ngit clone https://github.com/b/b.git\n```', ['acme/kit', 'b/b']],
    ['a link in HTML', '<a href="https://github.com/acme/kit">a</a>', ['acme/kit']],
    ['a link in HTML without quotes', '<p><a href=https://github.com/acme/kit>a</a>', ['acme/kit']],
    ['a pasted image', '<img src="https://github.com/user-attachments/assets/1-2"/>', []],
    ['escaped underscores', 'https://github.com/acme/my\\_kit', ['acme/my_kit']],
    ['an escape of an address', '[a](https://github.com/acme/my%2Dkit)', ['acme/my-kit']],
    ['an escape that hides a slash', '[a](https://github.com/acme/my%2Fkit)', []],
    ['emphasis', '_https://github.com/acme/kit_ and **https://github.com/b/b**', ['acme/kit', 'b/b']],
    ['an underscore at the end', '[a](https://github.com/acme/kit_)', ['acme/kit_']],
    [
      'a sentence that continues',
      'https://github.com/acme/kit, https://github.com/b/b... https://github.com/c/c、',
      ['acme/kit', 'b/b', 'c/c'],
    ],
    ['addresses on both sides of a bar', 'https://github.com/acme/kit|https://github.com/b/b', ['acme/kit', 'b/b']],
    ['an address in the path of another', 'https://archive.test/2020/https://github.com/acme/kit', []],
    ['a user or a port', 'https://me@github.com/acme/kit https://github.com:443/acme/kit', []],
    [
      'a name or an owner that is too long',
      `https://github.com/acme/${'x'.repeat(101)} https://github.com/${'x'.repeat(101)}/y`,
      [],
    ],
    ['the longest name', `https://github.com/acme/${'x'.repeat(100)}.git`, [`acme/${'x'.repeat(100)}`]],
    ['no name', 'https://github.com/acme/... https://github.com/acme/.. https://github.com//kit', []],
    ['an owner', '[a](https://github.com/acme)', []],
    ['a page of GitHub itself', '[a](https://github.com/topics/skills) [b](https://github.com/orgs/acme)', []],
    ['another host', '[a](https://gitlab.com/acme/kit) [b](https://github.com.evil.test/acme/kit)', []],
    ['OWNER/NAME as text', 'acme/kit', []],
  ])('with %s', (_, text, expected) => {
    expect(readRepositoryList(text)).toEqual(expected)
  })
})

describe('a JSON list', () => {
  it.each([
    ['an array of names', ['acme/kit', 'b/c'], ['acme/kit', 'b/c']],
    ['an array of addresses', ['https://github.com/acme/kit', 'git+https://github.com/b/c.git'], ['acme/kit', 'b/c']],
    ['objects', [{ repo: 'a/a' }, { repository: 'b/b' }, { full_name: 'c/c' }, { name: 'd/d' }], ['a/a', 'b/b', 'c/c']],
    ['addresses anywhere', { x: { y: [{ homepage: 'https://github.com/acme/kit/tree/main/x' }] } }, ['acme/kit']],
    ['no repository', { a: 1, b: null, c: ['x', 'a/b/c', 'https://gitlab.com/a/b'], path: 'a/b' }, []],
  ])('with %s', (_, json, expected) => {
    expect(readRepositoryList(JSON.stringify(json))).toEqual(expected)
  })

  it('is read as Markdown if it is broken', () => {
    expect(readRepositoryList('[a](https://github.com/acme/kit)')).toEqual(['acme/kit'])
  })
})

describe('any text', () => {
  it('is read without throwing, and yields only names', () => {
    const words = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '>',
      '`',
      '\n',
      '#',
      'https://github.com/',
      'a/b',
      '..',
      '/',
      '"',
      '{',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(words).map((all) => all.join('')),
        ),
        (text) => {
          for (const repo of readRepositoryList(text)) expect(repo).toMatch(/^[\w-]+\/[\w.-]+$/)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('nested very deeply yields no repository and no fault', () => {
    expect(readRepositoryList('>'.repeat(20_000))).toEqual([])
    expect(readRepositoryList(`${'['.repeat(100_000)}`)).toEqual([])
    expect(readRepositoryList(`${'['.repeat(3000)}"a/b"${']'.repeat(3000)}`)).toEqual([])
  })

  it.each([
    ['columns of a table', '|'.repeat(500_000).concat('\n').concat('-|'.repeat(250_000))],
    ['incomplete headings', 'a\n-\n'.repeat(250_000)],
    ['quotes', '>'.repeat(1_000_000)],
    ['brackets', '['.repeat(1_000_000)],
    ['unclosed links', '[a]('.repeat(250_000)],
    ['emphasis', '*a _b '.repeat(166_000)],
    ['ticks', Array.from({ length: 1400 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['tags', '<a '.repeat(333_000)],
    ['hosts', 'https://github.com/'.repeat(52_000)],
    ['owners', `https://github.com/${'a'.repeat(1_000_000)}`],
    ['owners without names', `https://github.com/${'a'.repeat(100)}`.repeat(8000)],
    ['names', `https://github.com/a/${'b'.repeat(120)}`.repeat(7000)],
    ['dots', `https://github.com/a/${'.'.repeat(1_000_000)}`],
    ['escapes', `https://github.com/a/${'\\_'.repeat(500_000)}`],
    ['percents', 'https://github.com/a/%'.repeat(45_000)],
    ['schemes', 'http'.repeat(250_000)],
    ['white space', ' '.repeat(1_000_000).concat('x')],
    ['JSON that does not end', '[{"a":'.repeat(166_000)],
  ])('of a megabyte of %s is read to its end', (_, text) => {
    expect(readRepositoryList(`${text} https://github.com/at-the/end`).slice(-1)).toEqual(['at-the/end'])
  })

  it('yields every repository planted in it, whatever surrounds it', () => {
    const word = fc.stringMatching(/^[a-z][a-z\d-]{0,9}$/)
    const around = fc.constantFrom(
      ...[
        ['[x](', ')'],
        ['<', '>'],
        ['[1]: ', '\n'],
        ['<a href="', '">x</a>'],
        ["<a href='", "'/>"],
        ['| ', ' |'],
        ['`', '`'],
      ],
      ...[
        ['- ', '\n'],
        ['(', ').'],
        ['**', '**'],
        ['[x](', '/tree/main/a_b "t")'],
        ['"', '",'],
        ['> ', '?tab=x '],
        ['\n', '#readme\n'],
      ],
    )
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom('\n\n', '```\n', '<!--', '[', '](', '| - |', '\\', 'https://github.com/'),
    )
    const planted = fc.record({ owner: word, name: word, around, junk })
    fc.assert(
      fc.property(fc.uniqueArray(planted, { selector: ({ owner, name }) => `${owner}/${name}` }), (all) => {
        const text = all.map(
          ({ owner, name, around: [before, after], junk }) =>
            `${junk} ${before}https://github.com/o-${owner}/${name}${after} `,
        )
        const found = readRepositoryList(`# List\n${text.join('')}`)
        expect(found).toEqual(expect.arrayContaining(all.map(({ owner, name }) => `o-${owner}/${name}`)))
      }),
      { numRuns: 500 },
    )
  })

  it('yields every repository written into it', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/)
    const repos = fc.uniqueArray(fc.tuple(name, name).map(([owner, repo]) => `o-${owner}/${repo}`))
    fc.assert(
      fc.property(repos, fc.boolean(), (all, asJson) => {
        const text = asJson ? JSON.stringify(all) : all.map((repo) => `- [x](https://github.com/${repo}): y\n`).join('')
        expect(readRepositoryList(text)).toEqual(all)
      }),
    )
  })
})
