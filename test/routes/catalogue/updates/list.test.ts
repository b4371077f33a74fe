import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { setStars } from '../../../../src/db/intake/crawling/stars.ts'
import { UpdatesPage } from '../../../../src/routes/catalogue/updates.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill, aSkill } from '../../../support/builders/builders.ts'

type Page = z.output<typeof UpdatesPage>

let api: Api
beforeAll(async () => {
  api = await startApi()
})

async function updates(query = '', of = api): Promise<Page> {
  const response = await of.call(`/v1/updates${query}`)
  expect(response.status).toBe(200)
  return UpdatesPage.parse(await response.json())
}
const names = (page: Page) => page.items.map((item) => item.name)

describe('GET /v1/updates', () => {
  it('lists the latest changes first, and equals by id', async () => {
    const own = await startApi()
    await aSkill(own.db, { name: 'old', updatedAt: '2026-01-01T00:00:00Z' })
    await aSkill(own.db, { name: 'new', updatedAt: '2026-01-03T00:00:00Z', category: 'science' })
    const tied = [
      await aSkill(own.db, { name: 'one', updatedAt: '2026-01-02T00:00:00Z' }),
      await aSkill(own.db, { name: 'two', updatedAt: '2026-01-02T00:00:00Z' }),
    ].sort((a, b) => (a.id < b.id ? 1 : -1))
    const page = await updates('', own)
    expect(names(page)).toEqual(['new', ...tied.map((skill) => skill.name), 'old'])
    expect(page.next_cursor).toBeNull()
    expect(page.items[0]).toMatchObject({
      slug: 'acme--new',
      owner: 'acme',
      summary: 'Does what a skill does.',
      category: { key: 'science', name: 'SCIENCE' },
      updated_at: '2026-01-03T00:00:00.000Z',
      last_fetched_at: null,
    })
  })

  it('has only listed skills', async () => {
    const own = await startApi()
    const original = await aSkill(own.db, { name: 'original' })
    await aSkill(own.db, { name: 'copy', duplicateOf: original.id })
    await aSkill(own.db, { name: 'draft', status: 'draft' })
    expect(names(await updates('', own))).toEqual(['original'])
  })

  it.each([1, 2, 3, 5, 7, 100])('pages through all by %i without gaps or repeats', async (limit) => {
    const own = await startApi()
    for (let made = 0; made < 7; made++)
      await aSkill(own.db, { updatedAt: `2026-01-0${1 + (made % 3)}T00:00:00.123456Z` })
    const whole = names(await updates('', own))
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await updates(`?limit=${limit}${cursor && `&cursor=${cursor}`}`, own)
      expect(page.items.length).toBeLessThanOrEqual(limit)
      seen.push(...names(page))
      cursor = page.next_cursor
    }
    expect(seen).toEqual(whole)
  })

  it('has twenty skills per page by default', async () => {
    const own = await startApi()
    for (let made = 0; made < 21; made++) await aSkill(own.db)
    const page = await updates('', own)
    expect(page.items).toHaveLength(20)
    expect((await updates(`?cursor=${page.next_cursor}`, own)).items).toHaveLength(1)
  })

  it('is empty on an empty catalogue', async () => {
    expect(await updates('', await startApi())).toEqual({ items: [], next_cursor: null })
  })

  it('is served by the index of listed skills', async () => {
    const own = await startApi()
    await own.db.execute(sql`
      with made as (
        insert into skills (id, name, owner, slug, status, created_at, updated_at)
        select gen_random_uuid(), 'n' || n, 'many', 'many--' || n, 'active', now(), now() - n * interval '1 minute'
        from generate_series(1, 10000) n returning id)
      insert into skill_popularity (skill_id, score_updated_at) select id, now() from made`)
    await own.db.execute(sql`analyze`)
    const scans = async () => {
      await own.db.execute(sql`select pg_stat_force_next_flush()`)
      const { rows } = await own.db.execute<{ seq: string; listed: string }>(sql`
        select (select seq_scan from pg_stat_user_tables where relname = 'skills') as seq,
          (select idx_scan from pg_stat_user_indexes where indexrelname = 'ix_skills_listed') as listed`)
      return { seq: Number(rows[0]?.seq), listed: Number(rows[0]?.listed) }
    }
    const { next_cursor: cursor } = await updates('?limit=100', own)
    const before = await scans()
    expect(names(await updates(`?limit=100&cursor=${cursor}`, own))[0]).toBe('n101')
    expect(await scans()).toEqual({ seq: before.seq, listed: before.listed + 1 })
  })

  it('may be cached for a minute', async () => {
    const { headers } = await api.call('/v1/updates')
    expect(headers.get('Cache-Control')).toBe('public, max-age=60, stale-while-revalidate=600, stale-if-error=3600')
    expect(headers.get('Cache-Tag')).toBe('skills,updates')
    const again = await api.call('/v1/updates', { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect(again.status).toBe(304)
  })
})

describe('what changed', () => {
  const changed = async (slug: string, of = api) =>
    (await updates('?limit=100', of)).items.find((item) => item.slug === slug)?.changed
  /** Makes the skill an old one. */
  const age = (id: string, of = api) =>
    of.db.execute(sql`
      update skills set created_at = '2026-01-01', updated_at = '2026-01-01', last_changed_at = '2026-01-01' where id = ${id}::uuid`)
  const patch = async (id: string, body: unknown) =>
    api.send('PATCH', `/v1/admin/skills/${id}`, body, await api.logIn())

  it('is `created` for a new skill', async () => {
    const { slug } = await aSkill(api.db)
    expect(await changed(slug)).toEqual(['created', 'content'])
    expect(await changed((await anIngestedSkill(api.db, { name: 'ingested' })).slug)).toEqual(['created', 'content'])
  })

  it('is `content` when the file or the text changed', async () => {
    const own = await startApi()
    const { slug } = await anIngestedSkill(own.db, { name: 'renewed', contentHash: 'first' })
    await own.db.execute(sql`update skills set created_at = '2026-01-01'`)
    await anIngestedSkill(own.db, { name: 'renewed', contentHash: 'second' })
    expect(await changed(slug, own)).toEqual(['content'])
    const written = await aSkill(api.db)
    await age(written.id)
    expect((await patch(written.id, { description_md: 'Another text.' })).status).toBe(200)
    expect(await changed(written.slug)).toEqual(['content'])
  })

  it('is `fields` for any other change', async () => {
    const { id, slug } = await aSkill(api.db)
    await age(id)
    await patch(id, { summary: 'Another summary.' })
    expect(await changed(slug)).toEqual(['fields'])
  })

  it("is `stats` when the source's stats were fetched", async () => {
    const { id, slug } = await aSkill(api.db)
    await age(id)
    await patch(id, { summary: 'Another summary.' })
    await setStars(api.db, [{ skillId: id, stars: 7 }])
    expect(await changed(slug)).toEqual(['stats'])
    await patch(id, { summary: 'The summary after that.' })
    expect(await changed(slug)).toEqual(['fields'])
  })
})

describe('GET /v1/updates refuses', () => {
  const cursor = (json: string) => btoa(json).replaceAll('=', '')
  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=-1', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=ten', '/limit'],
    ['limit=', '/limit'],
    ['size=5', '/size'],
    ['cursor=', '/cursor'],
    ['cursor=abc', '/cursor'],
    [`cursor=${cursor('["latest","2026-01-01T00:00:00Z","f0000000-0000-4000-8000-000000000000"]')}`, '/cursor'],
    [`cursor=${cursor('["updates","yesterday","f0000000-0000-4000-8000-000000000000"]')}`, '/cursor'],
    [`cursor=${cursor('["updates","2026-01-01T00:00:00Z","no-uuid"]')}`, '/cursor'],
  ])('%s, naming %s', async (query, pointer) => {
    const response = await api.call(`/v1/updates?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
  })
})
