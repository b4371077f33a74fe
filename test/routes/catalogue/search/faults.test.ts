import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchAnswer } from '../../../../src/routes/catalogue/search/search-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aGithub, COMMIT, gitIdOf } from '../../../support/outside/github.ts'
import { logOf } from '../../../support/run/log.ts'

const REPO = '/repos/acme/kit'
const HEAD = `${REPO}/commits/heads%2Fmain`
const TREE = `${REPO}/git/trees/${COMMIT}?recursive=1`
const TEXT = '---\nname: a\ndescription: What it does.\n---\n'
const BLOB = `${REPO}/git/blobs/${gitIdOf(TEXT)}`
const FILES = { 'a/SKILL.md': TEXT, 'b/SKILL.md': '# B' }
const TOKEN = 'ghp_a-token-that-nobody-may-see'

let api: Api
beforeEach(async () => {
  api = await startApi({ GITHUB_TOKEN: TOKEN })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const search = (repo = 'acme/kit') => api.send('POST', '/v1/search', { repo })

/** Expects a 503 with Retry-After, a log without secrets, and nothing stored. */
async function expectUnavailable(retryAfter: string | RegExp) {
  let response: Response | undefined
  const lines = await logOf(async () => {
    response = await search()
  })
  if (!response) throw new Error('There was no answer.')
  expect(response.headers.get('Retry-After')).toMatch(retryAfter)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const problem = await readProblem(response)
  expect(problem).toMatchObject({ status: 503, code: 'unavailable', detail: expect.stringContaining('GitHub') })
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['source_fault', 'request'])
  expect(lines.join() + JSON.stringify(problem)).not.toContain('ghp_')
  expect((await api.db.execute(sql`select 1 from raw_skills union all select 1 from skill_sources`)).rows).toEqual([])
  return problem
}

describe('a search for a missing repository', () => {
  it.each([
    ['one that does not exist', REPO, 404],
    ['one that was taken down', REPO, 451],
    ['one that is empty', HEAD, 409],
    ['one whose branch is gone', HEAD, 422],
  ])('finds nothing: %s', async (_, path, status) => {
    aGithub({ 'acme/kit': { files: FILES } }).answer(path, () => Response.json({}, { status }))
    const answer = SearchAnswer.parse(await (await search()).json())
    expect(answer).toEqual({ status: 'not_found', items: [], pending: [], more: 0, notes: [] })
  })

  it('does not show a private repository that only our token may see', async () => {
    const github = aGithub({ 'acme/kit': { files: FILES, private: true } })
    expect(SearchAnswer.parse(await (await search()).json()).status).toBe('not_found')
    expect(github.asked).toEqual([REPO])
    expect(github.headers[0]?.get('Authorization')).toBe(`Bearer ${TOKEN}`)
  })
})

describe('when the rate limit of GitHub is used up', () => {
  const inSeconds = (s: number) => String(Math.floor(Date.now() / 1000) + s)
  const answers: [string, number, Record<string, string>, RegExp][] = [
    ['and says when to come again', 403, { 'Retry-After': '42' }, /^42$/],
    ['and says when by 429', 429, { 'Retry-After': '42' }, /^42$/],
    [
      'until its hour is over',
      403,
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(600) },
      /^(59\d|60\d)$/,
    ],
    ['since a while', 403, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(-5) }, /^1$/],
    ['for ever', 403, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(1e9) }, /^3600$/],
    ['and does not say when', 429, {}, /^60$/],
    ['and says nonsense', 429, { 'Retry-After': 'soon' }, /^60$/],
  ]
  it.each(answers)('%s', async (_, status, headers, expected) => {
    aGithub().answer(REPO, () => new Response('{}', { status, headers }))
    expect((await expectUnavailable(expected)).detail).toContain('rate limit is used up')
  })

  it('after a few files: no file is stored, no more are fetched, and the next search starts over', async () => {
    const github = aGithub({
      'acme/kit': { files: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}/SKILL.md`, TEXT])) },
    })
    github.answer(BLOB, () => new Response('{}', { status: 429, headers: { 'Retry-After': '7' } }))
    await expectUnavailable(/^7$/)
    expect(github.asked.length).toBeLessThanOrEqual(2 + 6)
    github.answer(BLOB, () => new Response(TEXT))
    expect(SearchAnswer.parse(await (await search()).json()).pending).toHaveLength(9)
  })
})

describe('a fault of GitHub', () => {
  it('causes a 503: a 304 that nobody asked for', async () => {
    aGithub().answer(REPO, () => new Response(null, { status: 304 }))
    await expectUnavailable(/^\d+$/)
  })

  it.each([
    ['500 for the repository', REPO, () => new Response('oops', { status: 500 })],
    ['502 for the listing', TREE, () => new Response('oops', { status: 502 })],
    ['503 for a file', BLOB, () => new Response('oops', { status: 503 })],
    ['404 for a file that it listed', BLOB, () => new Response('', { status: 404 })],
    ['401 for our token', REPO, () => new Response('{}', { status: 401 })],
    ['403 without a reason', REPO, () => new Response('{}', { status: 403 })],
    ['no JSON', REPO, () => new Response('<html>')],
    ['JSON of another shape', TREE, () => Response.json({ tree: {} })],
    [
      'a name that leads elsewhere',
      REPO,
      () => Response.json({ full_name: '../../x', default_branch: 'm', private: false }),
    ],
    ['other bytes than those of the file', BLOB, () => new Response('***')],
    ['a lost connection', REPO, () => Promise.reject(new Error('Network connection lost.'))],
    [
      'a listing over 8 MB',
      TREE,
      () => new Response(`{"truncated":false,"tree":[],"x":"${'x'.repeat(8 * 1024 * 1024)}"}`),
    ],
  ] as [string, string, () => Response | Promise<Response>][])('causes a 503: %s', async (_, path, answer) => {
    aGithub({ 'acme/kit': { files: FILES } }).answer(path, answer)
    await expectUnavailable(/^30$/)
  })

  it('causes a 503: an endless answer, which is read up to the limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    aGithub().answer(REPO, () => new Response(endless))
    expect((await expectUnavailable(/^30$/)).detail).toContain('more than')
    expect(sent).toBeLessThan(10)
  })

  it('causes a 503: an answer that takes more than 10 seconds', async () => {
    const original = AbortSignal.timeout
    const overdue = AbortSignal.abort(new DOMException('Too late.', 'TimeoutError'))
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
      ms === 10_000 ? overdue : original.call(AbortSignal, ms),
    )
    aGithub({ 'acme/kit': { files: FILES } })
    expect((await expectUnavailable(/^30$/)).detail).toContain('took too long')
  })
})

describe('a redirect', () => {
  const to = (location: string, status = 302) => new Response(null, { status, headers: { Location: location } })

  it.each([
    'https://evil.test/repos/acme/kit',
    'http://api.github.com/repos/acme/kit',
    'https://api.github.com:8443/repos/acme/kit',
    'https://api.github.com.evil.test/',
    'https://api.github.com@evil.test/',
    'https://user:secret@api.github.com/repos/x/y',
    '//169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'data:application/json,{}',
    'https://',
  ])('to %s is not followed', async (location) => {
    const github = aGithub()
    github.answer(REPO, () => to(location))
    await expectUnavailable(/^30$/)
    expect(github.asked).toEqual([REPO])
  })

  it('is followed at most three times', async () => {
    const github = aGithub({ 'acme/kit': { files: FILES } })
    for (const n of [1, 2, 3]) github.answer(`/r/${n}`, () => to(n === 3 ? REPO : `/r/${n + 1}`, 307))
    github.answer('/repos/far/kit', () => to('/r/1'))
    github.answer('/repos/near/kit', () => to('/r/2'))
    expect((await search('far/kit')).status).toBe(503)
    expect(github.asked).toEqual(['/repos/far/kit', '/r/1', '/r/2', '/r/3'])
    expect((await search('near/kit')).status).toBe(200)
  })
})

describe('GITHUB_API_URL', () => {
  it.each(['http://github.test', 'ftp://127.0.0.1', 'nonsense'])('must not be %s', async (GITHUB_API_URL) => {
    const odd = await startApi({ GITHUB_API_URL })
    const lines = await logOf(async () => {
      expect((await odd.send('POST', '/v1/search', { q: 'x' })).status).toBe(500)
    })
    expect(lines.join()).toContain('GITHUB_API_URL')
  })

  it('may be another host, and then only that host is asked', async () => {
    const github = aGithub()
    const there = await startApi({ GITHUB_API_URL: 'https://ghe.test/api/v3/' })
    expect((await there.send('POST', '/v1/search', { repo: 'acme/kit' })).status).toBe(200)
    expect(github.asked).toEqual(['https://ghe.test/api/v3/repos/acme/kit'])
  })
})
