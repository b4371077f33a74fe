import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteCategory } from '../../../src/db/catalogue/taxonomy/admin-categories.ts'
import { readRepositoryReport } from '../../../src/db/intake/crawling/repository-report.ts'
import { rereadStoredFiles } from '../../../src/jobs/intake/reread-files.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { runAt } from '../../support/run/jobs.ts'

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

const filed = async () =>
  (
    await c.db.execute<{ name: string; key: string }>(
      sql`select s.name, c.key from skills s join categories c on c.id = s.category_id order by 1`,
    )
  ).rows.map(({ name, key }) => `${name} ${key}`)
const acts = async () =>
  (
    await c.db.execute(
      sql`select s.name, w.act, w.details, w.repository, w.proof_key from author_acts w join skills s on s.id = w.skill_id order by w.at, s.name`,
    )
  ).rows

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

  it('files its listed skills anew when the category changes, and the public log says so, once', async () => {
    await crawl()
    await crawl('category: writing')
    await crawl()
    expect(await filed()).toEqual(['a writing', 'b writing'])
    expect(await acts()).toEqual(
      ['a', 'b'].map((name) => ({
        ...{ name, act: 'edit', repository: 'acme/kit', proof_key: expect.stringMatching(/^github:\d+\/\d+$/) },
        details: { category: 'writing', by: '.agent-skills.yml' },
      })),
    )
    const { rows } = await c.db.execute(
      sql`select actor, after ? 'category_id' as told from audit_log where action = 'skill.edit'`,
    )
    expect(rows).toEqual(['a', 'b'].map(() => ({ actor: 'github:acme/kit', told: true })))
    await crawl('category: finance')
    expect(await filed()).toEqual(['a finance', 'b finance'])
  })

  it('does not bring back a category that an admin has deleted: the skills stay where they are, and the report says so', async () => {
    await crawl('category: finance')
    await crawl('category: writing')
    const { rows } = await c.db.execute<{ id: string }>(sql`select id from categories where key = 'finance'`)
    await deleteCategory(c.db, { name: 'ada', requestId: null }, rows[0]?.id ?? '')
    await crawl('category: finance')
    expect(await filed()).toEqual(['a writing', 'b writing'])
    expect((await c.db.execute(sql`select from categories where key = 'finance'`)).rows).toEqual([])
    expect((await report()).settings).toMatchObject({
      category: 'finance',
      findings: [{ rule: 'settings.category', severity: 'error', message: expect.stringContaining('finance') }],
    })
  })

  it('leaves the category of a skill whose file, author or admin has chosen one', async () => {
    await c.write('acme/kit/c/SKILL.md', skillText('c').replace('---\n\n', 'metadata:\n  category: security\n---\n\n'))
    await crawl('category: writing')
    await c.db.execute(sql`
      insert into author_settings (skill_id, category_id, updated_at) select s.id, s.category_id, now() from skills s where name = 'a'`)
    await c.db.execute(sql`update skills set curated = true where name = 'b'`)
    await crawl('category: development')
    expect(await filed()).toEqual(['a writing', 'b writing', 'c security'])
    await c.db.execute(sql`update author_settings set category_id = null`)
    await c.write('acme/kit/notes.md', 'Something has changed.')
    await crawl()
    expect(await filed()).toEqual(['a development', 'b writing', 'c security'])
  })

  it('lets its skills go back to what their files say once it names no category any more', async () => {
    await c.write('acme/kit/a/SKILL.md', skillText('a', 'Nothing.').replace('What a does', 'Queries a SQL database'))
    await crawl()
    const before = await filed()
    await crawl('category: writing')
    expect(await filed()).toEqual(['a writing', 'b writing'])
    await crawl('publish: list')
    await runAt(c.db, rereadStoredFiles, c.now())
    expect(await filed()).toEqual(before)
    expect((await acts()).slice(-2)).toMatchObject([{ details: { category: null } }, { details: { category: null } }])
  })

  it('leaves alone what an admin has archived', async () => {
    await crawl()
    await c.db.execute(sql`update skills set status = 'archived' where name = 'b'`)
    await crawl('exclude: [drafts/]')
    await crawl('publish: list')
    expect(await skills()).toEqual(['a active', 'b archived'])
  })
})

describe('a listing that GitHub has cut off', () => {
  /** Of `.agent-skills.yml`, `a`, `a/SKILL.md`, `drafts`, `drafts/b` and `drafts/b/SKILL.md`, the first ones. */
  const cutOff = (listed: number) => c.write('acme/kit.json', JSON.stringify({ listed_entries: listed }))
  const gone = async () =>
    (
      await c.db.execute<{ path: string }>(
        sql`select skill_path as path from raw_skills where vanished_at is not null order by 1`,
      )
    ).rows.map(({ path }) => path)

  it('withdraws nothing that it does not list', async () => {
    await crawl('publish: list')
    await cutOff(3)
    await c.write('acme/kit/a/SKILL.md', skillText('a', 'Changed.'))
    expect(await crawl()).toMatchObject({ status: 'succeeded', counts: { vanished: 0 } })
    expect(await skills()).toEqual(['a active', 'b active'])
    expect(await gone()).toEqual([])
    expect((await report()).crawl.error).toMatch(/listed only a part/)
  })

  it('withdraws what it lists and the authors leave out', async () => {
    await crawl('publish: list')
    await cutOff(6)
    await c.write('acme/kit/z.md', 'Beyond the listing.')
    await crawl('exclude: [drafts/]')
    expect(await skills()).toEqual(['a active', 'b archived'])
  })

  it('withdraws all that the authors want nothing to be listed of', async () => {
    await crawl('publish: list')
    await cutOff(3)
    await crawl('publish: none')
    expect(await skills()).toEqual(['a archived', 'b archived'])
  })

  it('without the settings says nothing of them: those that were read last count', async () => {
    await crawl('publish: list\nexclude: [drafts/]')
    expect(await skills()).toEqual(['a active'])
    await c.write('acme/kit/.agent-a', 'It comes before the settings.')
    await cutOff(1)
    await crawl()
    expect((await report()).settings).toMatchObject({ exclude: ['drafts/'] })
    await c.remove('acme/kit/.agent-skills.yml')
    await cutOff(100)
    await crawl()
    expect((await report()).settings).toBeNull()
    expect(await skills()).toEqual(['a active', 'b active'])
  })
})
