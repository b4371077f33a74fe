import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSkill, updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { KINDS, type Kind } from '../../../src/domain/feed/publication.ts'
import { startApi } from '../../support/api/api.ts'
import { aCategory, TESTER } from '../../support/builders/builders.ts'
import { expectedState, publishAll } from '../../support/oracles/feed-oracle.ts'
import { sizeOf } from '../../support/run/proof.ts'
import { held, type Page, readOn, readPage } from './read-feed.ts'

const nth = fc.nat(9)
const name = fc.constantFrom('one', 'two', 'three')
const aWrite = fc.oneof(
  fc.record({ write: fc.constant('create'), nth, name }),
  fc.record({ write: fc.constant('edit'), nth, name }),
  fc.record({ write: fc.constant('retag'), nth, name }),
  fc.record({ write: fc.constantFrom('archive', 'restore', 'publish', 'hide the text', 'move', 'star'), nth, name }),
)
type Write = typeof aWrite extends fc.Arbitrary<infer T> ? T : never

/** Writes before the bootstrap, between its pages and after it. Between two pages, only a part of the changes is published. */
const aStory = fc.record({
  before: fc.array(aWrite, { minLength: 10, maxLength: 25 }),
  between: fc.array(fc.array(aWrite, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 6 }),
  after: fc.array(aWrite, { maxLength: 6 }),
  limit: fc.integer({ min: 1, max: 5 }),
  round: fc.integer({ min: 1, max: 20 }),
  kind: fc.option(fc.constantFrom(...KINDS), { freq: 2, nil: undefined }),
  isAtOnce: fc.boolean(),
})

/** A catalogue to write to, whose skills are named by number. */
async function aCatalogue(db: Db) {
  const categories = {} as Record<string, string>
  for (const key of ['one', 'two', 'three']) categories[key] = await aCategory(db, key)
  const ids: string[] = []
  const one = (nth: number) => ids[nth % Math.max(1, ids.length)] ?? crypto.randomUUID()

  return async ({ write, nth, name }: Write) => {
    const tags = [{ key: name, name }]
    if (write === 'create') {
      const id = crypto.randomUUID()
      const full = { content_policy: 'full', description_md: `Text ${name}.` }
      await createSkill(db, TESTER, id, { name: id, owner: 'acme', status: 'active', tags, ...full })
      ids.push(id)
    }
    if (write === 'edit') await updateSkill(db, TESTER, one(nth), { summary: name, description_md: `Text ${name}.` })
    if (write === 'retag') await updateSkill(db, TESTER, one(nth), { tags })
    if (write === 'archive') await updateSkill(db, TESTER, one(nth), { status: 'archived' })
    if (write === 'restore') await updateSkill(db, TESTER, one(nth), { status: 'active' })
    if (write === 'hide the text') await updateSkill(db, TESTER, one(nth), { content_policy: 'link_only' })
    if (write === 'move') await updateSkill(db, TESTER, one(nth), { category_id: categories[name] })
    if (write === 'star') await setStars(db, [{ skillId: one(nth), stars: nth }])
    if (write === 'publish') await publishRound(db, nth + 1)
  }
}

/** What should be published of one kind, or of all. */
async function stateOf(db: Db, kind?: Kind) {
  const state = await expectedState(db)
  return new Map([...state].filter(([name]) => !kind || name.startsWith(`${kind} `)))
}

describe('during any writes and publications', () => {
  it('a reader who pages through a bootstrap and follows from there has what the catalogue has', async () => {
    await fc.assert(
      fc.asyncProperty(aStory, async ({ before, between, after, limit, round, kind, isAtOnce }) => {
        const api = await startApi()
        const write = await aCatalogue(api.db)
        const filter = `&limit=${limit}${kind ? `&kind=${kind}` : ''}`
        const writeAll = async (writes: readonly Write[]) => {
          for (const one of writes) await write(one)
        }
        await writeAll(before)
        await publishAll(api.db)

        const pages: Page[] = []
        for (let query = '?'; query; ) {
          const page = readPage(api, query + filter)
          if (!isAtOnce) await page
          await Promise.all([page, writeAll(between[pages.length] ?? [])])
          await publishRound(api.db, round)
          pages.push(await page)
          const next = pages.at(-1)?.next_cursor
          query = next ? `?cursor=${next}` : ''
        }
        await writeAll(after)
        await publishAll(api.db)
        const place = pages[0]?.next_after ?? 0
        expect(new Set(pages.map(({ next_after }) => next_after))).toEqual(new Set([place]))

        const state = held(await readOn(api, place, filter), held(pages))
        expect(state).toEqual(await stateOf(api.db, kind))
      }),
      { numRuns: sizeOf({ short: 3, long: 15 }) },
    )
  }, 120_000)

  it('a reader of all changes from the first has what the catalogue has, and reads no place twice', async () => {
    await fc.assert(
      fc.asyncProperty(aStory, async ({ before, between, limit, round, kind }) => {
        const api = await startApi()
        const write = await aCatalogue(api.db)
        const filter = `&limit=${limit}${kind ? `&kind=${kind}` : ''}`
        for (const one of before) await write(one)
        await publishAll(api.db)

        const left = [...between]
        const pages = await readOn(api, 0, filter, async () => {
          for (const one of left.shift() ?? []) await write(one)
          await publishRound(api.db, round)
        })
        await publishAll(api.db)
        pages.push(...(await readOn(api, pages.at(-1)?.next_after ?? 0, filter)))
        const seqs = pages.flatMap(({ items }) => items.map(({ seq }) => seq))
        expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
        expect(held(pages)).toEqual(await stateOf(api.db, kind))
      }),
      { numRuns: sizeOf({ short: 3, long: 15 }) },
    )
  }, 120_000)
})
