import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followRepository } from '../../../src/db/intake/follow-repository.ts'
import { crawlSource } from '../../../src/jobs/intake/crawl-sources.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { runAt } from '../../support/run/jobs.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
  c.settings.GITHUB_TOKEN = 'ghp_token'
  // The database says what has just been crawled.
  c.later(Date.now() - c.now().getTime())
  await c.write('acme/kit/a/SKILL.md', skillText('a'))
  await c.write('acme/next/b/SKILL.md', skillText('b'))
})
afterEach(() => c.stop())

const both = async () => {
  const kit = await aSource(c.db, { url: 'https://github.com/acme/kit' })
  const next = await aSource(c.db, { url: 'https://github.com/acme/next' })
  await c.tick()
  c.later(2 * HOUR)
  return { kit, next }
}
const spent = async () =>
  (await c.db.execute<{ used: number }>(sql`select sum(used)::float8 as used from live_spending where kind = 'crawls'`))
    .rows[0]?.used

describe('due repositories', () => {
  it('in which nobody has pushed cost one request together, and no run of their own', async () => {
    const { kit } = await both()
    expect(await c.asking(() => c.tick())).toEqual(['/graphql'])
    expect((await c.db.execute(sql`select count(*)::int as n from job_runs where scope <> 'all'`)).rows).toEqual([
      { n: 2 },
    ])
    const { next_crawl_at, crawl_failures } = await c.source(kit)
    expect(Date.parse(String(next_crawl_at)) - c.now().getTime()).toBe(HOUR)
    expect(crawl_failures).toBe(0)
    expect((await c.tick()).status).toBe('skipped')
  })

  it('in which somebody has pushed are crawled, and only these', async () => {
    await both()
    await c.write('acme/next/c/SKILL.md', skillText('c'))
    let report: Awaited<ReturnType<typeof c.tick>> | undefined
    const asked = await c.asking(async () => {
      report = await c.tick()
    })
    expect(report).toMatchObject({ status: 'succeeded', counts: { unchanged: 1, sources: 1, created: 1 } })
    expect(asked.slice(0, 2)).toEqual(['/graphql', '/repos/acme/next'])
  })

  it('that were renamed or are gone are crawled', async () => {
    const { kit, next } = await both()
    await c.move('acme/kit', 'acme/tools')
    await c.remove('acme/next')
    await c.tick()
    expect((await c.source(kit)).base_url).toBe('https://github.com/acme/tools')
    expect((await c.source(next)).status).toBe('error')
  })

  it('are crawled as before if the look fails, or there is no token', async () => {
    await both()
    c.github.intercept((path) => (path === '/graphql' ? { status: 502 } : null))
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { sources: 2 } })
    c.later(2 * HOUR)
    c.settings.GITHUB_TOKEN = ''
    delete c.settings.GITHUB_TOKEN
    expect(await c.asking(() => c.tick())).not.toContain('/graphql')
  })

  it('are crawled as a whole once a week', async () => {
    await both()
    c.later(8 * 24 * HOUR)
    expect(await c.asking(() => c.tick())).not.toContain('/graphql')
  })

  it('are crawled if a crawl did not take everything', async () => {
    await c.write('acme/kit/broken/SKILL.md', skillText('x'))
    const id = await aSource(c.db, { url: 'https://github.com/acme/kit' })
    await c.db.execute(sql`update skill_sources set pushed_at = null`)
    expect((await c.source(id)).pushed_at).toBeNull()
    expect(await c.asking(() => c.tick())).not.toContain('/graphql')
  })

  it('that somebody asks for are crawled, whatever a look says', async () => {
    const { kit } = await both()
    await followRepository(c.db, { repo: 'acme/kit', id: null, by: 'anybody' })
    const asked = await c.asking(() => c.tick())
    expect(asked).toContain('/repos/acme/kit')
    expect(await c.source(kit)).toMatchObject({ asked_at: null })
  })
})

describe('the requests of an hour', () => {
  it('are counted, and once they are used up the crawls wait for the next hour', async () => {
    await both()
    const before = await spent()
    const asked = await c.asking(() => c.tick())
    expect(await spent()).toBe(Number(before) + asked.length)
    await c.db.execute(sql`update live_spending set used = 3500 where kind = 'crawls'`)
    c.later(2 * HOUR)
    expect(await c.asking(() => c.tick())).toEqual([])
  })
})

describe('the interval of a followed repository', () => {
  it('follows how often it changes', async () => {
    const { id } = await followRepository(c.db, { repo: 'acme/kit', id: null, by: 'anybody' })
    const crawl = () => runAt(c.db, crawlSource(id), c.now(), { scope: id }, c.settings)
    await crawl()
    expect(await c.source(id)).toMatchObject({ crawl_interval_minutes: 38 })
    c.later(60 * 24 * HOUR)
    await crawl()
    expect((await c.source(id)).crawl_interval_minutes).toBe(294)
    for (let n = 0; n < 12; n++) {
      c.later(HOUR)
      await c.write('acme/kit/a/SKILL.md', skillText('a', `Version ${n}.`))
      await crawl()
    }
    expect(Number((await c.source(id)).crawl_interval_minutes)).toBeLessThan(60)
  })

  it('follows it through looks too', async () => {
    const { id } = await followRepository(c.db, { repo: 'acme/kit', id: null, by: 'anybody' })
    await c.tick()
    c.later(6 * 24 * HOUR)
    expect(await c.asking(() => c.tick())).toEqual(['/graphql'])
    expect((await c.source(id)).crawl_interval_minutes).toBe(93)
  })

  it('stays as an admin has set it', async () => {
    const { kit } = await both()
    await c.tick()
    expect(await c.source(kit)).toMatchObject({ crawl_interval_minutes: 60, change_gap_minutes: null })
  })
})
