import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSource } from '../../support/builders/crawls.ts'
import { aFile } from '../../support/builders/raw-files.ts'
import { aGithub } from '../../support/outside/github.ts'

const SECRET = 'a secret that GitHub knows, and nobody else'
const KIT = { files: { 'pdf/SKILL.md': aFile('pdf') } }

let api: Api
let id: string
beforeEach(async () => {
  api = await startApi({ GITHUB_TOKEN: 'ghp_token', GITHUB_WEBHOOK_SECRET: SECRET })
  id = await aSource(api.db, { url: 'https://github.com/acme/kit', interval: 1440 })
  await api.db.execute(sql`update skill_sources set next_crawl_at = now() + interval '1 day'`)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const seconds = (ago = 0) => Math.floor(Date.now() / 1000) - ago
const push = (more: Record<string, unknown> = {}, repository: Record<string, unknown> = {}) => ({
  ref: 'refs/heads/main',
  repository: { id: 7, full_name: 'acme/kit', default_branch: 'main', pushed_at: seconds(), ...repository },
  ...more,
})
const signed = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

async function deliver(
  payload: unknown,
  p: { event?: string; delivery?: string; headers?: Record<string, string> } = {},
) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return api.call('/v1/hooks/github', {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-GitHub-Event': p.event ?? 'push',
      'X-GitHub-Delivery': p.delivery ?? crypto.randomUUID(),
      'X-Hub-Signature-256': signed(body),
      ...p.headers,
    },
  })
}
async function outcomeOf(...asked: Parameters<typeof deliver>) {
  const response = await deliver(...asked)
  expect(response.status).toBe(202)
  return response.json()
}
const CRAWLING = { outcome: 'crawling', why: null }
const ignored = (why: RegExp) => ({ outcome: 'ignored', why: expect.stringMatching(why) })
const one = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  (await api.db.execute<T>(query)).rows[0]
const files = async () => (await one<{ n: number }>(sql`select count(*)::int as n from raw_skills`))?.n

describe('a push', () => {
  it('to the default branch is crawled at once', async () => {
    aGithub({ 'acme/kit': KIT })
    expect(await outcomeOf(push())).toEqual(CRAWLING)
    expect(await files()).toBe(1)
    expect(await one(sql`select asked_at, crawl_failures from skill_sources`)).toEqual({
      asked_at: null,
      crawl_failures: 0,
    })
  })

  it('to another branch is ignored, and so is a tag', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    for (const ref of ['refs/heads/next', 'refs/tags/main', 'main', undefined])
      expect(await outcomeOf(push({ ref }))).toEqual(ignored(/not to the default branch/))
    expect(github.asked).toEqual([])
  })

  it('to a repository that nobody follows is ignored, and costs no request', async () => {
    const github = aGithub({ 'acme/other': KIT })
    expect(await outcomeOf(push({}, { full_name: 'acme/other' }))).toEqual(ignored(/no crawl follows/))
    await api.db.execute(sql`update skill_sources set status = 'paused'`)
    expect(await outcomeOf(push())).toEqual(ignored(/no crawl follows/))
    expect(github.asked).toEqual([])
    expect(await one(sql`select count(*)::int as n from github_deliveries`)).toEqual({ n: 0 })
  })

  it('of an hour ago is ignored', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    expect(await outcomeOf(push({}, { pushed_at: seconds(3700) }))).toEqual(ignored(/older than 60 minutes/))
    expect(github.asked).toEqual([])
  })

  it('whose delivery came before is ignored, also if both come at once', async () => {
    aGithub({ 'acme/kit': KIT })
    const delivery = crypto.randomUUID()
    const both = await Promise.all([outcomeOf(push(), { delivery }), outcomeOf(push(), { delivery })])
    expect(both.filter((said) => JSON.stringify(said) === JSON.stringify(CRAWLING))).toHaveLength(1)
    expect(await outcomeOf(push(), { delivery: delivery.toUpperCase() })).toEqual(ignored(/came before/))
    expect(await one(sql`select count(*)::int as n from job_runs`)).toEqual({ n: 1 })
  })

  it('just after a crawl waits for the tick, which comes within a minute', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    await outcomeOf(push())
    const asked = github.asked.length
    expect(await outcomeOf(push())).toEqual(CRAWLING)
    expect(github.asked).toHaveLength(asked)
    await api.tick('* * * * *')
    expect(github.asked.length).toBeGreaterThan(asked)
    expect(await one(sql`select asked_at from skill_sources`)).toEqual({ asked_at: null })
  })

  it('while a tick crawls the repository is seen after it', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    await api.db.execute(sql`update skill_sources set asked_at = now(), next_crawl_at = null`)
    let during: unknown
    github.answer('/repos/acme/kit', async () => {
      during ??= await outcomeOf(push())
      return Response.json({ full_name: 'acme/kit', default_branch: 'main', private: false })
    })
    await api.tick('* * * * *')
    expect(during).toEqual(CRAWLING)
    expect(await one(sql`select asked_at is not null as asked, next_crawl_at from skill_sources`)).toEqual({
      ...{ asked: true, next_crawl_at: null },
    })
    await api.tick('* * * * *')
    expect(await one(sql`select asked_at from skill_sources`)).toEqual({ asked_at: null })
    expect(await files()).toBe(1)
  })

  it('finds the repository by GitHub’s id under a new name', async () => {
    await api.db.execute(sql`update skill_sources set github_id = 7, github_owner_id = 8`)
    aGithub({ 'acme/kit': { ...KIT, fullName: 'acme/tools', more: { id: 7, owner: { id: 8 } } } })
    expect(await outcomeOf(push({}, { full_name: 'acme/tools' }))).toEqual(CRAWLING)
    expect(await one(sql`select base_url from skill_sources`)).toEqual({ base_url: 'https://github.com/acme/tools' })
  })
})

describe('an act on a repository', () => {
  it.each(['deleted', 'privatized'])('by which it is %s marks its files as gone', async (action) => {
    aGithub({ 'acme/kit': KIT })
    await outcomeOf(push())
    vi.restoreAllMocks()
    aGithub({})
    await api.db.execute(sql`update skill_sources set last_crawled_at = now() - interval '1 hour', crawl_etag = null`)
    const payload = { action, repository: { id: 7, full_name: 'acme/kit', updated_at: new Date().toISOString() } }
    expect(await outcomeOf(payload, { event: 'repository' })).toEqual(CRAWLING)
    expect(await one(sql`select vanished_at is not null as gone from raw_skills`)).toEqual({ gone: true })
  })

  it('that changes no skill is ignored', async () => {
    const payload = { action: 'created', repository: { id: 7, full_name: 'acme/kit' } }
    expect(await outcomeOf(payload, { event: 'repository' })).toEqual(ignored(/created changes no skill/))
  })

  it('follows a repository that was renamed', async () => {
    await api.db.execute(sql`update skill_sources set github_id = 7, github_owner_id = 8`)
    aGithub({ 'acme/kit': { ...KIT, fullName: 'acme/new', more: { id: 7, owner: { id: 8 } } } })
    const payload = { action: 'renamed', repository: { id: 7, full_name: 'acme/new' } }
    expect(await outcomeOf(payload, { event: 'repository' })).toEqual(CRAWLING)
    expect(await one(sql`select base_url from skill_sources where id = ${id}::uuid`)).toEqual({
      base_url: 'https://github.com/acme/new',
    })
  })
})

it('a ping and events of other kinds are answered and ignored', async () => {
  expect(await outcomeOf({ zen: 'Design for failure.' }, { event: 'ping' })).toEqual(ignored(/the webhook works/))
  expect(await outcomeOf({ action: 'opened' }, { event: 'issues' })).toEqual(ignored(/kind issues are not used/))
})

describe('a delivery is refused', () => {
  const refused = async (...asked: Parameters<typeof deliver>) => readProblem(await deliver(...asked))

  it('without the right signature of its bytes', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    const body = JSON.stringify(push())
    for (const signature of [
      ...['', 'sha1=00', `sha256=${'0'.repeat(64)}`, signed(body, `${SECRET}!`), signed(`${body} `)],
      `${signed(body)}00`,
    ])
      expect(await refused(body, { headers: { 'X-Hub-Signature-256': signature } })).toMatchObject({
        ...{ status: 401, code: 'invalid_signature' },
      })
    expect(github.asked).toEqual([])
    expect(await one(sql`select asked_at from skill_sources`)).toEqual({ asked_at: null })
  })

  it('if its headers are not GitHub’s', async () => {
    expect(await refused(push(), { delivery: 'x' })).toMatchObject({ status: 400, code: 'invalid' })
    expect(await refused(push(), { event: '' })).toMatchObject({ status: 400, code: 'invalid' })
  })

  it('if its body is no JSON, or not what GitHub sends', async () => {
    expect(await refused('{')).toMatchObject({ status: 400, code: 'malformed_json' })
    expect(await refused(push({}, { id: 'x' }))).toMatchObject({ status: 400, errors: [{ pointer: '/repository/id' }] })
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect(await refused(push(), { headers: form })).toMatchObject({ status: 415 })
  })

  it('if it is too large, before it is read', async () => {
    expect(await refused('x'.repeat(5 * 1024 * 1024 + 1))).toMatchObject({ status: 413 })
  })

  it('if the registry has no secret', async () => {
    api = await startApi()
    const problem = await refused(push())
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(problem.detail).toContain('GITHUB_WEBHOOK_SECRET')
  })
})
