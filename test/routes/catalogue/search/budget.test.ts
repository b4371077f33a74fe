import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aGithub } from '../../../support/outside/github.ts'

const aFile = (bytes: number) => `---\nname: a\ndescription: What it does.\n---\n${'x'.repeat(bytes)}`
const DAY_BYTES = 20 * 1024 * 1024

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const search = (repo: string, path?: string) => api.send('POST', '/v1/search', { repo, ...(path && { path }) })
const statusOf = async (response: Response) => (await response.json<{ status: string }>()).status
const spent = async () => {
  const { rows } = await api.db.execute<{ kind: string; used: number }>(
    sql`select kind, used::float8 as used from live_spending order by kind`,
  )
  return Object.fromEntries(rows.map(({ kind, used }) => [kind, used]))
}
const use = (kind: 'requests' | 'bytes', used: number) =>
  api.db.execute(sql`
    insert into live_spending (kind, starts_at, used) values (${kind}, date_bin(${kind === 'bytes' ? '1 day' : '1 hour'}::interval, now(), 'epoch'), ${used}::bigint)
    on conflict (kind, starts_at) do update set used = excluded.used`)

/** Expects a 503 that says when the budget is full again: within `seconds`, at the end of its hour or day. */
async function expectUsedUp(response: Response, seconds: number) {
  const retryAfter = Number(response.headers.get('Retry-After'))
  const untilEnd = seconds - (Math.floor(Date.now() / 1000) % seconds)
  const off = Math.abs(retryAfter - untilEnd) % seconds
  expect(Math.min(off, seconds - off)).toBeLessThan(60)
  expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
}

describe('live searches together', () => {
  it('pay for their requests, and for the bytes that they store', async () => {
    const text = aFile(1000)
    aGithub({ 'acme/kit': { files: { 'a/SKILL.md': text, 'b/SKILL.md': text } } })
    await search('acme/kit')
    expect(await spent()).toEqual({ requests: 6, bytes: 2 * text.length })
    await search('acme/kit')
    expect(await spent()).toEqual({ requests: 6, bytes: 2 * text.length })
  })

  it('have 30 requests an hour without a token; beyond them GitHub is not asked, and what is stored is found', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'a/SKILL.md': aFile(1) } } })
    await search('acme/kit')
    await use('requests', 28)
    const { length } = github.asked
    await expectUsedUp(await search('acme/other'), 3600)
    expect(github.asked).toHaveLength(length)
    expect(await statusOf(await search('acme/kit'))).toBe('pending')
    expect(await spent()).toMatchObject({ requests: 28 })
  })

  it('have 1,000 requests an hour with a token', async () => {
    api = await startApi({ GITHUB_TOKEN: 'a-token' })
    aGithub()
    await use('requests', 996)
    expect((await search('acme/one')).status).toBe(200)
    await expectUsedUp(await search('acme/two'), 3600)
  })

  it('have 20 MiB a day; beyond them no file is read or stored', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'a/SKILL.md': aFile(1000) } } })
    await use('bytes', DAY_BYTES - 500)
    await expectUsedUp(await search('acme/kit'), 86_400)
    expect(github.asked.filter((path) => path.includes('/blobs/'))).toEqual([])
    expect((await api.db.execute(sql`select 1 from raw_skills union all select 1 from skill_sources`)).rows).toEqual([])
    await use('bytes', DAY_BYTES - 2000)
    expect(await statusOf(await search('acme/kit'))).toBe('pending')
  })

  it('never take more than the budget, however many come at once', async () => {
    aGithub()
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => search(`acme/kit-${i}`)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(7).fill(200), ...Array(9).fill(503)])
    expect(await spent()).toEqual({ requests: 28 })
  })
})

describe('a place without skills', () => {
  it('is not asked for again for an hour, in any case of its name', async () => {
    const github = aGithub()
    for (const repo of ['acme/none', 'acme/none', 'ACME/None'])
      expect(await statusOf(await search(repo))).toBe('not_found')
    expect(await statusOf(await search('acme/none', 'skills/a'))).toBe('not_found')
    expect(github.asked).toEqual(['/repos/acme/none'])
    await api.db.execute(sql`update live_lookups set missing_until = now()`)
    await search('acme/none')
    expect(github.asked).toHaveLength(2)
  })

  it('says nothing about the other places of its repository', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'a/SKILL.md': aFile(1) } } })
    expect(await statusOf(await search('acme/kit', 'b'))).toBe('not_found')
    expect(await statusOf(await search('acme/kit', 'b'))).toBe('not_found')
    expect(github.asked).toHaveLength(3)
    expect(await statusOf(await search('acme/kit', 'a'))).toBe('pending')
  })

  it('is asked for again after a failure of GitHub', async () => {
    const github = aGithub()
    github.answer('/repos/acme/kit', () => Response.json({}, { status: 502 }))
    expect((await search('acme/kit')).status).toBe(503)
    expect((await search('acme/kit')).status).toBe(503)
    expect(github.asked).toHaveLength(2)
  })
})
