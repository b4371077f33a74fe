import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { gitIdOf } from '../../support/outside/github.ts'

const MINUTE = 60_000
const NO_RESULT = 'The last crawl ended without reporting a result.'

let c: CrawlSetup
let id: string
beforeEach(async () => {
  c = await aCrawl()
  await c.write('acme/kit/a/SKILL.md', skillText('a'))
  await c.write('acme/next/b/SKILL.md', skillText('b'))
  id = await aSource(c.db, { url: 'https://github.com/acme/kit' })
})
afterEach(() => c.stop())

const minutesTo = async (source = id) =>
  (Date.parse(String((await c.source(source)).next_crawl_at)) - c.now().getTime()) / MINUTE

/** From now on, a statement on a table raises an error that no crawl expects, with a text that nobody may see. */
async function raising(table: string, when: string) {
  await c.db.execute(
    sql`create function hurt() returns trigger language plpgsql as $$ begin raise exception 'A secret value.' using errcode = 'XX000'; end $$`,
  )
  await c.db.execute(sql.raw(`create trigger hurt before ${when} execute function hurt()`))
  return () => c.db.execute(sql.raw(`drop trigger hurt on ${table}`))
}

describe('a crawl that ends without reporting a result', () => {
  it('is recorded as a failure when it begins, and waits as after a failure', async () => {
    // As if the Worker were killed: its end cannot be recorded.
    const end = `update on skill_sources for each row when (new.crawl_error is distinct from '${NO_RESULT}')`
    const mend = await raising('skill_sources', end)
    for (const [failures, minutes] of [
      [1, 10],
      [2, 20],
      [3, 40],
    ] as const) {
      expect((await c.tick()).steps).toMatchObject([{ status: 'failed' }])
      expect(await c.source(id)).toMatchObject({ crawl_failures: failures, crawl_error: NO_RESULT, status: 'active' })
      expect(await minutesTo()).toBe(minutes)
      expect(await c.asking(() => c.tick())).toEqual([])
      c.later(minutes * MINUTE)
    }
    await mend()
    expect((await c.tick()).status).toBe('succeeded')
    expect(await c.source(id)).toMatchObject({ crawl_failures: 0, crawl_error: null, status: 'active' })
    expect(await minutesTo()).toBe(60)
  })

  it('lets the waiting sources go first', async () => {
    await raising('github_repo_cache', 'insert on github_repo_cache for each row')
    await c.tick()
    const other = await aSource(c.db, { url: 'https://github.com/acme/next' })
    await c.db.execute(
      sql`update skill_sources set next_crawl_at = ${c.now().toISOString()}::timestamptz where id = ${other}::uuid`,
    )
    c.later(HOUR)
    expect((await c.asking(() => c.tick()))[0]).toBe('/repos/acme/next')
  })
})

describe('an unexpected error', () => {
  it('fails the run, and is recorded at the source without the text of the database', async () => {
    const mend = await raising('github_repo_cache', 'insert on github_repo_cache for each row')
    const report = await c.tick()
    expect(report).toMatchObject({ status: 'partial', steps: [{ status: 'failed' }] })
    const source = await c.source(id)
    expect(source).toMatchObject({ status: 'error', crawl_failures: 1, crawl_error: 'NeonDbError: XX000' })
    expect(await minutesTo()).toBe(10)
    expect(JSON.stringify([report, source])).not.toMatch(/secret value|insert into/i)
    await mend()
    c.later(10 * MINUTE)
    expect((await c.tick()).status).toBe('succeeded')
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_failures: 0, crawl_error: null })
  })

  it('does not make a source without a schedule due', async () => {
    await c.db.execute(sql`update skill_sources set crawl_interval_minutes = null`)
    await raising('github_repo_cache', 'insert on github_repo_cache for each row')
    expect((await c.crawl(id)).status).toBe('failed')
    expect(await c.source(id)).toMatchObject({ next_crawl_at: null, crawl_failures: 1 })
  })
})

describe('what is no failure', () => {
  it('leaves the failures before it as they were', async () => {
    await c.db.execute(sql`update skill_sources set crawl_failures = 3, crawl_error = 'Before.'`)
    await c.crawl(id, { timeLeft: () => 0 })
    expect(await c.source(id)).toMatchObject({ crawl_failures: 3, crawl_error: 'Before.' })
    c.github.intercept(() => ({ status: 429, headers: { 'Retry-After': '60' } }))
    await c.crawl(id)
    expect(await c.source(id)).toMatchObject({
      crawl_failures: 3,
      crawl_error: expect.stringContaining('rate limit is used up'),
    })
  })
})

describe('a large repository', () => {
  const listing = (files: number, contentOf: (n: number) => string) => {
    const contents = new Map(Array.from({ length: files }, (_, n) => [gitIdOf(contentOf(n)), contentOf(n)]))
    const tree = Array.from({ length: files }, (_, n) => ({
      ...{ path: `s${String(n).padStart(5, '0')}/SKILL.md`, mode: '100644', type: 'blob', size: 9 },
      sha: gitIdOf(contentOf(n)),
    }))
    c.github.intercept((path) => {
      if (!path.startsWith('/repos/acme/kit/git/')) return null
      if (path.includes('/trees/')) return { status: 200, body: { truncated: false, tree } }
      return { status: 200, body: Buffer.from(contents.get(path.slice(-40)) ?? '') }
    })
  }

  it('that takes all requests of a tick leaves the next tick to the waiting sources', async () => {
    listing(900, (n) => skillText('x', `${n}`))
    const small = await aSource(c.db, { url: 'https://github.com/acme/next' })
    await c.db.execute(
      sql`update skill_sources set next_crawl_at = ${c.now().toISOString()}::timestamptz where id = ${small}::uuid`,
    )
    c.later(MINUTE)
    expect((await c.tick()).counts).toMatchObject({ sources: 1, cut_off: 1, requests: 400 })
    expect(await minutesTo()).toBe(0)
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ sources: 2, cut_off: 1, requests: 400 })
    expect(await c.files(small)).toHaveLength(1)
    c.later(HOUR)
    expect((await c.tick()).counts.cut_off).toBeUndefined()
    expect(await c.files(id)).toHaveLength(900)
  })

  it('is followed up to its two thousandth file, and says so; stored files stay followed', async () => {
    listing(2010, () => skillText('x'))
    // All but a few are already stored.
    await c.db.execute(sql`
      insert into raw_skills (id, source_id, external_id, skill_path, github_repo, source_revision, created_at, updated_at)
      select gen_random_uuid(), ${id}::uuid, 'acme/kit:' || path, path, 'acme/kit', ${gitIdOf(skillText('x'))}, now(), now()
      from (select n, 's' || lpad(n::text, 5, '0') || '/SKILL.md' as path from generate_series(3, 2005) n where n not in (7, 8, 9, 10, 11, 12, 13)) f`)
    expect(await c.tick()).toMatchObject({
      ...{ status: 'succeeded', errors: [], counts: { files: 2000, created: 4, vanished: 0 } },
    })
    expect(await c.source(id)).toMatchObject({
      ...{ status: 'active', crawl_failures: 0, crawl_etag: null },
      crawl_error: 'The repository has more than 2000 SKILL.md files; 10 of 2010 are left out.',
    })
    expect((await c.files(id)).filter(({ path }) => path < 's00003').map(({ path }) => path)).toHaveLength(3)
  })
})

describe('a source that is paused while others have their turn', () => {
  it('is not crawled in the same run', async () => {
    const other = await aSource(c.db, { url: 'https://github.com/acme/next' })
    // Whichever comes first pauses the other.
    await c.db.execute(sql`
      create function pause() returns trigger language plpgsql as $$ begin
        update skill_sources set status = 'paused' where id <> new.source_id; return new; end $$`)
    await c.db.execute(sql`create trigger pause after insert on raw_skills for each row execute function pause()`)
    await c.tick()
    expect(await c.files()).toHaveLength(1)
    const states = await Promise.all([id, other].map(async (source) => (await c.source(source)).status))
    expect(states.toSorted()).toEqual(['active', 'paused'])
  })
})
