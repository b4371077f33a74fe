import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { SimilarSkills } from '../../../../src/routes/catalogue/search/similar.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { searchAll } from '../../../support/run/search.ts'

type Made = Awaited<ReturnType<typeof aSkill>>

let api: Api
let invoices: Made
let copy: Made
let receipts: Made
let ledger: Made

async function similarTo(ref: string, more = '') {
  const response = await api.call(`/v1/skills/${encodeURIComponent(ref)}/similar${more}`)
  expect(response.status).toBe(200)
  return SimilarSkills.parse(await response.json()).items
}

const slugsOf = (items: readonly { slug: string }[]) => items.map(({ slug }) => slug)

/** Says where skills lie in the space of meaning: each in one of its 64 directions. */
async function place(directions: readonly (readonly [skill: Made, direction: number])[]) {
  await api.db.execute(
    sql`insert into search_spaces (space, made_at, skills) values (1, now(), 300) on conflict do nothing`,
  )
  for (const [{ id }, direction] of directions)
    await api.db.execute(sql`
      insert into skill_vectors (skill_id, space, vector)
      select ${id}::uuid, 1, array_agg(case when i = ${direction} then 127 else 0 end) from generate_series(1, 64) i`)
}

beforeAll(async () => {
  api = await startApi()
  const summary = 'Reconciles invoices with payments of the bank.'
  invoices = await aSkill(api.db, { name: 'invoice-matching', summary, contentHash: 'a'.repeat(64), category: 'money' })
  copy = await aSkill(api.db, {
    ...{ name: 'invoice-matching', owner: 'copier', summary },
    ...{ contentHash: 'a'.repeat(64), duplicateOf: invoices.id },
  })
  receipts = await aSkill(api.db, { name: 'receipt-matching', summary: 'Matches receipts with payments of the bank.' })
  ledger = await aSkill(api.db, { name: 'ledger', summary: 'Books invoices and payments.', owner: 'bookers' })
  await aSkill(api.db, { name: 'invoice-hidden', summary, status: 'archived' })
  await aSkill(api.db, { name: 'bird-songs', summary: 'Tells birds by what they sing.' })
  await aSkill(api.db, { name: 'bird-watching', summary: 'Tells birds by what they look like.' })
  await searchAll(api.db)
})

describe('GET /v1/skills/{ref}/similar', () => {
  it('answers the skills that share its most telling words, the closest first', async () => {
    const items = await similarTo(invoices.slug)
    expect(slugsOf(items)).toEqual([receipts.slug, ledger.slug])
    expect(items[0]?.closeness).toBeGreaterThan(items[1]?.closeness ?? 1)
    for (const { closeness } of items) expect(closeness).toBe(Math.round(closeness * 100) / 100)
  })

  it('answers with cache headers and the tags of the skill', async () => {
    const response = await api.call(`/v1/skills/${invoices.slug}/similar`)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toContain('max-age=300')
    expect(response.headers.get('Cache-Tag')).toBe(`skills,skill:${invoices.slug}`)
    const headers = { 'If-None-Match': response.headers.get('ETag') ?? '' }
    expect((await api.call(`/v1/skills/${invoices.slug}/similar`, { headers })).status).toBe(304)
  })

  it('answers the same by id and slug, and as many as are asked for', async () => {
    expect(await similarTo(invoices.id)).toEqual(await similarTo(invoices.slug))
    expect(await similarTo(invoices.slug, '?size=1')).toHaveLength(1)
  })

  it('leaves out copies and the skill that a copy is of', async () => {
    expect(slugsOf(await similarTo(copy.slug))).toEqual([receipts.slug, ledger.slug])
  })

  it('leaves out skills of the same name by the same publisher', async () => {
    const [one, other] = [
      await aSkill(api.db, { name: 'Whale song', owner: 'sea', summary: 'Hums as whales do.' }),
      await aSkill(api.db, { name: 'whale-humming', owner: 'sea', summary: 'Hums as whales do.' }),
    ]
    await searchAll(api.db)
    expect(slugsOf(await similarTo(one.slug))).toEqual([other.slug])
    await api.db.execute(sql`update skills set name = 'Whale song' where id = ${other.id}::uuid`)
    expect(await similarTo(one.slug)).toEqual([])
  })

  it('has no items for a skill that search does not know yet', async () => {
    const { slug } = await aSkill(api.db, { summary: 'Reconciles invoices.' })
    expect(await similarTo(slug)).toEqual([])
  })

  it('brings those of the same meaning before those of the same words', async () => {
    await place([
      [invoices, 1],
      [receipts, 2],
      [ledger, 1],
    ])
    expect(slugsOf(await similarTo(invoices.slug))[0]).toBe(ledger.slug)
  })

  it('answers 404 for an unknown skill and for an archived one', async () => {
    for (const ref of ['no--one', crypto.randomUUID(), 'acme--invoice-hidden'])
      expect(await readProblem(await api.call(`/v1/skills/${ref}/similar`))).toMatchObject({
        ...{ status: 404, code: 'not_found' },
        detail: expect.stringContaining(`There is no skill '${ref}'.`),
      })
  })

  it.each([
    ['size=21', '/size', '20'],
    ['size=0', '/size', '1'],
    ['limit=3', '/limit', 'is not a known parameter'],
  ])('refuses %s and says why', async (query, pointer, message) => {
    const { status, errors } = await readProblem(await api.call(`/v1/skills/${invoices.slug}/similar?${query}`))
    expect(status).toBe(400)
    expect(errors?.[0]).toMatchObject({ in: 'query', pointer, message: expect.stringContaining(message) })
  })
})
