import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Returns the errors of a refused search. Expects no request to GitHub, the database or any other host. */
async function refusalOf(body: unknown) {
  const fetched = vi.spyOn(globalThis, 'fetch')
  const response = await api.send('POST', '/v1/search', body)
  expect(fetched).not.toHaveBeenCalled()
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const { status, errors } = await readProblem(response)
  expect(status).toBe(400)
  return errors
}

describe('POST /v1/search refuses a body', () => {
  const exactlyOne = { in: 'body', pointer: '', message: 'must have exactly one of: q, repo, url' }
  it.each([
    ['that asks nothing', {}, exactlyOne],
    ['that asks two things', { q: 'x', repo: 'a/b' }, exactlyOne],
    ['that asks three', { q: 'x', repo: 'a/b', url: 'https://github.com/a/b' }, exactlyOne],
    ['with only a path', { path: 'a' }, exactlyOne],
    [
      'with a path beside a url',
      { url: 'https://github.com/a/b', path: 'a' },
      { pointer: '/path', message: 'can be used only with repo' },
    ],
    [
      'with a limit of tokens without words',
      { repo: 'a/b', max_tokens: 100 },
      { pointer: '/max_tokens', message: 'can be used only with q' },
    ],
    ['with a wrong limit of tokens', { q: 'x', max_tokens: '100' }, { pointer: '/max_tokens' }],
    ['with blank words', { q: '  ' }, { pointer: '/q', message: 'must not be blank' }],
    ['with long words', { q: 'x'.repeat(201) }, { pointer: '/q' }],
    ['with a NUL', { q: 'a\0b' }, { pointer: '/q' }],
    ['with a number for words', { q: 1 }, { pointer: '/q' }],
    ['with an unknown field', { q: 'x', ref: 'main' }, { pointer: '/ref', message: 'is not a known field' }],
    ['that is a list', [], { pointer: '' }],
    ['that is null', null, { pointer: '' }],
  ])('%s', async (_, body, error) => {
    expect(await refusalOf(body)).toContainEqual(expect.objectContaining({ in: 'body', ...error }))
  })

  it.each([
    'a',
    'a/',
    '/b',
    'a/b/c',
    'a/..',
    'a/.',
    '../b',
    'a b/c',
    'a/b?x',
    'a/b#x',
    'a%2Fb/c',
    'a/b\\c',
    '-a/b',
    '.a/b',
    `a/${'b'.repeat(101)}`,
  ])('whose repo is %s', async (repo) => {
    expect(await refusalOf({ repo })).toContainEqual(expect.objectContaining({ pointer: '/repo' }))
  })

  it.each(['..', 'a/../b', './a', 'a//b', '/a', 'a\\b', 'a/\n', 'a//', 'x'.repeat(401)])(
    'whose path is %s',
    async (path) => {
      expect(await refusalOf({ repo: 'a/b', path })).toContainEqual(expect.objectContaining({ pointer: '/path' }))
    },
  )

  it.each([
    'http://github.com/a/b',
    'ftp://github.com/a/b',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//github.com/a/b',
    'github.com/a/b',
    ' https://github.com/a/b',
    'https:github.com/a/b',
    'https:\\\\github.com/a/b',
    'https://example.com/a/b',
    'https://github.com.evil.test/a/b',
    'https://evil.test/github.com/a/b',
    'https://evilgithub.com/a/b',
    'https://api.github.com/repos/a/b',
    'https://gist.github.com/a/b',
    'https://www.github.com/a/b',
    'https://github.com./a/b',
    'https://github.com:443/a/b',
    'https://github.com:8443/a/b',
    'https://user@github.com/a/b',
    'https://user:secret@github.com/a/b',
    'https://github.com@evil.test/a/b',
    'https://github.com%2eevil.test/a/b',
    'https://github.com\\@evil.test/a/b',
    'https://github%2ecom/a/b',
    'https://gіthub.com/a/b',
    'https://git\thub.com/a/b',
    'https://127.0.0.1/a/b',
    'https://2130706433/a/b',
    'https://[::1]/a/b',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/a/b',
    'https://github.com',
    'https://github.com/',
    'https://github.com/a',
    'https://github.com/a//b',
    'https://github.com//a/b',
    'https://github.com/a/..',
    'https://github.com/a/%2e%2e',
    'https://github.com/a/b%2Fc',
    'https://github.com/a%2Fb',
    'https://github.com/a/b%00',
    'https://github.com/a/b%',
    'https://github.com/a/b%ff',
    'https://github.com/a/b/c',
    'https://github.com/a/b/issues/1',
    'https://github.com/a/b/tree',
    'https://github.com/a/b/blob/main',
    'https://github.com/a/b/blob/main/README.md',
    'https://github.com/a/b/tree/main/../../c',
    'https://github.com/a/b/tree/main/x%2f..%2f..',
    'https://github.com/a/b/tree/main/x%5cy',
    'https://github.com/a/b/tree/main//x',
    'https://raw.githubusercontent.com/a/b',
    'https://raw.githubusercontent.com/a/b/main',
    'https://raw.githubusercontent.com/a/b/main/README.md',
    `https://github.com/a/b/tree/main/${'x'.repeat(401)}`,
    `https://github.com/a/b/${'x'.repeat(2000)}`,
    '',
  ])('whose url is %s', async (url) => {
    expect(await refusalOf({ url })).toContainEqual(expect.objectContaining({ in: 'body', pointer: '/url' }))
  })

  it('and names the broken rule', async () => {
    expect(await refusalOf({ url: 'http://github.com/a/b' })).toMatchObject([{ message: 'must begin with https://' }])
    const host = 'must be on github.com or raw.githubusercontent.com, without a user or port'
    expect(await refusalOf({ url: 'https://github.com.evil.test/a/b' })).toMatchObject([{ message: host }])
  })

  it('that is not JSON, has another content type or is too large', async () => {
    const post = (body: string, type: string) =>
      api.call('/v1/search', { method: 'POST', body, headers: { 'Content-Type': type } })
    expect(await readProblem(await post('{', 'application/json'))).toMatchObject({
      status: 400,
      code: 'malformed_json',
    })
    expect((await readProblem(await post('q=x', 'application/x-www-form-urlencoded'))).status).toBe(415)
    const large = JSON.stringify({ q: 'x'.repeat(20_000) })
    expect(await readProblem(await post(large, 'application/json'))).toMatchObject({ status: 413 })
  })

  it('that is not sent by POST', async () => {
    const response = await api.call('/v1/search?q=x')
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
    expect((await readProblem(response)).status).toBe(405)
  })
})
