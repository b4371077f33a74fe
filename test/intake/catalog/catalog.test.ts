import { sql } from 'drizzle-orm'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCatalog, type CatalogSetup, digestOf, INDEX, OLDER, SCHEMA } from '../../support/builders/catalogs.ts'
import { HOUR, skillText } from '../../support/builders/crawls.ts'

let stop: CatalogSetup['stop']
let { c, web, id, host, anEntry, serve, asking, paths, failing } = {} as CatalogSetup
beforeEach(async () => {
  ;({ c, web, id, host, anEntry, serve, asking, paths, failing, stop } = await aCatalog())
})
afterEach(() => stop())

describe('a catalogue', () => {
  it('has its skills stored, with their identities', async () => {
    serve([anEntry('pdf'), anEntry('csv')])
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 2, created: 2, requests: 3 } })
    const { rows } = await c.db.execute(sql`
      select external_id, skill_path, skill_url, github_repo, source_revision, name_raw, status from raw_skills order by external_id`)
    expect(rows).toEqual(
      ['csv', 'pdf'].map((name) => ({
        external_id: `${host}:${name}/SKILL.md`,
        skill_path: `${name}/SKILL.md`,
        skill_url: `${web.origin}/artifacts/${name}`,
        github_repo: null,
        source_revision: digestOf(skillText(name)),
        name_raw: name,
        status: 'new',
      })),
    )
  })

  it('costs one request if its index has not changed, and one more for each changed digest', async () => {
    serve([anEntry('pdf'), anEntry('csv')])
    await c.tick()
    c.later(HOUR)
    expect(await asking(() => c.tick())).toEqual([INDEX])
    serve([anEntry('pdf', skillText('pdf', 'Anew.')), anEntry('csv')])
    c.later(HOUR)
    const asked = await asking(async () => {
      expect((await c.tick()).counts).toMatchObject({ files: 2, changed: 1, created: 0 })
    })
    expect(asked).toEqual([INDEX, '/artifacts/pdf'])
  })

  it('has vanished skills marked, and returned ones unmarked without a fetch', async () => {
    const [pdf, csv] = [anEntry('pdf'), anEntry('csv')]
    serve([pdf, csv])
    await c.crawl(id)
    serve([csv])
    expect((await c.crawl(id)).counts).toMatchObject({ vanished: 1, requests: 1 })
    expect(await c.files()).toMatchObject([{ vanished: false }, { path: 'pdf/SKILL.md', vanished: true }])
    serve([pdf, csv])
    expect((await c.crawl(id)).counts).toMatchObject({ returned: 1, requests: 1 })
  })

  it('publishes under its host, or under the owner of its source', async () => {
    await c.db.execute(sql`update skill_sources set auto_approve = true`)
    serve([anEntry('pdf')])
    await c.crawl(id)
    await c.db.execute(sql`update skill_sources set owner = 'Example'`)
    serve([anEntry('pdf'), anEntry('csv')])
    await c.crawl(id)
    const { rows } = await c.db.execute(sql`select slug, owner from skills order by slug`)
    expect(rows).toEqual([
      { slug: '127-0-0-1--pdf', owner: '127.0.0.1' },
      { slug: 'example--csv', owner: 'Example' },
    ])
  })

  it('is found at the older place, and at the address of an index', async () => {
    const index = JSON.stringify({ $schema: SCHEMA, skills: [anEntry('pdf')] })
    web.put(OLDER, { body: index })
    expect(await asking(() => c.crawl(id))).toEqual([INDEX, OLDER, '/artifacts/pdf'])
    web.put('/s/a/index.json', { body: index })
    await c.db.execute(sql`update skill_sources set base_url = ${`${web.origin}/s/a/index.json`}`)
    expect(await asking(() => c.crawl(id))).toEqual(['/s/a/index.json'])
  })

  it('may have more skills at once than one statement can carry', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `s${n}`)
    serve(names.map((name) => anEntry(name, skillText(name, 'x'.repeat(1_000_000)))))
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', counts: { created: 12 } })
  })

  it('lets one skill take over the address of another', async () => {
    serve([anEntry('a', 'x', { url: '/one' }), anEntry('b', 'x', { url: '/two' })])
    await c.crawl(id)
    serve([anEntry('a', 'y', { url: '/two' }), anEntry('b', 'y', { url: '/one' }), anEntry('d', 'y', { url: '/one' })])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', counts: { files: 3, changed: 2, created: 1 } })
  })
})

describe('a skill of a catalogue that is not what it should be', () => {
  const bad: [string, () => unknown, RegExp][] = [
    [
      'another digest',
      () => anEntry('bad', 'x', { digest: digestOf('y') }),
      /bad: Its content does not match its digest/,
    ],
    ['no digest', () => ({ ...anEntry('bad'), digest: undefined }), /skills\/1: .*digest/],
    ['an invalid digest', () => anEntry('bad', 'x', { digest: 'md5:1' }), /digest/],
    ['an invalid name', () => anEntry('bad', 'x', { name: '../bad' }), /name/],
    ['a name of 65 letters', () => anEntry('bad', 'x', { name: 'x'.repeat(65) }), /name/],
    ['another type', () => anEntry('bad', 'x', { type: 'exe' }), /type/],
    ['the name of another', () => anEntry('good', 'x', { url: '/x' }), /good: Another entry has the same name/],
    ['not an object', () => 'bad', /skills\/1/],
    [
      'an artifact that is not there',
      () => ({ ...anEntry('bad'), url: '/none' }),
      /bad: Its address answered with status 404/,
    ],
    [
      'an artifact on a host that is not listed',
      () => ({ ...anEntry('bad'), url: 'https://evil.test/' }),
      /host that is not allowed/,
    ],
    [
      'an artifact in a private network',
      () => ({ ...anEntry('bad'), url: 'http://10.1.2.3/' }),
      /host that is not allowed/,
    ],
    [
      'an artifact that is a file',
      () => ({ ...anEntry('bad'), url: 'file:///etc/passwd' }),
      /host that is not allowed/,
    ],
    ['more than a megabyte', () => anEntry('bad', 'x'.repeat(1024 * 1024 + 1)), /more than 1048576 bytes/],
    ['an invalid archive', () => anEntry('bad', 'PK?', { type: 'archive' }), /cannot be read/],
    [
      'an archive without SKILL.md',
      () => anEntry('bad', zipSync({ 'a/SKILL.md': strToU8('x') }), { type: 'archive' }),
      /no SKILL.md/,
    ],
  ]
  it.each(bad)('%s: it is reported and left out, and its neighbours are stored', async (_, entry, said) => {
    serve([anEntry('good'), entry(), anEntry('other')])
    const report = await c.crawl(id)
    expect(report.status).toBe('partial')
    expect(report.errors.map(({ target, reason }) => `${target}: ${reason}`)).toEqual([expect.stringMatching(said)])
    expect(await paths()).toEqual(['good/SKILL.md', 'other/SKILL.md'])
    expect(await c.source(id)).toMatchObject({
      ...{ status: 'active', crawl_failures: 0, crawl_etag: null },
      crawl_error: expect.stringContaining('Left out'),
    })
  })

  it('keeps the earlier text of a skill whose digest is wrong now', async () => {
    serve([anEntry('pdf')])
    await c.crawl(id)
    serve([anEntry('pdf', 'Forged.', { digest: digestOf('other') })])
    expect(await failing()).toHaveLength(1)
    const { rows } = await c.db.execute(sql`select convert_from(content, 'UTF8') as text, vanished_at from raw_skills`)
    expect(rows).toEqual([{ text: skillText('pdf'), vanished_at: null }])
  })

  it('is not fetched to the end if nothing can be read', async () => {
    serve(Array.from({ length: 60 }, (_, n) => ({ ...anEntry(`s${n}`), url: `/none/${n}` })))
    expect((await c.crawl(id)).counts.requests).toBeLessThanOrEqual(31)
    expect(await c.source(id)).toMatchObject({
      status: 'error',
      crawl_error: expect.stringContaining('No skill in the index could be read'),
    })
  })
})
