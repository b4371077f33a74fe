import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRepositoryList } from '../../src/sources/repository-list.ts'

describe('a Markdown list', () => {
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
    ['code', '`https://github.com/acme/kit`\n\n```\nhttps://github.com/acme/kit\n```', []],
    ['an image', '![a](https://github.com/acme/kit/raw/x.png)', []],
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
    ['what is none', { a: 1, b: null, c: ['x', 'a/b/c', 'https://gitlab.com/a/b'], path: 'a/b' }, []],
  ])('with %s', (_, json, expected) => {
    expect(readRepositoryList(JSON.stringify(json))).toEqual(expected)
  })

  it('that is broken is read as Markdown', () => {
    expect(readRepositoryList('[a](https://github.com/acme/kit)')).toEqual(['acme/kit'])
  })
})

describe('any text', () => {
  it('is read without a throw, and gives names alone', () => {
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

  it('nested without end is no repository and no fault', () => {
    expect(readRepositoryList('>'.repeat(20_000))).toEqual([])
    expect(readRepositoryList(`${'['.repeat(100_000)}`)).toEqual([])
    expect(readRepositoryList(`${'['.repeat(3000)}"a/b"${']'.repeat(3000)}`)).toEqual([])
  })

  it('has every repository that is written into it', () => {
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
