import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followRepository } from '../../../src/db/intake/follow-repository.ts'
import { crawlAsked, crawlSources } from '../../../src/jobs/intake/crawl-sources.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { runAt } from '../../support/run/jobs.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
  await c.write('acme/kit/a/SKILL.md', skillText('a'))
  await c.write('acme/next/b/SKILL.md', skillText('b'))
})
afterEach(() => c.stop())

const ask = async (repo: string) => (await followRepository(c.db, { repo, id: null, by: 'anybody' })).id
const asked = (request = {}) => runAt(c.db, crawlAsked, c.now(), request, c.settings)
const runs = async () =>
  (await c.db.execute<{ job: string }>(sql`select job, scope from job_runs order by started_at, job`)).rows

describe('a tick of the crawls', () => {
  it('that finds nothing due leaves no row and takes no lease', async () => {
    const id = await ask('acme/kit')
    await asked()
    const before = await runs()
    expect(before).toHaveLength(2)
    for (const job of [crawlAsked, crawlSources]) {
      expect(await runAt(c.db, job, c.now(), {}, c.settings)).toMatchObject({ status: 'skipped', counts: {} })
    }
    expect(await runs()).toEqual(before)
    expect((await c.source(id)).crawl_failures).toBe(0)
  })

  it('is recorded if somebody runs the job by hand', async () => {
    expect(await asked({ trigger: 'cli' })).toMatchObject({ status: 'succeeded', counts: { sources: 0 } })
    expect(await runs()).toMatchObject([{ job: 'crawl-asked' }])
  })
})

describe('a crawl that somebody asked for', () => {
  it('comes before the sources that have waited longest', async () => {
    await aSource(c.db, { url: 'https://github.com/acme/next' })
    await ask('acme/kit')
    expect((await c.asking(() => c.tick()))[0]).toBe('/repos/acme/kit')
  })

  it('is the only one that crawl-asked does, and is not asked for any more after it', async () => {
    const other = await aSource(c.db, { url: 'https://github.com/acme/next' })
    const id = await ask('acme/kit')
    expect(await asked()).toMatchObject({ counts: { sources: 1, created: 1 } })
    expect(await c.source(id)).toMatchObject({ asked_at: null, crawl_failures: 0, auto_approve: false })
    expect((await c.source(id)).next_crawl_at).not.toBeNull()
    expect((await c.source(other)).last_crawled_at).toBeNull()
  })

  it('does not wait for a run of crawl-sources that is under way', async () => {
    await aSource(c.db, { url: 'https://github.com/acme/next' })
    let during: Awaited<ReturnType<typeof asked>> | undefined
    c.github.intercept((path) => {
      if (path !== '/repos/acme/next' || during) return null
      return (async () => {
        await ask('acme/kit')
        during = await asked()
        return null
      })()
    })
    await c.tick()
    expect(during).toMatchObject({ status: 'succeeded', counts: { sources: 1, created: 1 } })
  })

  it('stays due if somebody asks again while it runs', async () => {
    const id = await ask('acme/kit')
    let again = false
    c.github.intercept((path) => {
      if (path !== '/repos/acme/kit' || again) return null
      again = true
      return ask('acme/kit').then(() => null)
    })
    await asked()
    const source = await c.source(id)
    expect(source).toMatchObject({ next_crawl_at: null, crawl_failures: 0 })
    expect(source.asked_at).not.toBeNull()
    expect(await asked()).toMatchObject({ counts: { sources: 1 } })
    expect((await c.source(id)).asked_at).toBeNull()
  })

  it('stays due if it is cut off, behind the others', async () => {
    const first = await ask('acme/kit')
    const second = await ask('acme/next')
    await c.crawl(first, { timeLeft: () => 0 })
    expect((await c.source(first)).asked_at).not.toBeNull()
    expect((await c.asking(asked))[0]).toBe('/repos/acme/next')
    for (const id of [first, second]) expect(await c.source(id)).toMatchObject({ asked_at: null, crawl_failures: 0 })
  })

  it('is due at once if the Worker dies in it, but a second time only after a while', async () => {
    const id = await ask('acme/kit')
    await c.db.execute(
      sql`create function hurt() returns trigger language plpgsql as $$ begin raise exception 'gone'; end $$`,
    )
    await c.db.execute(sql`
      create trigger hurt before update on skill_sources for each row when (new.crawl_error is distinct from 'The last crawl ended without reporting a result.')
      execute function hurt()`)
    await asked()
    expect(await c.source(id)).toMatchObject({ next_crawl_at: null, crawl_failures: 1 })
    await asked()
    expect((await c.source(id)).next_crawl_at).not.toBeNull()
    await c.db.execute(sql`drop trigger hurt on skill_sources`)
    expect(await asked()).toMatchObject({ status: 'skipped' })
    c.later(HOUR)
    expect(await asked()).toMatchObject({ counts: { sources: 1 } })
    expect(await c.source(id)).toMatchObject({ asked_at: null, crawl_failures: 0 })
  })

  it('waits for GitHub’s rate limit, and is still asked for', async () => {
    const id = await ask('acme/kit')
    c.github.intercept(() => ({ status: 429, headers: { 'Retry-After': '60' } }))
    await asked()
    const source = await c.source(id)
    expect(source.asked_at).not.toBeNull()
    expect(Date.parse(String(source.next_crawl_at)) - c.now().getTime()).toBe(60_000)
  })
})

describe('following a repository', () => {
  it('makes one source if two ask at the same time', async () => {
    const ids = await Promise.all(['acme/kit', 'Acme/Kit', 'acme/kit', 'ACME/kit'].map(ask))
    expect(new Set(ids).size).toBe(1)
    expect(await c.source(ids[0] ?? '')).toMatchObject({
      ...{ type: 'github', auto_approve: false, crawl_interval_minutes: 1440, status: 'active' },
    })
  })

  it('adopts what a live search has made, and leaves the interval and approval of others', async () => {
    const loose = await aSource(c.db, { url: 'https://github.com/acme/kit', interval: null })
    const followed = await aSource(c.db, { url: 'https://github.com/acme/next', interval: 30, autoApprove: true })
    expect(await ask('acme/kit')).toBe(loose)
    expect(await ask('acme/next')).toBe(followed)
    expect(await c.source(loose)).toMatchObject({ crawl_interval_minutes: 1440, auto_approve: false })
    expect(await c.source(followed)).toMatchObject({ crawl_interval_minutes: 30, auto_approve: true })
  })

  it('finds a repository by GitHub’s id under another name', async () => {
    const id = await aSource(c.db, { url: 'https://github.com/acme/old' })
    await c.db.execute(sql`update skill_sources set github_id = 7, github_owner_id = 8`)
    expect(await followRepository(c.db, { repo: 'acme/kit', id: 7, by: 'anybody' })).toEqual({ id, isStopped: false })
    // What somebody else has under the old name is another repository.
    await c.db.execute(sql`update skill_sources set base_url = 'https://github.com/acme/kit'`)
    expect((await followRepository(c.db, { repo: 'acme/old', id: 9, by: 'anybody' })).id).not.toBe(id)
  })

  it('takes what its list has dropped out of that list, with what the list allowed it', async () => {
    const list = await aSource(c.db, { type: 'list', url: 'https://example.org/list.md' })
    const id = await aSource(c.db, { url: 'https://github.com/acme/kit', autoApprove: true })
    await c.db.execute(
      sql`update skill_sources set parent_id = ${list}::uuid, vanished_at = now() where id = ${id}::uuid`,
    )
    expect(await ask('acme/kit')).toBe(id)
    expect(await c.source(id)).toMatchObject({ parent_id: null, vanished_at: null, auto_approve: false })
  })

  it('does not start what an admin has stopped', async () => {
    const id = await aSource(c.db, { url: 'https://github.com/acme/kit' })
    await c.db.execute(sql`update skill_sources set status = 'paused'`)
    expect(await followRepository(c.db, { repo: 'acme/kit', id: null, by: 'anybody' })).toEqual({ id, isStopped: true })
    expect(await c.source(id)).toMatchObject({ asked_at: null, status: 'paused' })
    expect(await asked()).toMatchObject({ status: 'skipped' })
    await c.db.execute(sql`update skill_sources set status = 'active', crawl_interval_minutes = null`)
    await c.db.execute(sql`
      insert into audit_log (at, actor, action, target_type, target_id) values (now(), 'admin', 'source.update', 'source', ${id})`)
    expect(await followRepository(c.db, { repo: 'acme/kit', id: null, by: 'anybody' })).toEqual({ id, isStopped: true })
  })
})
