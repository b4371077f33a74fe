import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCatalog, type CatalogSetup, digestOf } from '../../support/builders/catalogs.ts'
import { skillText } from '../../support/builders/crawls.ts'

let stop: CatalogSetup['stop']
let { c, web, id, anEntry, serve, paths } = {} as CatalogSetup
beforeEach(async () => {
  ;({ c, web, id, anEntry, serve, paths, stop } = await aCatalog())
})
afterEach(() => stop())

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
