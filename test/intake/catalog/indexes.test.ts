import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCatalog, type CatalogSetup, INDEX, OLDER, SCHEMA } from '../../support/builders/catalogs.ts'
import { skillText } from '../../support/builders/crawls.ts'
import type { Page } from '../../support/outside/website.ts'

let stop: CatalogSetup['stop']
let { c, web, id, anEntry, serve, asking, paths, failing } = {} as CatalogSetup
beforeEach(async () => {
  ;({ c, web, id, anEntry, serve, asking, paths, failing, stop } = await aCatalog())
})
afterEach(() => stop())

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
