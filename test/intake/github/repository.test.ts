import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'

let c: CrawlSetup
let id: string
beforeEach(async () => {
  c = await aCrawl()
  await c.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
  await c.write('acme/kit/skills/csv/SKILL.md', skillText('csv'))
  await c.write('acme/kit/README.md', '# Kit')
  await c.write('acme/kit.json', JSON.stringify({ stargazers_count: 42, forks_count: 7, license: { spdx_id: 'MIT' } }))
  id = await aSource(c.db, { url: 'https://github.com/acme/kit' })
})
afterEach(() => c.stop())

const [CSV, PDF] = ['skills/csv/SKILL.md', 'skills/pdf/SKILL.md']

describe('a crawl of a repository', () => {
  it('stores every SKILL.md, and the data of the repository', async () => {
    const report = await c.tick()
    expect(report).toMatchObject({
      status: 'succeeded',
      counts: { sources: 1, files: 2, fetched: 2, created: 2, changed: 0, vanished: 0, requests: 5 },
      errors: [],
      steps: [{ job: 'crawl-sources', status: 'succeeded' }],
    })
    expect(c.github.asked.map((path) => path.replace(/[\da-f]{40}/, 'SHA'))).toEqual([
      '/repos/acme/kit',
      '/repos/acme/kit/commits/heads%2Fmain',
      '/repos/acme/kit/git/trees/SHA?recursive=1',
      '/repos/acme/kit/git/blobs/SHA',
      '/repos/acme/kit/git/blobs/SHA',
    ])
    expect(await c.files()).toEqual([
      { path: CSV, status: 'new', vanished: false, name: 'csv' },
      { path: PDF, status: 'new', vanished: false, name: 'pdf' },
    ])
    const { rows: cache } = await c.db.execute(
      sql`select repo_full_name, stars, forks, license_spdx, pushed_at is not null as pushed, etag from github_repo_cache`,
    )
    expect(cache).toEqual([
      {
        ...{ repo_full_name: 'acme/kit', stars: 42, forks: 7, license_spdx: 'MIT', pushed: true },
        etag: expect.stringMatching(/^W\/"/),
      },
    ])
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_error: null, crawl_failures: 0 })
  })

  it.each([
    `2026-01-01T00:00:00.${'1'.repeat(130)}Z`,
    '0000-01-01T00:00:00Z',
    '2026-01-01T00:00:00+23:59',
    'yesterday',
  ])('does not need to know when it was last pushed to: %s', async (pushed_at) => {
    await c.write('acme/kit.json', JSON.stringify({ stargazers_count: 42, pushed_at }))
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 2 } })
    const { rows } = await c.db.execute(sql`select stars, pushed_at from github_repo_cache`)
    expect(rows).toEqual([{ stars: 42, pushed_at: null }])
  })

  it('records the crawl of the source and the run in the history', async () => {
    await c.tick()
    const { rows } = await c.db.execute(sql`select job, scope, status from job_runs order by scope`)
    expect(rows.toSorted((a, b) => String(a.scope).localeCompare(String(b.scope)))).toEqual(
      [
        { job: 'crawl-sources', scope: 'all', status: 'succeeded' },
        { job: 'crawl-sources', scope: id, status: 'succeeded' },
      ].toSorted((a, b) => a.scope.localeCompare(b.scope)),
    )
  })

  it('costs one conditional request if nothing has changed', async () => {
    await c.tick()
    c.later(HOUR)
    const asked = await c.asking(async () => {
      expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { sources: 1, requests: 1 } })
    })
    expect(asked).toEqual(['/repos/acme/kit'])
    expect(await c.source(id)).toMatchObject({ next_crawl_at: '2026-03-01 02:00:00+00', crawl_error: null })
  })

  it('sends no request before it is due', async () => {
    await c.tick()
    c.later(HOUR - 1)
    expect(await c.asking(() => c.tick())).toEqual([])
    c.later(1)
    expect(await c.asking(() => c.tick())).toHaveLength(1)
  })

  it('turns a changed file into one pending change, and fetches no other file', async () => {
    await c.tick()
    await c.db.execute(sql`update raw_skills set status = 'approved'`)
    await c.write(`acme/kit/${PDF}`, skillText('pdf', 'Read it twice.'))
    c.later(HOUR)
    const asked = await c.asking(async () => {
      expect((await c.tick()).counts).toMatchObject({ files: 2, fetched: 1, created: 0, changed: 1, requests: 4 })
    })
    expect(asked).toHaveLength(4)
    expect(await c.files()).toMatchObject([
      { path: CSV, status: 'approved' },
      { path: PDF, status: 'new' },
    ])
  })

  it('marks vanished and returned files, and deletes nothing', async () => {
    await c.tick()
    await c.db.execute(sql`update raw_skills set status = 'approved'`)
    await c.remove('acme/kit/skills/pdf')
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 1, vanished: 1, returned: 0 })
    expect(await c.files()).toMatchObject([
      { path: CSV, vanished: false },
      { path: PDF, vanished: true, status: 'approved' },
    ])
    await c.write(`acme/kit/${PDF}`, skillText('pdf'))
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 2, vanished: 0, returned: 1, requests: 3 })
    expect(await c.files()).toMatchObject([
      { path: CSV, vanished: false },
      { path: PDF, vanished: false, status: 'approved' },
    ])
  })

  it('lets a file that returns with another text wait for review', async () => {
    await c.tick()
    await c.db.execute(sql`update raw_skills set status = 'approved'`)
    await c.remove('acme/kit/skills/pdf')
    c.later(HOUR)
    await c.tick()
    await c.write(`acme/kit/${PDF}`, skillText('pdf', 'Anew.'))
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ changed: 1 })
    expect(await c.files()).toMatchObject([{}, { path: PDF, vanished: false, status: 'new' }])
  })

  it('approves files that parse without faults if the source says so, and no others', async () => {
    await c.write('acme/kit/skills/odd/SKILL.md', 'No frontmatter.')
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    expect((await c.tick()).counts).toMatchObject({ created: 3, approved: 2 })
    expect(await c.files()).toMatchObject([
      { path: CSV, status: 'approved' },
      { path: 'skills/odd/SKILL.md', status: 'new' },
      { path: PDF, status: 'approved' },
    ])
    const { rows } = await c.db.execute(
      sql`select slug, license, license_confidence, github_stars from skills join skill_popularity on skill_id = id order by slug`,
    )
    expect(rows).toEqual(
      ['acme--csv', 'acme--pdf'].map((slug) => ({
        ...{ slug, license: 'MIT', license_confidence: 'medium', github_stars: 42 },
      })),
    )
  })

  it('carries new stars into the popularity of its skills, and into the feed', async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    await c.tick()
    await c.db.execute(sql`delete from publish_outbox`)
    await c.write(
      'acme/kit.json',
      JSON.stringify({ stargazers_count: 43, forks_count: 7, license: { spdx_id: 'MIT' } }),
    )
    c.later(HOUR)
    await c.tick()
    const { rows } = await c.db.execute(sql`select github_stars, github_forks from skill_popularity`)
    expect(rows).toEqual([1, 2].map(() => ({ github_stars: 43, github_forks: 7 })))
    const { rows: told } = await c.db.execute(sql`select kind, payload->>'stars' as stars from publish_outbox`)
    expect(told).toEqual([1, 2].map(() => ({ kind: 'popularity', stars: '43' })))
  })

  it('withdraws the texts from the catalogue when the repository withdraws its licence', async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    await c.tick()
    await c.write('acme/kit.json', JSON.stringify({ stargazers_count: 42, forks_count: 7 }))
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 2, relicensed: 2 })
    const { rows } = await c.db.execute(sql`select license, content_policy from skills`)
    expect(rows).toEqual([1, 2].map(() => ({ license: null, content_policy: 'link_only' })))
    const { rows: told } = await c.db.execute(
      sql`select count(distinct source_id)::int as n from publish_outbox where kind = 'document' and deleted`,
    )
    expect(told).toEqual([{ n: 2 }])
  })

  it('notes once, at the source, that unchanged files are still there', async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    await c.tick()
    await c.db.execute(sql`update skill_sources set seen_at = '2020-01-01'`)
    await c.write('acme/kit/README.md', '# Another')
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 2, requests: 3 })
    const { rows } = await c.db.execute(sql`select seen_at > '2021-01-01' as is_seen from skill_sources`)
    expect(rows).toEqual([{ is_seen: true }])
  })

  it('takes over files from a live search, without fetching them again', async () => {
    await c.tick()
    await c.db.execute(sql`update raw_skills set source_revision = null`)
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ fetched: 2, created: 0, changed: 0 })
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 2, requests: 3 })
  })
})

describe('a repository that is renamed', () => {
  beforeEach(async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    await c.tick()
    c.later(HOUR)
    await c.move('acme/kit', 'acme/toolkit')
    c.github.intercept((path) =>
      path === '/repos/acme/kit' ? { status: 301, headers: { Location: `${c.github.url}/repos/acme/toolkit` } } : null,
    )
  })

  it('stays the same source with the same files and skills', async () => {
    expect((await c.tick()).counts).toMatchObject({ files: 2, vanished: 0, requests: 4 })
    expect(await c.source(id)).toMatchObject({
      name: 'github:acme/kit',
      base_url: 'https://github.com/acme/toolkit',
      crawl_error: null,
    })
    const { rows } = await c.db.execute(sql`
      select r.external_id, r.skill_url, r.status, s.canonical_repo, s.slug from raw_skills r join skill_source_links l on l.raw_skill_id = r.id
      join skills s on s.id = l.skill_id order by 1`)
    expect(rows).toEqual(
      ['csv', 'pdf'].map((name) => ({
        external_id: `acme/toolkit:skills/${name}/SKILL.md`,
        skill_url: `https://github.com/acme/toolkit/blob/HEAD/skills/${name}/SKILL.md`,
        status: 'approved',
        canonical_repo: 'acme/toolkit',
        slug: `acme--${name}`,
      })),
    )
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ requests: 1 })
  })

  it('updates its stars in the same crawl, and the next crawl finds nothing changed', async () => {
    await c.write('acme/toolkit.json', JSON.stringify({ stargazers_count: 99, forks_count: 9 }))
    await c.tick()
    const { rows } = await c.db.execute(sql`select github_stars, github_forks from skill_popularity`)
    expect(rows).toEqual([1, 2].map(() => ({ github_stars: 99, github_forks: 9 })))
  })

  it('takes along files whose address was too long to store, but not those whose id is a hash', async () => {
    await c.db.execute(sql`update raw_skills set skill_url = null where skill_path = ${PDF}`)
    await c.db.execute(
      sql`update raw_skills set external_id = 'acme/kit:x#' || repeat('a', 64) where skill_path = ${CSV}`,
    )
    await c.tick()
    const { rows } = await c.db.execute(
      sql`select external_id as id, vanished_at is not null as gone from raw_skills order by 1`,
    )
    expect(rows).toEqual([
      { id: `acme/kit:x#${'a'.repeat(64)}`, gone: true },
      { id: `acme/toolkit:${CSV}`, gone: false },
      { id: `acme/toolkit:${PDF}`, gone: false },
    ])
  })

  it('to a name that a live search has stored, continues as the same source', async () => {
    const found = await ensureSource(c.db, {
      ...{ name: 'github:acme/toolkit', type: 'github', baseUrl: 'https://github.com/acme/toolkit' },
    })
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 2, vanished: 0, requests: 4 } })
    expect(await c.source(id)).toMatchObject({ status: 'active', base_url: 'https://github.com/acme/toolkit' })
    expect(await c.source(found.id)).toMatchObject({ status: 'active', crawl_failures: 0 })
    // From now on, a live search finds the source that is crawled.
    const again = { name: 'github:acme/toolkit', type: 'github', baseUrl: 'https://github.com/acme/toolkit' }
    expect((await ensureSource(c.db, again)).id).toBe(id)
  })

  it('to the name of a source that its list no longer names, continues', async () => {
    await aSource(c.db, { url: 'https://github.com/acme/toolkit' })
    await c.db.execute(sql`update skill_sources set vanished_at = now() where id <> ${id}::uuid`)
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 2, vanished: 0 } })
  })

  it('leaves its old name free: what a live search finds there belongs to another source', async () => {
    await c.tick()
    const there = { name: 'github:acme/kit', type: 'github', baseUrl: 'https://github.com/acme/kit' }
    expect((await ensureSource(c.db, there)).id).not.toBe(id)
  })

  it('to the name of another source, fails', async () => {
    const other = await aSource(c.db, { url: 'https://github.com/acme/toolkit' })
    const report = await c.tick()
    expect(report.status).toBe('partial')
    expect(await c.source(id)).toMatchObject({
      status: 'error',
      base_url: 'https://github.com/acme/kit',
      crawl_error: expect.stringContaining('another source'),
    })
    expect(await c.source(other)).toMatchObject({ status: 'active' })
  })
})

describe('a source that is given another address', () => {
  beforeEach(async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    await c.tick()
    c.later(HOUR)
    await c.write('mallory/kit/skills/pdf/SKILL.md', skillText('pdf', 'Something else.'))
    await c.db.execute(
      sql`update skill_sources set base_url = 'https://github.com/mallory/kit', crawl_etag = null, github_id = null, github_owner_id = null`,
    )
  })

  it('has the files of the new address, and the old ones vanish: no skill becomes another one', async () => {
    expect((await c.tick()).counts).toMatchObject({ files: 1, created: 1, vanished: 2 })
    const { rows } = await c.db.execute(sql`
      select s.slug, s.canonical_repo as repo, r.github_repo as file, r.vanished_at is not null as gone
      from skills s join skill_source_links l on l.skill_id = s.id join raw_skills r on r.id = l.raw_skill_id order by 1`)
    expect(rows).toEqual([
      { slug: 'acme--csv', repo: 'acme/kit', file: 'acme/kit', gone: true },
      { slug: 'acme--pdf', repo: 'acme/kit', file: 'acme/kit', gone: true },
      { slug: 'mallory--pdf', repo: 'mallory/kit', file: 'mallory/kit', gone: false },
    ])
  })

  it('that was renamed takes along only the files of that address', async () => {
    await c.move('mallory/kit', 'mallory/new')
    c.github.intercept((path) =>
      path === '/repos/mallory/kit'
        ? { status: 301, headers: { Location: `${c.github.url}/repos/mallory/new` } }
        : null,
    )
    expect((await c.tick()).counts).toMatchObject({ files: 1, created: 1, vanished: 2 })
    const { rows } = await c.db.execute(
      sql`select github_repo as repo, count(*)::int as n from raw_skills group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { repo: 'acme/kit', n: 2 },
      { repo: 'mallory/new', n: 1 },
    ])
  })
})

it('a repository keeps its files if only the spelling of the repository changes', async () => {
  await c.tick()
  c.later(HOUR)
  await c.move('acme/kit', 'acme/between')
  await c.move('acme/between', 'acme/KIT')
  expect((await c.tick()).counts).toMatchObject({ files: 2, vanished: 0, requests: 3 })
  expect(await c.source(id)).toMatchObject({ base_url: 'https://github.com/acme/KIT', crawl_error: null })
})
