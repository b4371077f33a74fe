import { sql } from 'drizzle-orm'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tarGzOf } from '../../../src/domain/files/tar-gz.ts'
import { zipOf } from '../../../src/domain/files/zip.ts'
import { aCatalog, type CatalogSetup } from '../../support/builders/catalogs.ts'
import { skillText } from '../../support/builders/crawls.ts'
import { anOddFolder, collected, contentsOf, someBytes } from '../../support/builders/folders.ts'
import { aForgedZip, aTarGzip, joined } from '../../support/outside/archives.ts'

let stop: CatalogSetup['stop']
let { c, id, anEntry, serve, paths, failing } = {} as CatalogSetup
beforeEach(async () => {
  ;({ c, id, anEntry, serve, paths, failing, stop } = await aCatalog())
})
afterEach(() => stop())

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
