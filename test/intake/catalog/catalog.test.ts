import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tarGzOf } from '../../../src/domain/files/tar-gz.ts'
import { zipOf } from '../../../src/domain/files/zip.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { anOddFolder, collected, contentsOf, someBytes } from '../../support/builders/folders.ts'
import { aForgedZip, aTarGzip, joined } from '../../support/outside/archives.ts'
import { aWebsite, type Page, type Website } from '../../support/outside/website.ts'

const SCHEMA = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json'
const INDEX = '/.well-known/agent-skills/index.json'
const OLDER = '/.well-known/skills/index.json'

let c: CrawlSetup
let web: Website
let id: string
let host: string
beforeEach(async () => {
  c = await aCrawl()
  web = await aWebsite()
  host = new URL(web.origin).host
  c.settings.SOURCE_ORIGINS = web.origin
  id = await aSource(c.db, { type: 'catalog', url: web.origin })
})
afterEach(() => Promise.all([c.stop(), web.stop()]))

type Entry = { name: string; type?: string; url?: string; digest?: string; description?: string }
const digestOf = (bytes: string | Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** An entry for an artifact that is served. Its digest is right unless the test gives another. */
function anEntry(name: string, bytes: string | Uint8Array = skillText(name), more: Partial<Entry> = {}): Entry {
  const url = more.url ?? `/artifacts/${name}`
  web.put(new URL(url, web.origin).pathname, { body: bytes })
  return { name, type: 'skill-md', description: `What ${name} does.`, url, digest: digestOf(bytes), ...more }
}
let version = 0
const serve = (skills: unknown[], page: Page = {}) =>
  web.put(INDEX, { headers: { ETag: `"${++version}"` }, body: JSON.stringify({ $schema: SCHEMA, skills }), ...page })
const asking = async (act: () => Promise<unknown>) => {
  const before = web.asked.length
  await act()
  return web.asked.slice(before)
}
const paths = async () => (await c.files()).map(({ path }) => path)
const failing = async () => ((await c.crawl(id)).errors ?? []).map(({ target, reason }) => `${target}: ${reason}`)

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

describe('an archive', () => {
  const text = skillText('packed')
  const archives: [string, () => Uint8Array | Promise<Uint8Array>][] = [
    ['zip', () => zipSync({ 'SKILL.md': strToU8(text), 'scripts/x.py': strToU8('x') })],
    ['stored zip', () => zipSync({ 'SKILL.md': strToU8(text) }, { level: 0 })],
    [
      'tar.gz',
      () =>
        aTarGzip([
          { name: 'a.txt', data: 'x' },
          { name: 'SKILL.md', data: text },
        ]),
    ],
  ]
  it.each(archives)('%s has its SKILL.md read', async (_, pack) => {
    serve([anEntry('packed', await pack(), { type: 'archive' })])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', counts: { created: 1 } })
    const { rows } = await c.db.execute(sql`select convert_from(content, 'UTF8') as text, parse_status from raw_skills`)
    expect(rows).toEqual([{ text, parse_status: 'ok' }])
  })

  it.each([
    ['zip', zipOf],
    ['tar.gz', tarGzOf],
  ] as const)('as a %s has its whole folder stored, byte for byte', async (_, archiveOf) => {
    const folder = await anOddFolder()
    const archive = await collected(archiveOf(folder).parts(contentsOf(folder)))
    serve([anEntry('odd', archive, { type: 'archive' })])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 1 } })
    const stored = await c.folder('odd/SKILL.md')
    expect(stored).toEqual(Object.fromEntries(folder.map(({ path, mode, bytes }) => [path, { mode, bytes }])))
    expect(await c.findings('odd/SKILL.md')).toEqual({ complete: true, found: [] })
  })

  it('has its links and impossible paths left out with a finding', async () => {
    const archive = aTarGzip([
      { name: 'SKILL.md', data: text },
      { name: 'docs/', type: '5' },
      { name: 'docs/a.md', data: 'A' },
      { name: 'link', type: '2' },
      { name: '../out', data: 'x' },
    ])
    serve([anEntry('packed', archive, { type: 'archive' })])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', errors: [] })
    expect(Object.keys((await c.folder('packed/SKILL.md')) ?? {})).toEqual(['SKILL.md', 'docs/a.md'])
    const found = ['link.left-out link', 'path.dot-segment ../out']
    expect(await c.findings('packed/SKILL.md')).toEqual({ complete: true, found })
  })

  it('of more than 20 MiB is kept as its SKILL.md alone, and is incomplete', async () => {
    const archive = aTarGzip([
      { name: 'SKILL.md', data: text },
      { name: 'zeros', data: new Uint8Array(21 * 1024 * 1024) },
    ])
    serve([anEntry('packed', archive, { type: 'archive' }), anEntry('plain')])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', errors: [] })
    expect(Object.keys((await c.folder('packed/SKILL.md')) ?? {})).toEqual(['SKILL.md'])
    expect(await c.findings('packed/SKILL.md')).toEqual({ complete: false, found: ['folder.too-large '] })
    expect(await c.findings('plain/SKILL.md')).toEqual({ complete: true, found: [] })
  })

  it.each([
    ['zip', 'of more than 5,000 entries', 'folder.too-many-files '],
    ['tar.gz', 'of more than 5,000 entries', 'folder.too-many-files '],
    ['tar.gz', 'of more than 64 MiB', 'folder.too-large '],
  ])('as a %s %s is kept as its SKILL.md alone, is incomplete, and is counted', async (kind, what, rule) => {
    // Left out of a skill, so that the rest of it is within its limits.
    const many = Array.from({ length: 5000 }, (_, i) => ({ name: `node_modules/${i}`, data: '' }))
    const skillMd = { name: 'SKILL.md', data: text }
    // Data that hardly shrinks, as no bomb does.
    const large = { name: 'node_modules/x', data: joined([someBytes(1024 * 1024), new Uint8Array(65 * 1024 * 1024)]) }
    const entries = what.includes('entries') ? [...many, skillMd] : [skillMd, large]
    const files = Object.fromEntries(entries.map(({ name, data }) => [name, strToU8(`${data}`)]))
    const archive = kind === 'zip' ? zipSync(files) : aTarGzip(entries)
    serve([anEntry('packed', archive, { type: 'archive' }), anEntry('plain')])
    expect(await c.crawl(id)).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 2, incomplete: 1 } })
    expect(Object.keys((await c.folder('packed/SKILL.md')) ?? {})).toEqual(['SKILL.md'])
    expect(await c.findings('packed/SKILL.md')).toEqual({ complete: false, found: [rule] })
    expect(await c.findings('plain/SKILL.md')).toEqual({ complete: true, found: [] })
  })

  it('that would unpack to gigabytes is not unpacked', async () => {
    const zeros = new Uint8Array(65 * 1024 * 1024)
    const bomb = zipSync({ 'SKILL.md': zeros })
    const tar = aTarGzip([
      { name: 'zeros', data: zeros },
      { name: 'SKILL.md', data: text },
    ])
    serve([anEntry('zip', bomb, { type: 'archive' }), anEntry('tar', tar, { type: 'archive' })])
    expect((await failing()).toSorted()).toEqual([
      expect.stringMatching(/^tar: The archive has more than/),
      expect.stringMatching(/^zip: SKILL.md in the archive has more than/),
    ])
  })

  it('that misstates its size is left out', async () => {
    const lying = aForgedZip(
      { 'SKILL.md': strToU8(text.padEnd(5000, 'x')) },
      { at: 24, local: 22, value: 10, bytes: 4 },
    )
    serve([anEntry('liar', lying, { type: 'archive' })])
    expect(await failing()).toEqual(['liar: The length of SKILL.md differs from the one that the archive states.'])
    expect(await paths()).toEqual([])
  })

  it('with a negative size is left out', async () => {
    const endless = aTarGzip([
      { name: 'a', size: '-0000001000' },
      { name: 'SKILL.md', data: text },
    ])
    serve([anEntry('endless', endless, { type: 'archive' }), anEntry('good')])
    expect(await failing()).toEqual(['endless: The archive cannot be read.'])
    expect(await paths()).toEqual(['good/SKILL.md'])
  })
})

describe('an index', () => {
  it.each([
    ['that is not there', { status: 404 }],
    ['that is broken', { body: '{"skills":' }],
    ['without skills', { body: '{}' }],
    ['of 10,001 skills', { body: JSON.stringify({ skills: Array.from({ length: 10_001 }, () => 1) }) }],
    ['of over four megabytes', { body: `{"skills":[],"x":"${'x'.repeat(4 * 1024 * 1024)}"}` }],
    ['that leads to another host', { status: 307, headers: { Location: 'https://evil.test/' } }],
  ] as [string, Page][])('%s is a failure that changes nothing', async (_, page) => {
    serve([anEntry('pdf')])
    await c.crawl(id)
    web.put(INDEX, page)
    expect(await c.crawl(id)).toMatchObject({ status: 'partial' })
    expect(await c.source(id)).toMatchObject({ status: 'error', crawl_failures: 1 })
    expect(await c.files()).toMatchObject([{ vanished: false }])
  })

  it.each([
    ['is empty', []],
    ['has broken entries alone', [{ name: 'pdf' }]],
  ])('that %s fails a source that has skills, but not one without', async (_, skills) => {
    serve(skills)
    expect(await c.crawl(id)).toMatchObject({ counts: { files: 0, vanished: 0 } })
    expect(await c.source(id)).toMatchObject({ status: 'active' })
    serve([anEntry('pdf')])
    await c.crawl(id)
    serve(skills)
    expect(await c.crawl(id)).toMatchObject({ status: 'partial' })
    expect(await c.source(id)).toMatchObject({
      status: 'error',
      crawl_error: 'The index no longer lists any skill; the stored ones are kept.',
    })
    expect(await c.files()).toMatchObject([{ vanished: false }])
  })

  it('has 50 of its faults reported, and the number of the others', async () => {
    serve([anEntry('good'), ...Array.from({ length: 9999 }, () => 'bad')])
    const { errors } = await c.crawl(id)
    expect(errors).toHaveLength(51)
    expect(errors.at(-1)).toEqual({ target: web.origin, reason: '9949 more were left out.' })
    expect(await paths()).toEqual(['good/SKILL.md'])
  })

  it('with invalid `files` gets one short fault for them', async () => {
    web.put(OLDER, { body: JSON.stringify({ skills: [{ name: 'a', files: Array(1_000_000).fill(1) }] }) })
    expect(await failing()).toEqual(['skills/0: The entry is not valid; check files.'])
  })
})

describe('the places of an index', () => {
  const away: Page = { status: 307, headers: { Location: 'https://evil.test/' } }
  const older = () => web.put(OLDER, { body: JSON.stringify({ $schema: SCHEMA, skills: [anEntry('pdf')] }) })
  const told = async () => {
    await c.crawl(id)
    return (await c.source(id)).crawl_error
  }

  it.each([
    ['leads to another host', away],
    ['has none', { status: 404 }],
    ['has none any more', { status: 410 }],
    ['is closed', { status: 403 }],
  ] as [string, Page][])('are tried in turn if the first %s', async (_, page) => {
    web.put(INDEX, page)
    older()
    expect(await asking(() => c.crawl(id))).toEqual([INDEX, OLDER, '/artifacts/pdf'])
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_error: null })
  })

  it('are not tried further if the first cannot answer now', async () => {
    web.put(INDEX, { status: 503 })
    older()
    expect(await told()).toBe('The index answered with status 503.')
    expect(web.asked).toEqual([INDEX])
  })

  it.each([
    ['that it leads elsewhere', away, { status: 404 }, /host that is not allowed/],
    ['that the other does', { status: 404 }, away, /host that is not allowed/],
    ['that it cannot answer', { status: 404 }, { status: 500 }, /answered with status 500/],
    ['what the first said', { status: 403 }, { status: 404 }, /answered with status 403/],
  ] as [string, Page, Page, RegExp][])('report, if all fail, %s', async (_, first, second, said) => {
    web.put(INDEX, first)
    web.put(OLDER, second)
    expect(await told()).toMatch(said)
  })
})

describe('a catalogue with dead links', () => {
  const dead = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ ...anEntry(`dead${String(i).padStart(2, '0')}`), url: `/none/${i}` }))
  const state = async () => (await c.source(id)).status

  it('is healthy if some skills are unchanged: vanished ones are marked, though its index is full of faults', async () => {
    serve([anEntry('pdf'), anEntry('csv')])
    await c.crawl(id)
    serve([anEntry('pdf'), ...Array.from({ length: 20 }, () => 'bad'), ...dead(1)])
    expect(await c.crawl(id)).toMatchObject({ status: 'partial', counts: { vanished: 1 } })
    expect(await state()).toBe('active')
    serve([anEntry('pdf'), ...dead(25)])
    expect((await c.crawl(id)).counts).toMatchObject({ requests: 26 })
    expect(await state()).toBe('active')
  })

  it('is not given up for faults in its index or for invalid files', async () => {
    const forged = Array.from({ length: 25 }, (_, n) => anEntry(`forged${n}`, 'x', { digest: digestOf('y') }))
    serve([...Array.from({ length: 25 }, () => 'bad'), ...dead(1), ...forged, anEntry('good')])
    await c.crawl(id)
    expect(await state()).toBe('active')
    expect(await paths()).toEqual(['good/SKILL.md'])
  })

  it('is resumed where it was given up, so that the skills behind the dead links arrive', async () => {
    serve([...dead(25), anEntry('good'), anEntry('other')])
    await c.crawl(id)
    expect(await state()).toBe('error')
    expect((await c.crawl(id)).counts).toMatchObject({ created: 2 })
    expect(await paths()).toEqual(['good/SKILL.md', 'other/SKILL.md'])
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_cursor: null, crawl_etag: null })
  })

  it('has vanished skills marked even if it is given up', async () => {
    serve([anEntry('pdf'), anEntry('csv')])
    await c.crawl(id)
    serve([{ ...anEntry('csv', 'Anew.'), url: '/none' }, ...dead(25)])
    expect((await c.crawl(id)).counts).toMatchObject({ vanished: 1, files: 26 })
    expect(await state()).toBe('error')
    expect(await c.files()).toMatchObject([{ path: 'csv/SKILL.md', vanished: false }, { vanished: true }])
  })

  it('is never healthy if all links are dead, however often it is crawled', async () => {
    serve(dead(50))
    for (let crawl = 0; crawl < 4; crawl++) {
      await c.crawl(id)
      expect(await state()).toBe('error')
    }
  })

  it('takes what changed while the crawl was cut off', async () => {
    const names = Array.from({ length: 25 }, (_, n) => `s${String(n).padStart(2, '0')}`)
    serve(names.map((name) => anEntry(name)))
    const fetched = () => web.asked.filter((path) => path.startsWith('/artifacts')).length
    await c.crawl(id, { timeLeft: () => (fetched() >= 12 ? 0 : 1000) })
    serve([anEntry('s00', skillText('s00', 'Anew.')), ...names.slice(1).map((name) => anEntry(name))])
    expect((await c.crawl(id)).counts).toMatchObject({ changed: 0 })
    expect((await c.crawl(id)).counts).toMatchObject({ changed: 1, requests: 2 })
    expect(await c.files()).toHaveLength(25)
  })
})

describe('an index of the older format', () => {
  const older = (...names: string[]) => {
    for (const name of names) web.put(`/.well-known/skills/${name}/SKILL.md`, { body: skillText(name) })
    const skills = names.map((name) => ({ name, description: 'x', files: ['SKILL.md', 'x.py'] }))
    web.put(OLDER, { body: JSON.stringify({ skills }), headers: { ETag: '"same"' } })
  }

  it('has its files fetched by every crawl, which updates the changed ones', async () => {
    older('pdf', 'csv')
    expect((await c.crawl(id)).counts).toMatchObject({ files: 2, created: 2, requests: 4 })
    expect((await c.crawl(id)).counts).toMatchObject({ files: 2, created: 0, changed: 0, requests: 4 })
    web.put('/.well-known/skills/pdf/SKILL.md', { body: skillText('pdf', 'Anew.') })
    expect((await c.crawl(id)).counts).toMatchObject({ changed: 1 })
  })

  it('leaves out entries without SKILL.md', async () => {
    older('pdf')
    web.put(OLDER, {
      body: JSON.stringify({
        skills: [
          { name: 'a', files: ['x'] },
          { name: 'pdf', files: ['SKILL.md'] },
        ],
      }),
    })
    expect(await failing()).toEqual(['skills/0: The entry does not list SKILL.md among its `files`.'])
    expect(await paths()).toEqual(['pdf/SKILL.md'])
  })

  it('that takes more than one run is resumed where it stopped', async () => {
    const names = Array.from({ length: 25 }, (_, n) => `s${String(n).padStart(2, '0')}`)
    older(...names)
    const fetched = () => web.asked.filter((path) => path.endsWith('SKILL.md')).length
    expect((await c.crawl(id, { timeLeft: () => (fetched() >= 12 ? 0 : 1000) })).counts).toMatchObject({ cut_off: 1 })
    const first = (await c.files()).length
    expect(first).toBeGreaterThanOrEqual(10)
    expect((await c.crawl(id)).counts).toMatchObject({ files: 25 })
    expect(await c.files()).toHaveLength(25)
    expect(fetched()).toBeLessThanOrEqual(25 + 5)
    expect(await c.source(id)).toMatchObject({ crawl_cursor: null })
  })
})
