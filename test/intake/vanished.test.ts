import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../src/db/catalogue/admin-skills.ts'
import { findSkill } from '../../src/db/catalogue/skill-detail.ts'
import { searchSkills } from '../../src/db/search/search-skills.ts'
import { archiveVanished } from '../../src/jobs/intake/archive-vanished.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../support/builders/crawls.ts'
import { changesOf, expectedState, publishAll, publishedState } from '../support/oracles/feed-oracle.ts'
import { aWebsite, type Website } from '../support/outside/website.ts'
import { runAt } from '../support/run/jobs.ts'
import { searchAll } from '../support/run/search.ts'

const XLSX = 'bigco/kit/skills/xlsx/SKILL.md'
const ADMIN = { name: 'ada', requestId: null }
const DAY = 24 * HOUR
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)

let c: CrawlSetup
let source: string
beforeEach(async () => {
  c = await aCrawl()
  await c.write('bigco/kit.json', JSON.stringify({ license: { spdx_id: 'MIT' } }))
  for (const name of ['xlsx', 'pdf']) await c.write(`bigco/kit/skills/${name}/SKILL.md`, skillText(name))
  source = await aSource(c.db, { url: 'https://github.com/bigco/kit', autoApprove: true })
  await c.tick()
})
afterEach(async () => {
  await publishAll(c.db)
  expect(await publishedState(c.db)).toEqual(await expectedState(c.db))
  await c.stop()
})

const later = async () => {
  c.later(DAY)
  return c.tick()
}
/** The job, `days` after the present of the database. */
const archive = (days: number) => runAt(c.db, archiveVanished, new Date(Date.now() + days * DAY))
const skill = async (slug = 'bigco--xlsx') => JSON.parse((await findSkill(c.db, { slug })) ?? 'null')
const states = async () => {
  const { rows } = await c.db.execute<{ slug: string; status: string; vanished: boolean }>(
    sql`select slug, status, vanished_at is not null as vanished from skills order by slug`,
  )
  return Object.fromEntries(rows.map(({ slug, status, vanished }) => [slug, vanished ? `${status}, vanished` : status]))
}
const idOf = async (slug: string) => {
  const { rows } = await c.db.execute<{ id: string }>(sql`select id from skills where slug = ${slug}`)
  return rows[0]?.id ?? ''
}
/** Each thing that a reader still has of a skill after it has come back. */
const kept = async () => {
  const { rows } = await c.db.execute(sql`
    select s.slug, s.id, s.created_at::text, p.uses_30d, p.favorites_total, array_agg(l.raw_skill_id order by l.raw_skill_id)::text as files
    from skills s join skill_popularity p on p.skill_id = s.id join skill_source_links l on l.skill_id = s.id group by 1, 2, 3, 4, 5 order by 1`)
  return rows
}

describe('a file that is deleted', () => {
  it('marks its skill as vanished at once, without its text, in every answer and in the feed', async () => {
    const id = await idOf('bigco--xlsx')
    expect(await skill()).toMatchObject({ vanished_at: null, description_md: expect.stringContaining('# xlsx') })
    await c.remove('bigco/kit/skills/xlsx')
    expect(await changesOf(c.db, later)).toEqual([`-document ${id}`, `skill ${id}`])
    expect(await skill()).toMatchObject({ vanished_at: TIME, description_md: null, summary: 'What xlsx does.' })
    await searchAll(c.db)
    expect(JSON.parse((await searchSkills(c.db, { q: 'xlsx' }, 'relevance', { size: 5 })).body).items).toMatchObject([
      { slug: 'bigco--xlsx', vanished_at: TIME },
    ])
    expect(await skill('bigco--pdf')).toMatchObject({ vanished_at: null, description_md: expect.any(String) })
  })

  it('and comes back within 7 days, leaves its skill as it was', async () => {
    const before = await kept()
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    expect((await archive(6)).counts).toEqual({ archived: 0, restored: 0 })
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'active, vanished' })
    await c.move('xlsx', 'bigco/kit/skills/xlsx')
    const id = await idOf('bigco--xlsx')
    expect(await changesOf(c.db, later)).toEqual([`document ${id}`, `skill ${id}`])
    expect(await skill()).toMatchObject({ vanished_at: null, description_md: expect.stringContaining('# xlsx') })
    expect(await kept()).toEqual(before)
  })

  it('has its skill archived after 7 days, and restored with counts, slug and links when it is back', async () => {
    await c.db.execute(
      sql`update skill_popularity p set uses_30d = 7, favorites_total = 3 from skills s where s.id = p.skill_id and s.name = 'xlsx'`,
    )
    const before = await kept()
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    const runs = await Promise.all([archive(7), archive(7)])
    expect(runs.map(({ counts }) => counts.archived ?? 0).sort()).toEqual([0, 1])
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'archived, vanished' })
    expect(await skill()).toBeNull()

    await c.move('xlsx', 'bigco/kit/skills/xlsx')
    expect((await later()).counts).toMatchObject({ returned: 1, restored: 1 })
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'active' })
    expect(await kept()).toEqual(before)
    const { rows } = await c.db.execute(
      sql`select actor, action, before, after from audit_log where action in ('skill.archive', 'skill.restore') order by id`,
    )
    expect(rows).toEqual([
      {
        ...{ actor: 'archive-vanished', action: 'skill.archive' },
        ...{ before: { status: 'active' }, after: { status: 'archived' } },
      },
      {
        ...{ actor: 'archive-vanished', action: 'skill.restore' },
        ...{ before: { status: 'archived' }, after: { status: 'active' } },
      },
    ])
  })

  it('and comes back changed, is restored too, by the crawl that approves it', async () => {
    await c.remove('bigco/kit/skills/xlsx')
    await later()
    await archive(7)
    await c.write(XLSX, skillText('xlsx', 'Anew.'))
    await later()
    expect(await skill()).toMatchObject({ vanished_at: null, description_md: 'Anew.' })
  })

  it('and comes back in another folder, is restored with its popularity', async () => {
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    await archive(7)
    await publishAll(c.db)
    const id = await idOf('bigco--xlsx')
    await c.move('xlsx', 'bigco/kit/xlsx')
    expect(await changesOf(c.db, later)).toEqual(expect.arrayContaining([`skill ${id}`, `popularity ${id}`]))
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'active' })
  })

  it('that moved to another folder of the repository keeps its skill', async () => {
    const before = await idOf('bigco--xlsx')
    await c.move('bigco/kit/skills/xlsx', 'bigco/kit/xlsx')
    await later()
    expect(await skill()).toMatchObject({ id: before, vanished_at: null, skill_path: 'xlsx/SKILL.md' })
  })

  it('leaves its place as the original to a copy that is still there', async () => {
    await c.write('other/kit/skills/xlsx/SKILL.md', skillText('xlsx'))
    await c.write('other/kit.json', JSON.stringify({ license: { spdx_id: 'MIT' } }))
    await aSource(c.db, { url: 'https://github.com/other/kit', autoApprove: true })
    await later()
    expect(await skill('other--xlsx')).toMatchObject({ duplicate_of: 'bigco--xlsx' })
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    expect(await skill('other--xlsx')).toMatchObject({ duplicate_of: null })
    expect(await skill()).toMatchObject({ duplicate_of: 'other--xlsx', vanished_at: TIME })
    await c.move('xlsx', 'bigco/kit/skills/xlsx')
    await later()
    expect(await skill('other--xlsx')).toMatchObject({ duplicate_of: 'bigco--xlsx' })
  })
})

describe('what an admin decides', () => {
  it('stands: an archived skill is not brought back, a restored one not archived again', async () => {
    const id = await idOf('bigco--xlsx')
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    await archive(7)
    await updateSkill(c.db, ADMIN, id, { status: 'active' })
    expect((await archive(8)).counts).toEqual({ archived: 0, restored: 0 })
    await updateSkill(c.db, ADMIN, id, { status: 'archived' })
    await c.move('xlsx', 'bigco/kit/skills/xlsx')
    await later()
    expect((await archive(8)).counts).toEqual({ archived: 0, restored: 0 })
    expect(await states()).toMatchObject({ 'bigco--xlsx': 'archived' })
  })

  it('stands for one absence: what came back and vanishes again is archived again', async () => {
    await c.move('bigco/kit/skills/xlsx', 'xlsx')
    await later()
    await archive(7)
    await updateSkill(c.db, ADMIN, await idOf('bigco--xlsx'), { status: 'active' })
    await c.move('xlsx', 'bigco/kit/skills/xlsx')
    await later()
    await c.remove('bigco/kit/skills/xlsx')
    await later()
    expect((await archive(8)).counts).toEqual({ archived: 1, restored: 0 })
  })

  it('does not keep a curated skill from vanishing', async () => {
    await updateSkill(c.db, ADMIN, await idOf('bigco--xlsx'), { summary: 'Tables.' })
    await c.remove('bigco/kit/skills/xlsx')
    await later()
    expect(await skill()).toMatchObject({ summary: 'Tables.', vanished_at: TIME, description_md: null })
  })
})

describe('a repository', () => {
  it('that is deleted or made private takes its skills with it, until it is public again', async () => {
    c.github.intercept((path) => (/^\/repo/.test(path) ? { status: 404 } : null))
    expect(await later()).toMatchObject({ status: 'partial', counts: { vanished: 2 } })
    expect(await states()).toEqual({ 'bigco--pdf': 'active, vanished', 'bigco--xlsx': 'active, vanished' })
    c.github.intercept()
    expect((await later()).counts).toMatchObject({ returned: 2 })
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'active' })
  })

  it('that its owner no longer has takes its skills with it too, and is not asked for again', async () => {
    await c.db.execute(sql`update skill_sources set crawl_interval_minutes = null`)
    await c.write('smallco/one/x/SKILL.md', skillText('one'))
    await c.write('smallco/two/x/SKILL.md', skillText('two'))
    await aSource(c.db, { url: 'https://github.com/smallco', autoApprove: true })
    await later()
    await c.remove('smallco/one')
    expect((await later()).counts).toMatchObject({ sources_vanished: 1, vanished: 1 })
    expect(await states()).toMatchObject({ 'smallco--one': 'active, vanished', 'smallco--two': 'active' })
    expect(await c.asking(later)).not.toContain('/repos/smallco/one')
  })

  it('that its list no longer names is only watched: what is gone vanishes, and nothing new is stored', async () => {
    await c.db.execute(sql`update skill_sources set vanished_at = now(), next_crawl_at = null, crawl_etag = null`)
    await c.remove('bigco/kit/skills/xlsx')
    await c.write('bigco/kit/skills/new/SKILL.md', skillText('new'))
    expect((await later()).counts).toMatchObject({ vanished: 1 })
    expect(await states()).toEqual({ 'bigco--pdf': 'active', 'bigco--xlsx': 'active, vanished' })
  })

  it('whose name somebody else has got takes its skills with it', async () => {
    const owner = { id: 4_000_000_001, login: 'bigco' }
    await c.write('bigco/kit.json', JSON.stringify({ id: 4_000_000_002, owner }))
    await later()
    expect(await states()).toEqual({ 'bigco--pdf': 'active, vanished', 'bigco--xlsx': 'active, vanished' })
  })
})

describe('a catalogue', () => {
  let site: Website
  afterEach(() => site.stop())

  it('that no longer lists a skill has it marked', async () => {
    site = await aWebsite()
    c.settings.SOURCE_ORIGINS = site.origin
    const list = (...names: string[]) =>
      site.put('/.well-known/skills/index.json', {
        body: JSON.stringify({
          skills: names.map((name) => ({ name, description: `What ${name} does.`, files: ['SKILL.md'] })),
        }),
      })
    for (const name of ['csv', 'zip']) site.put(`/.well-known/skills/${name}/SKILL.md`, { body: skillText(name) })
    list('csv', 'zip')
    await aSource(c.db, { type: 'catalog', url: site.origin, name: 'site', autoApprove: true })
    await later()
    list('csv')
    await later()
    expect(await states()).toMatchObject({ '127-0-0-1--csv': 'active', '127-0-0-1--zip': 'active, vanished' })
  })
})

describe('seen_at', () => {
  const seen = async () => (await skill()).sources[0].seen_at

  /** The database's clock cannot be set, so what it noted is moved into the past. */
  const age = () =>
    c.db.execute(
      sql.raw(`update raw_skills set created_at = '2026-01-01', seen_at = '2026-01-02', updated_at = now();`),
    )

  it('is when the source was last seen to have the file, also by a crawl that found nothing new', async () => {
    await age()
    await c.db.execute(sql`update skill_sources set seen_at = '2026-02-03'`)
    expect(await seen()).toBe('2026-02-03T00:00:00.000Z')
    const { rows: before } = await c.db.execute(sql`select xmin::text from raw_skills order by id`)
    expect((await later()).counts).toEqual(expect.objectContaining({ requests: 1 }))
    expect(Date.parse(await seen())).toBeGreaterThan(Date.parse('2026-02-04'))
    const { rows: after } = await c.db.execute(sql`select xmin::text from raw_skills order by id`)
    expect(after).toEqual(before)
  })

  it('stays at the last crawl that saw the file once it is gone', async () => {
    await age()
    await c.db.execute(sql`update skill_sources set seen_at = '2026-02-03'`)
    await c.remove('bigco/kit/skills/xlsx')
    await later()
    await later()
    expect(await seen()).toBe('2026-02-03T00:00:00.000Z')
    expect(await c.source(source)).toMatchObject({ seen_at: expect.not.stringContaining('2026-02-03') })
  })
})
