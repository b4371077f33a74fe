import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findPayer, reserveBytes } from '../../../src/db/intake/submitted.ts'
import { readProblem } from '../../support/api/api.ts'
import { aSubmissionsApi, KIT, type SubmissionsApi } from '../../support/api/submissions.ts'
import { aFile } from '../../support/builders/raw-files.ts'
import { aGithub } from '../../support/outside/github.ts'

let { api, submit, accepted, reportOf, rows } = {} as SubmissionsApi
beforeEach(async () => {
  ;({ api, submit, accepted, reportOf, rows } = await aSubmissionsApi())
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the bytes that submissions may have read a day', () => {
  const from = { 'CF-Connecting-IP': '192.0.2.7' }
  const MIB = 1024 * 1024
  const usedToday = async () =>
    (
      await rows<{ used: number; bytes: number }>(
        sql`select used::float8 as used, (select sum(used)::float8 from live_spending where kind like 'b%') as bytes from live_spending where kind = 'submission_bytes'`,
      )
    )[0]
  const use = (bytes: number) =>
    api.db.execute(
      sql`insert into live_spending (kind, starts_at, used) values ('submission_bytes', date_bin('1 day', now(), 'epoch'), ${bytes})`,
    )
  const useOfSenders = (bytes: number) =>
    api.db.execute(sql`update live_spending set used = ${bytes} where kind like 'b%'`)
  const OTHER = { 'CF-Connecting-IP': '192.0.2.8' }
  /** As if the last submissions and crawls had been an hour ago, and their crawls still waited. */
  const anHourLater = async () => {
    await api.db.execute(
      sql`update submissions set claimed_until = now() - interval '1 hour', checked_at = checked_at - interval '1 hour'`,
    )
    await api.db.execute(
      sql`update skill_sources set asked_at = now() - interval '1 hour', last_crawled_at = null, next_crawl_at = null, crawl_etag = null`,
    )
  }
  async function usedUp(repo: string, headers: Record<string, string>, words: RegExp) {
    const response = await submit(repo, headers)
    expect(await readProblem(response)).toMatchObject({
      ...{ status: 429, code: 'rate_limited' },
      detail: expect.stringMatching(words),
    })
    const wait = Number(response.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(86_400)
  }

  it('are counted as they come, of all and of the sender', async () => {
    aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf', { body: 'x'.repeat(5000) }) } } })
    await accepted('acme/kit', from)
    const used = await usedToday()
    expect(used?.used).toBeGreaterThan(5000)
    expect(used?.bytes).toBe(used?.used)
  })

  it('have a limit for each sender: the answer names it, and says when it ends', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB .* 00:00 UTC/)
    expect(await accepted('acme/kit', from)).toMatchObject({ status: 'known' })
    expect(await accepted('acme/next', { 'CF-Connecting-IP': '192.0.2.8' })).toMatchObject({ status: 'queued' })
  })

  it('stay charged to a sender whose repository another one submits again', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB)
    await anHourLater()
    await accepted('acme/kit', OTHER)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB/)
  })

  it('of a sender who has few left are not those of a repository that it takes over', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/next', OTHER)
    await useOfSenders(128 * MIB - 1)
    await accepted('acme/kit', from)
    await anHourLater()
    expect(await accepted('acme/kit', OTHER)).toMatchObject({ status: 'queued' })
    expect((await reportOf('/v1/repositories/acme/kit')).crawl?.error).toBeNull()
  })

  it('are reserved before they come: crawls at the same time do not each have all that is left', async () => {
    const big = (name: string) => ({
      files: Object.fromEntries(
        Array.from({ length: 15 }, (_, n) => [
          `${name}-${n}/SKILL.md`,
          aFile(`${name}-${n}`, { body: 'x'.repeat(200_000) }),
        ]),
      ),
    })
    aGithub({ 'acme/kit': KIT, 'acme/a': big('a'), 'acme/b': big('b') })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB - 4 * MIB)
    await Promise.all([accepted('acme/a', from), accepted('acme/b', from)])
    const { bytes } = (await usedToday()) ?? { bytes: 0 }
    expect(bytes).toBeLessThan(129 * MIB)
  })

  it('that a crawl has reserved count as used if it dies', async () => {
    aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit', from)
    const payer = await findPayer(api.db, (await rows<{ id: string }>(sql`select id from skill_sources`))[0]?.id ?? '')
    if (payer === null) throw new Error('Nobody pays.')
    const before = await usedToday()
    const reserve = (bytes: number) =>
      reserveBytes(api.db, { payer, most: { all: 1024 * MIB, bySender: 128 * MIB }, bytes })
    expect(await reserve(100 * MIB)).toBe(100 * MIB)
    expect((await usedToday())?.bytes).toBe((before?.bytes ?? 0) + 100 * MIB)
    expect(await reserve(100 * MIB)).toBe(28 * MIB - (before?.bytes ?? 0))
    expect(await reserve(1)).toBe(0)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB/)
  })

  it('have a limit for all together', async () => {
    aGithub({ 'acme/kit': KIT })
    await use(1024 * MIB)
    await usedUp('acme/kit', from, /^Submissions have used up the 1024 MiB/)
  })

  it('end a crawl that would read more, which goes on the next day', async () => {
    aGithub({ 'acme/kit': KIT })
    await use(1024 * MIB - 100)
    await accepted('acme/kit', from)
    const { crawl, items } = await reportOf('/v1/repositories/acme/kit')
    expect(items).toEqual([])
    expect(crawl).toMatchObject({
      error: expect.stringMatching(/goes on after 00:00 UTC/),
      is_asked_for: true,
      failures: 0,
    })
    expect(new Date(crawl?.next_crawl_at ?? 0).getTime()).toBeGreaterThan(Date.now())
  })

  it('leave half to what is submitted today: repositories of earlier days wait', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await api.db.execute(sql`update live_spending set used = ${512 * MIB} where kind = 'submission_bytes'`)
    await api.db.execute(sql`update submissions set submitted_at = now() - interval '1 day'`)
    await api.db.execute(sql`update skill_sources set asked_at = now(), next_crawl_at = null, crawl_etag = null`)
    await api.tick('* * * * *')
    expect((await reportOf('/v1/repositories/acme/kit')).crawl?.error).toMatch(/goes on after 00:00 UTC/)
    await accepted('acme/next', from)
    const { crawl, items } = await reportOf('/v1/repositories/acme/next')
    expect([crawl?.error, items.length]).toEqual([null, 2])
  })

  it('do not limit a repository of which something is a skill by now', async () => {
    aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit', from)
    const approve = () =>
      api.db.execute(sql`
      with made as (insert into skills (id, slug, owner, name, status, created_at, updated_at) values (gen_random_uuid(), 'acme--pdf', 'acme', 'pdf', 'active', now(), now()) returning id)
      insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at) select made.id, r.source_id, r.id, now() from made, raw_skills r where skill_path = 'pdf/SKILL.md'`)
    await approve()
    await api.db.execute(sql`update live_spending set used = ${1024 * MIB} where kind = 'submission_bytes'`)
    await api.db.execute(
      sql`update skill_sources set asked_at = now(), next_crawl_at = null, crawl_etag = null, last_crawled_at = null`,
    )
    await api.tick('* * * * *')
    expect((await reportOf('/v1/repositories/acme/kit')).crawl).toMatchObject({ error: null, is_asked_for: false })
  })
})
