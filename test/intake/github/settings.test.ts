import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRepositoryReport } from '../../../src/db/intake/repository-report.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
  await c.write('acme/kit/a/SKILL.md', skillText('a'))
  await c.write('acme/kit/drafts/b/SKILL.md', skillText('b'))
  await aSource(c.db, { url: 'https://github.com/acme/kit', autoApprove: true })
})
afterEach(() => c.stop())

const crawl = async (settings?: string) => {
  if (settings !== undefined) await c.write('acme/kit/.agent-skills.yml', settings)
  c.later(2 * HOUR)
  return c.tick()
}
const skills = async () =>
  (await c.db.execute<{ name: string; status: string }>(sql`select name, status from skills order by name`)).rows.map(
    ({ name, status }) => `${name} ${status}`,
  )
const announced = async () =>
  (
    await c.db.execute<{ n: number }>(
      sql`select count(*)::int as n from publish_outbox where kind = 'skill' and deleted`,
    )
  ).rows[0]?.n
const report = async () => JSON.parse((await readRepositoryReport(c.db, 'acme/kit', { size: 10 })) ?? '')

describe('a repository with .agent-skills.yml', () => {
  it('has only what it lists, from the beginning', async () => {
    expect(await crawl('exclude: [drafts/]')).toMatchObject({
      status: 'succeeded',
      counts: { left_out: 1, created: 1 },
    })
    expect(await skills()).toEqual(['a active'])
    expect((await report()).settings).toMatchObject({
      publish: 'list',
      exclude: ['drafts/'],
      left_out: 1,
      findings: [],
    })
  })

  it('loses at once what it leaves out, and gets it back with its slug', async () => {
    await crawl()
    expect(await skills()).toEqual(['a active', 'b active'])
    const before = await announced()
    await crawl('exclude: [drafts/]')
    expect(await skills()).toEqual(['a active', 'b archived'])
    expect(Number(await announced())).toBeGreaterThan(Number(before))
    await crawl('publish: none')
    expect(await skills()).toEqual(['a archived', 'b archived'])
    await crawl('publish: list')
    expect(await skills()).toEqual(['a active', 'b active'])
    await c.remove('acme/kit/.agent-skills.yml')
    await crawl()
    expect((await report()).settings).toBeNull()
  })

  it('keeps its other skills if the file is wrong, and the report says where', async () => {
    expect(await crawl('publish: maybe\nexclude: [drafts/]')).toMatchObject({ status: 'succeeded', errors: [] })
    expect(await skills()).toEqual(['a active'])
    expect((await report()).settings.findings).toMatchObject([{ rule: 'settings.publish', line: 1 }])
    await crawl('{')
    expect(await skills()).toEqual(['a active', 'b active'])
    await crawl('x'.repeat(20_000))
    expect((await report()).settings.findings).toMatchObject([{ rule: 'settings.too-large' }])
  })

  it('is not asked for the file again while it is the same', async () => {
    await crawl('exclude: [drafts/]')
    await c.write('acme/kit/a/SKILL.md', skillText('a', 'Changed.'))
    c.later(2 * HOUR)
    const blobs = (await c.asking(() => c.tick())).filter((path) => path.includes('/blobs/'))
    expect(blobs).toHaveLength(1)
  })

  it('gives its category to skills that name none', async () => {
    await crawl('category: writing')
    const { rows } = await c.db.execute(
      sql`select distinct key from skills s join categories c on c.id = s.category_id`,
    )
    expect(rows).toEqual([{ key: 'writing' }])
  })

  it('leaves alone what an admin has archived', async () => {
    await crawl()
    await c.db.execute(sql`update skills set status = 'archived' where name = 'b'`)
    await crawl('exclude: [drafts/]')
    await crawl('publish: list')
    expect(await skills()).toEqual(['a active', 'b archived'])
  })
})
