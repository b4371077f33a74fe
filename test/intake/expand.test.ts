import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCategoryAliases } from '../../src/db/intake/category-aliases.ts'
import { ensureSource } from '../../src/db/intake/ensure-source.ts'
import { aCategory } from '../support/builders/builders.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../support/builders/crawls.ts'
import { aWebsite, type Website } from '../support/outside/website.ts'

let c: CrawlSetup
let web: Website
beforeEach(async () => {
  c = await aCrawl()
  web = await aWebsite()
  c.settings.SOURCE_ORIGINS = web.origin
})
afterEach(() => Promise.all([c.stop(), web.stop()]))

const children = async (parent: string) => {
  const { rows } = await c.db.execute<Record<string, unknown>>(sql`
    select name, base_url, auto_approve, crawl_interval_minutes as interval, owner, vanished_at is not null as vanished
    from skill_sources where parent_id = ${parent}::uuid order by name`)
  return rows
}
const namesOf = async (parent: string) => (await children(parent)).map(({ name }) => name)
const links = (...repos: string[]) => repos.map((repo) => `* [It](https://github.com/${repo})\n`).join('')

describe('an owner', () => {
  let id: string
  beforeEach(async () => {
    for (const repo of ['kit', 'tools', 'fork', 'old', 'hidden'])
      await c.write(`Acme/${repo}/x/SKILL.md`, skillText('x'))
    await c.write('Acme/fork.json', '{"fork":true}')
    await c.write('Acme/old.json', '{"archived":true}')
    await c.write('Acme/hidden.json', '{"private":true}')
    id = await aSource(c.db, { url: 'https://github.com/acme', interval: 120, autoApprove: true })
  })

  it('becomes one source per repository, without forks and archived ones; these are crawled in the same run', async () => {
    // The two have the same file, which is read once.
    expect(await c.tick()).toMatchObject({
      status: 'succeeded',
      counts: { sources: 3, repositories: 2, sources_added: 2, created: 2, approved: 2, requests: 8 },
    })
    const inherited = { auto_approve: true, interval: 120, owner: null, vanished: false }
    expect(await children(id)).toEqual([
      { name: 'github:acme/kit', base_url: 'https://github.com/Acme/kit', ...inherited },
      { name: 'github:acme/tools', base_url: 'https://github.com/Acme/tools', ...inherited },
    ])
  })

  it('whose interval follows its changes, makes sources whose own intervals do', async () => {
    await c.db.execute(sql`update skill_sources set change_gap_minutes = 1440, crawl_interval_minutes = 38`)
    await c.tick()
    const { rows } = await c.db.execute(
      sql`select change_gap_minutes as gap, crawl_interval_minutes as interval from skill_sources where parent_id = ${id}::uuid`,
    )
    expect(rows).toEqual([1, 2].map(() => ({ gap: 1440, interval: 38 })))
    await c.write('Acme/kit/x/SKILL.md', skillText('x', '# Often'))
    for (let day = 0; day < 20; day++) {
      c.later(24 * HOUR)
      await c.tick()
    }
    const intervals = async () =>
      (
        await c.db.execute<{ n: number }>(
          sql`select crawl_interval_minutes as n from skill_sources where parent_id = ${id}::uuid order by name`,
        )
      ).rows.map(({ n }) => n)
    // Both have been silent for weeks, and one for a day less.
    for (const interval of await intervals()) expect(interval).toBeGreaterThan(120)
  })

  it('costs one request if nothing has changed, and one per repository', async () => {
    await c.tick()
    c.later(2 * HOUR)
    expect(await c.tick()).toMatchObject({ counts: { sources: 3, requests: 3 } })
  })

  it('follows new repositories, and does not crawl removed ones until they return', async () => {
    await c.tick()
    await c.move('Acme/kit', 'Elsewhere')
    await c.write('Acme/new/x/SKILL.md', skillText('x'))
    c.later(2 * HOUR)
    expect((await c.tick()).counts).toMatchObject({ sources_added: 1, sources_vanished: 1 })
    expect((await children(id)).map(({ name, vanished }) => [name, vanished])).toEqual([
      ['github:acme/kit', true],
      ['github:acme/new', false],
      ['github:acme/tools', false],
    ])
    c.later(2 * HOUR)
    expect(await c.asking(() => c.tick())).not.toContain('/repos/Acme/kit')
    await c.move('Elsewhere', 'Acme/kit')
    c.later(2 * HOUR)
    expect((await c.tick()).counts).toMatchObject({ sources_returned: 1, sources_vanished: 0 })
    expect((await children(id)).some(({ vanished }) => vanished)).toBe(false)
  })

  it.each([
    ['that GitHub does not know', 404, 'GitHub has no owner acme.'],
    ['whose listing GitHub refuses', 422, 'GitHub answered with status 422.'],
  ])('%s fails, and its repositories stay', async (_, status, reason) => {
    await c.tick()
    c.later(2 * HOUR)
    c.github.intercept((path) => (path.startsWith('/users/') ? { status } : null))
    expect(await c.tick()).toMatchObject({ status: 'partial', errors: [{ reason }] })
    expect((await children(id)).some(({ vanished }) => vanished)).toBe(false)
  })
})

describe('an owner with many repositories', () => {
  /** This many repositories, in pages of the requested size. */
  const serve = (total: number, failAt?: number) =>
    c.github.intercept((path) => {
      const url = new URL(path, 'http://x')
      if (!url.pathname.startsWith('/users/')) return { status: 304 }
      const page = Number(url.searchParams.get('page'))
      if (page === failAt) return { status: 429, headers: { 'Retry-After': '60' } }
      const names = Array.from({ length: total }, (_, n) => `many/r${String(n).padStart(4, '0')}`)
      const body = names
        .slice((page - 1) * 100, page * 100)
        .map((full_name) => ({ full_name, private: false, fork: false, archived: false }))
      return { status: 200, headers: { ETag: `"${page}"` }, body }
    })

  it('is read page by page, and resumed after the last page that arrived', async () => {
    const id = await aSource(c.db, { url: 'https://github.com/many' })
    serve(250, 3)
    expect((await c.crawl(id)).counts).toMatchObject({ requests: 3, sources_added: 200, rate_limited: 1 })
    expect(await c.source(id)).toMatchObject({ crawl_cursor: 'page:3', crawl_etag: null })
    serve(250)
    expect((await c.crawl(id)).counts).toMatchObject({ requests: 1, sources_added: 50 })
    expect(await c.source(id)).toMatchObject({ crawl_cursor: null, crawl_etag: null, status: 'active' })
    expect(await namesOf(id)).toHaveLength(250)
  })

  it('does not know what is missing until it is read in one go', async () => {
    const id = await aSource(c.db, { url: 'https://github.com/many' })
    serve(250)
    await c.crawl(id)
    serve(150, 2)
    expect((await c.crawl(id)).counts.sources_vanished).toBeUndefined()
    serve(150)
    expect((await c.crawl(id)).counts.sources_vanished).toBeUndefined()
    expect((await c.crawl(id)).counts).toMatchObject({ sources_vanished: 100 })
  })

  it('is followed up to its thousandth repository, and says so', async () => {
    const id = await aSource(c.db, { url: 'https://github.com/many' })
    serve(1100)
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', counts: { requests: 10, sources_added: 1000 } })
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_error: expect.stringContaining('1000') })
  })
})

describe('a list', () => {
  let id: string
  beforeEach(async () => {
    await c.write('acme/kit/x/SKILL.md', skillText('x'))
    await c.write('acme/tools/x/SKILL.md', skillText('x'))
    web.put('/list.md', { body: links('acme/kit', 'acme/tools', 'ACME/Kit'), headers: { ETag: '"1"' } })
    id = await aSource(c.db, { type: 'list', url: `${web.origin}/list.md`, owner: 'Curators' })
  })

  it('becomes one source per repository, and these are crawled in the same run', async () => {
    expect(await c.tick()).toMatchObject({ counts: { sources: 3, repositories: 2, created: 2 } })
    expect(await namesOf(id)).toEqual(['github:acme/kit', 'github:acme/tools'])
    expect((await children(id))[0]).toMatchObject({ interval: 60, owner: 'Curators', auto_approve: false })
  })

  it('is requested with its ETag, and repositories that it no longer names are marked', async () => {
    await c.tick()
    c.later(HOUR)
    expect((await c.crawl(id)).counts).toEqual({ requests: 1 })
    web.put('/list.md', { body: links('acme/tools'), headers: { ETag: '"2"' } })
    expect((await c.crawl(id)).counts).toMatchObject({ sources_vanished: 1 })
    expect((await children(id)).map(({ vanished }) => vanished)).toEqual([true, false])
  })

  it('that names nothing fails, and drops no repository', async () => {
    await c.tick()
    web.put('/list.md', { body: '# Be right back' })
    expect(await c.crawl(id)).toMatchObject({
      status: 'partial',
      errors: [{ target: expect.stringContaining('list') }],
    })
    expect((await children(id)).some(({ vanished }) => vanished)).toBe(false)
  })

  it('adopts sources from a live search, but not those that are already followed', async () => {
    const found = await ensureSource(c.db, { name: 'github:acme/kit', type: 'github' })
    const followed = await aSource(c.db, { url: 'https://github.com/Acme/Tools', name: 'Ours', interval: 30 })
    expect((await c.crawl(id)).counts).toMatchObject({ sources_added: 1 })
    expect(await c.source(found.id)).toMatchObject({
      ...{ parent_id: id, base_url: 'https://github.com/acme/kit', crawl_interval_minutes: 60 },
    })
    expect(await c.source(followed)).toMatchObject({ parent_id: null, crawl_interval_minutes: 30 })
    web.put('/list.md', { body: links('acme/other') })
    await c.crawl(id)
    expect(await c.source(followed)).toMatchObject({ vanished_at: null })
  })

  it('that is paused stops its repositories, until it is active again', async () => {
    await c.tick()
    await c.db.execute(sql`update skill_sources set status = 'paused' where id = ${id}::uuid`)
    c.later(24 * HOUR)
    expect(await c.asking(() => c.tick())).toEqual([])
    await c.db.execute(sql`update skill_sources set status = 'active' where id = ${id}::uuid`)
    expect((await c.tick()).counts).toMatchObject({ sources: 3 })
  })

  it.each(['its list', 'itself'])('has its repositories approve while both do: not once %s does not', async (which) => {
    await c.db.execute(sql`update skill_sources set auto_approve = true where id = ${id}::uuid`)
    expect((await c.tick()).counts).toMatchObject({ approved: 2 })
    await c.write('acme/kit/new/SKILL.md', skillText('new'))
    await c.write('acme/tools/new/SKILL.md', skillText('new'))
    await c.db.execute(
      sql`update skill_sources set auto_approve = false where (id = ${id}::uuid) = ${which === 'its list'}`,
    )
    c.later(HOUR)
    const { counts } = await c.tick()
    expect(counts).toMatchObject({ created: 2 })
    expect(counts.approved ?? 0).toBe(0)
  })

  it('does not approve the files of adopted sources, though it approves those of new ones', async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true where id = ${id}::uuid`)
    const found = await ensureSource(c.db, { name: 'github:acme/kit', type: 'github' })
    await c.tick()
    expect(await c.source(found.id)).toMatchObject({ parent_id: id, auto_approve: false })
    expect((await children(id)).map(({ auto_approve }) => auto_approve)).toEqual([false, true])
  })

  it.each(['create', 'update'])(
    'leaves what an admin has set up by source.%s, to be crawled by hand, as it is',
    async (act) => {
      await c.db.execute(sql`update skill_sources set auto_approve = true where id = ${id}::uuid`)
      const manual = await aSource(c.db, { url: 'https://github.com/acme/kit', interval: null })
      await c.db.execute(sql`
      insert into audit_log (at, actor, action, target_type, target_id) values (now(), 'Ada', ${`source.${act}`}, 'source', ${manual})`)
      await c.tick()
      expect(await c.source(manual)).toMatchObject({
        parent_id: null,
        auto_approve: false,
        crawl_interval_minutes: null,
      })
      expect(await namesOf(id)).toEqual(['github:acme/tools'])
      expect(await c.files(manual)).toEqual([])
    },
  )

  it.each([
    ['its old name', ['acme/kit', 'acme/tools']],
    ['its new name', ['acme/toolkit', 'acme/tools']],
    ['both', ['acme/kit', 'acme/toolkit', 'acme/tools']],
  ])(
    'has a repository that was renamed as one source, by %s, though a live search has looked at it',
    async (_, named) => {
      await c.tick()
      const before = await children(id)
      await c.move('acme/kit', 'acme/toolkit')
      c.github.intercept((path) =>
        path === '/repos/acme/kit'
          ? { status: 301, headers: { Location: `${c.github.url}/repos/acme/toolkit` } }
          : null,
      )
      await ensureSource(c.db, {
        ...{ name: 'github:acme/toolkit', type: 'github', baseUrl: 'https://github.com/acme/toolkit' },
      })
      for (let pass = 0; pass < 3; pass++) {
        c.later(HOUR)
        expect((await c.tick()).errors).toEqual([])
        web.put('/list.md', { body: links(...named) })
      }
      const renamed = { ...before[0], base_url: 'https://github.com/acme/toolkit' }
      expect(await children(id)).toEqual([renamed, before[1]])
      expect((await c.files()).map(({ vanished }) => vanished)).toEqual([false, false])
    },
  )

  it('shares repositories with another list: the first list owns them', async () => {
    const other = await aSource(c.db, { type: 'list', url: `${web.origin}/list.md`, name: 'Another' })
    await Promise.all([c.crawl(id), c.crawl(other)])
    expect((await namesOf(id)).length + (await namesOf(other)).length).toBe(2)
    const { rows } = await c.db.execute(sql`select name from skill_sources where type = 'github' order by name`)
    expect(rows).toEqual([{ name: 'github:acme/kit' }, { name: 'github:acme/tools' }])
  })

  it('is followed up to its thousandth repository', async () => {
    const many = Array.from({ length: 1100 }, (_, n) => `many/r${n}`)
    web.put('/list.md', { body: JSON.stringify(many) })
    expect((await c.crawl(id)).counts).toMatchObject({ sources_added: 1000 })
    expect(await c.source(id)).toMatchObject({ crawl_error: expect.stringContaining('1000'), status: 'active' })
  })

  it('passes its aliases to its repositories, whose own aliases win', async () => {
    await c.tick()
    const [child = ''] = (
      await c.db.execute<{ id: string }>(sql`select id from skill_sources where name = 'github:acme/kit'`)
    ).rows.map((row) => row.id)
    const alias = async (source: string, raw: string, key: string) =>
      c.db.execute(sql`
        insert into category_aliases (id, source_id, category_id, raw_category, created_at, updated_at)
        values (gen_random_uuid(), ${source}::uuid, ${await aCategory(c.db, key)}::uuid, ${raw}, now(), now())`)
    await alias(id, 'Docs', 'documents')
    await alias(id, 'Odds', 'odds')
    await alias(child, 'docs', 'science')
    expect(await readCategoryAliases(c.db, child)).toEqual(
      new Map([
        ['odds', 'odds'],
        ['docs', 'science'],
      ]),
    )
    expect(await readCategoryAliases(c.db, id)).toEqual(
      new Map([
        ['docs', 'documents'],
        ['odds', 'odds'],
      ]),
    )
  })

  it.each([
    ['on a host that is not listed', () => 'https://evil.test/list.md', 'host that is not allowed'],
    ['that leads to a host that is not listed', () => `${web.origin}/away`, 'host that is not allowed'],
    ['that leads into a private network', () => `${web.origin}/inside`, 'host that is not allowed'],
    ['that leads to a listed host by another port', () => `${web.origin}/port`, 'host that is not allowed'],
    ['that is too large', () => `${web.origin}/huge`, 'more than 1048576 bytes'],
    ['that is not there', () => `${web.origin}/nowhere`, 'answered with status 404'],
  ])('%s is a failure', async (_, address, said) => {
    web.put('/away', { status: 302, headers: { Location: 'https://evil.test/' } })
    web.put('/inside', { status: 302, headers: { Location: 'http://192.168.0.1/list.md' } })
    web.put('/port', { status: 302, headers: { Location: 'http://127.0.0.1:1/list.md' } })
    web.put('/huge', { body: `${links('acme/kit')}${'x'.repeat(1024 * 1024)}` })
    await c.db.execute(sql`update skill_sources set base_url = ${address()}`)
    expect(await c.crawl(id)).toMatchObject({ status: 'partial', errors: [{}] })
    expect(await c.source(id)).toMatchObject({
      status: 'error',
      crawl_failures: 1,
      crawl_error: expect.stringContaining(said),
    })
    expect(await namesOf(id)).toEqual([])
  })
})
