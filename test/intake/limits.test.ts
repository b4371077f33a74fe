import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../support/builders/crawls.ts'
import { aWebsite, type Website } from '../support/outside/website.ts'

const TOKEN = 'ghp_a-token-that-nobody-may-see'
const MINUTE = 60_000
const BLOB = /\/git\/blobs\//
const REPO = /^\/repos\/acme\/kit$/

let c: CrawlSetup
let web: Website
let id: string
beforeEach(async () => {
  c = await aCrawl()
  web = await aWebsite()
  c.settings.SOURCE_ORIGINS = web.origin
  for (const name of ['a', 'b', 'c', 'd']) await c.write(`acme/kit/${name}/SKILL.md`, skillText(name))
  id = await aSource(c.db, { url: 'https://github.com/acme/kit', interval: 1440 })
})
afterEach(() => Promise.all([c.stop(), web.stop()]))

const inSeconds = (s: number) => String(c.now().getTime() / 1000 + s)
const minutesTo = async (source = id) =>
  (Date.parse(String((await c.source(source)).next_crawl_at)) - c.now().getTime()) / MINUTE

describe('when the rate limit of GitHub is used up', () => {
  it.each([
    [
      'by 403 and the end of its hour',
      403,
      () => ({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(1200) }),
      20,
    ],
    ['by 429 and a wait', 429, () => ({ 'Retry-After': '120' }), 2],
    ['by 403 and a wait', 403, () => ({ 'Retry-After': '300' }), 5],
    ['by 429 alone', 429, () => ({}), 1],
  ] as const)('%s: the source waits, and has not failed', async (_, status, headers, minutes) => {
    c.github.intercept(() => ({ status, headers: headers() }))
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { requests: 1, rate_limited: 1 }, errors: [] })
    expect(await minutesTo()).toBe(minutes)
    expect(await c.source(id)).toMatchObject({
      ...{ status: 'active', crawl_failures: 0, last_crawled_at: null },
      crawl_error: expect.stringContaining('rate limit is used up'),
    })
    c.github.intercept()
    c.later(minutes * MINUTE)
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { created: 4 } })
    expect(await c.source(id)).toMatchObject({ crawl_error: null })
  })

  it('by the last answer: that answer is used, and no other request is sent', async () => {
    c.github.intercept((path) =>
      REPO.test(path)
        ? {
            status: 200,
            headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': inSeconds(600) },
            body: { full_name: 'acme/kit', default_branch: 'main', private: false },
          }
        : null,
    )
    expect(await c.asking(() => c.tick())).toEqual(['/repos/acme/kit'])
    expect(await minutesTo()).toBe(10)
  })

  it('in the middle of a repository: what was read is stored, and the next crawl reads the rest', async () => {
    let blobs = 0
    c.github.intercept((path) =>
      BLOB.test(path) && ++blobs > 3 ? { status: 403, headers: { 'Retry-After': '600' } } : null,
    )
    expect((await c.tick()).counts).toMatchObject({ created: 3, rate_limited: 1 })
    c.github.intercept()
    c.later(10 * MINUTE)
    expect((await c.tick()).counts).toMatchObject({ created: 1, requests: 4 })
  })

  it('leaves the other GitHub sources to the next tick, and crawls the rest', async () => {
    const other = await aSource(c.db, { url: 'https://github.com/acme/other' })
    const owner = await aSource(c.db, { url: 'https://github.com/acme' })
    web.put('/list.md', { body: '* [x](https://github.com/acme/listed)' })
    const list = await aSource(c.db, { type: 'list', url: `${web.origin}/list.md` })
    c.github.intercept(() => ({ status: 429, headers: { 'Retry-After': '60' } }))
    const asked = await c.asking(async () => {
      expect((await c.tick()).counts).toMatchObject({ sources: 2, rate_limited: 1, sources_added: 1 })
    })
    expect(asked).toHaveLength(1)
    const waiting = await Promise.all([id, other, owner].map((source) => c.source(source)))
    expect(waiting.filter(({ next_crawl_at }) => next_crawl_at === null)).toHaveLength(2)
    expect(await c.source(list)).toMatchObject({ status: 'active', last_crawled_at: expect.any(String) })
    c.github.intercept()
    c.later(MINUTE)
    expect((await c.tick()).counts.sources).toBeGreaterThanOrEqual(3)
  })
})

describe('a 403 without a rate limit', () => {
  const others = ['b', 'c', 'd', 'e'].map((name) => `https://github.com/acme/${name}`)
  beforeEach(async () => {
    for (const url of others) await aSource(c.db, { url })
  })

  it('is a failure; two in a row are a rate limit of a minute, and no more requests are sent', async () => {
    c.github.intercept(() => ({ status: 403 }))
    const asked = await c.asking(async () => {
      expect((await c.tick()).counts).toMatchObject({ sources: 2, rate_limited: 1 })
    })
    expect(asked).toHaveLength(2)
    const { rows } = await c.db.execute(sql`
      select crawl_failures as failures, status, (extract(epoch from next_crawl_at - ${c.now().toISOString()}::timestamptz) / 60)::int as minutes
      from skill_sources where next_crawl_at is not null order by 1`)
    expect(rows).toEqual([
      { failures: 0, status: 'active', minutes: 1 },
      { failures: 1, status: 'error', minutes: 10 },
    ])
  })

  it('concerns one repository alone if others are answered in between', async () => {
    let asked = 0
    c.github.intercept(() => (++asked % 2 === 1 ? { status: 403 } : { status: 404 }))
    const { counts } = await c.tick()
    expect(counts).toMatchObject({ sources: 5, requests: 5 })
    expect(counts.rate_limited).toBeUndefined()
  })
})

describe('a token', () => {
  beforeEach(() => {
    c.settings.GITHUB_TOKEN = TOKEN
  })

  it('is sent to GitHub, and nowhere else', async () => {
    const seen: (string | undefined)[] = []
    c.github.intercept((_, headers) => {
      seen.push(headers.authorization)
      return null
    })
    let toOthers: unknown
    web.put('/list.md', (headers) => {
      toOthers = headers
      return { body: '* [x](https://github.com/acme/kit)' }
    })
    await aSource(c.db, { type: 'list', url: `${web.origin}/list.md` })
    await c.tick()
    expect(new Set(seen)).toEqual(new Set([`Bearer ${TOKEN}`]))
    expect(JSON.stringify(toOthers)).not.toContain('ghp_')
  })

  it('is in no log, error or row, whatever GitHub answers', async () => {
    for (const answer of [
      { status: 500, body: TOKEN },
      { status: 401, body: { message: TOKEN } },
      { status: 302, headers: { Location: `https://evil.test/?${TOKEN}` } },
      { status: 403, headers: { 'Retry-After': '60' }, body: TOKEN },
      { status: 200, body: TOKEN },
    ]) {
      c.github.intercept(() => answer)
      c.later(24 * HOUR)
      const report = await c.tick()
      const { rows } = await c.db.execute(sql`
        select (select jsonb_agg(to_jsonb(s))::text from skill_sources s) || (select jsonb_agg(to_jsonb(r))::text from job_runs r) as all`)
      expect(report.counts.sources).toBe(1)
      expect(JSON.stringify([report, rows])).not.toContain('ghp_')
    }
  })
})

describe('a crawl that has no time left', () => {
  it('stays due, keeps what it stored, and continues from there', async () => {
    let blobs = 0
    // After two answers, the run has no time left.
    c.github.intercept((path) => {
      if (BLOB.test(path)) blobs++
      return null
    })
    const timeLeft = () => (blobs >= 2 ? 0 : 1000)
    expect(await c.tick({ timeLeft })).toMatchObject({ status: 'succeeded', errors: [], counts: { cut_off: 1 } })
    const stored = (await c.files()).length
    expect(stored).toBeGreaterThanOrEqual(2)
    expect(stored).toBeLessThan(4)
    expect(await c.source(id)).toMatchObject({
      status: 'active',
      crawl_failures: 0,
      crawl_error: null,
      crawl_etag: null,
    })
    expect(await minutesTo()).toBe(0)
    expect((await c.tick()).counts).toMatchObject({ files: 4, created: 4 - stored })
  })

  it('unmarks a returned file that it stored, even though it was cut off', async () => {
    await c.tick()
    await c.db.execute(sql`update raw_skills set vanished_at = now(), source_revision = 'older'`)
    await c.db.execute(sql`delete from git_blobs`)
    await c.db.execute(sql`update skill_sources set crawl_etag = null, next_crawl_at = null`)
    let blobs = 0
    c.github.intercept((path) => {
      if (BLOB.test(path)) blobs++
      return null
    })
    expect((await c.tick({ timeLeft: () => (blobs >= 2 ? 0 : 1000) })).counts).toMatchObject({ cut_off: 1 })
    const there = (await c.files()).filter(({ vanished }) => !vanished)
    expect(there.length).toBeGreaterThanOrEqual(2)
    expect(there.length).toBeLessThan(4)
  })

  it('writes nothing once another run holds its lease, and that run completes the crawl', async () => {
    await c.db.execute(sql`
      create function rob() returns trigger language plpgsql as $$ begin
        update job_leases set holder = 'a robber', token = token + 1 where key like '%' || new.source_id; return new; end $$`)
    await c.db.execute(sql`create trigger rob after insert on raw_skills for each row execute function rob()`)
    const report = await c.tick()
    expect(report.steps).toMatchObject([
      { status: 'failed', errors: [{ reason: expect.stringContaining('LeaseLost') }] },
    ])
    expect(await c.source(id)).toMatchObject({ last_crawled_at: null, crawl_etag: null, crawl_failures: 1 })
    await c.db.execute(sql`drop trigger rob on raw_skills`)
    await c.db.execute(sql`update job_leases set expires_at = now()`)
    c.later(HOUR)
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 4, requests: 3 } })
    expect(await c.source(id)).toMatchObject({ crawl_etag: expect.any(String) })
  })

  it('sends at most 400 requests per run; the rest stays due', async () => {
    for (let n = 0; n < 300; n++) await c.write(`acme/many/s${n}/SKILL.md`, skillText(`s${n}`))
    for (let n = 0; n < 200; n++) await c.write(`acme/more/t${n}/SKILL.md`, skillText(`t${n}`))
    await aSource(c.db, { url: 'https://github.com/acme/many' })
    await aSource(c.db, { url: 'https://github.com/acme/more' })
    // Without archives, each file takes a request.
    c.github.intercept((path) => (/tarball|codeload/.test(path) ? { status: 404 } : null))
    const asked = await c.asking(async () => {
      expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { requests: 400, cut_off: 1 } })
    })
    expect(asked).toHaveLength(400)
    // Which of them comes first is random.
    expect((await c.tick()).counts.sources).toBeLessThanOrEqual(2)
    expect(await c.files()).toHaveLength(504)
  })
})

describe('two crawls of one source at once', () => {
  it('act as one: the others are skipped or find nothing due, and every file is stored once', async () => {
    const first = Promise.withResolvers<null>()
    c.github.intercept((path) => (REPO.test(path) ? first.promise : null))
    const crawl = c.crawl(id)
    await vi.waitFor(() => expect(c.github.asked).toHaveLength(1), { timeout: 10_000 })
    // The first crawl waits for GitHub until the others have met its lease.
    const others = await Promise.all([c.crawl(id), c.tick()])
    first.resolve(null)
    const reports = [await crawl, ...others]
    const crawled = [...reports, ...reports.flatMap(({ steps }) => steps)].filter(({ counts }) => counts.files)
    expect(crawled.filter(({ steps }) => steps.length === 0)).toHaveLength(1)
    expect(reports.every(({ status }) => ['succeeded', 'skipped'].includes(status))).toBe(true)
    expect(c.github.asked.filter((path) => REPO.test(path))).toHaveLength(1)
    expect(await c.files()).toHaveLength(4)
  })
})
