import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findSkill } from '../../../src/db/catalogue/skill-detail.ts'
import type { Db } from '../../../src/db/connect.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { aCategory } from '../../support/builders/builders.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { buildBoards } from '../../support/run/jobs.ts'

const SKILLS = 230
const DECODED = (cursor: string) => JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))) as unknown[]

type Item = { name: string; rank: number; power_position: number; power_rank: string | null; percentile: number }
type Page = { items: Item[]; next_cursor: string | null; is_snapshot: boolean; snapshot: string | null; total: number }
type Query = { by?: 'popularity' | 'power'; categoryKey?: string }

let prepared: TestDatabase
let db: Db
beforeAll(async () => {
  prepared = await createDatabase()
  const category = await aCategory(prepared.db, 'tools')
  // Names are the order by popularity. Some tie in score, some in time too.
  await prepared.db.execute(sql`
    with made as (
      insert into skills (id, slug, owner, name, status, category_id, created_at, updated_at)
      select lpad(to_hex(n), 32, '0')::uuid, 'o--' || n, 'o', n::text, 'active', case when n % 2 = 0 then ${category}::uuid end, timestamptz '2026-01-01',
        timestamptz '2026-03-01' - (n / 4) * interval '1 minute' from generate_series(1, ${SKILLS}::int) n returning id, name
    ) insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at)
      select id, 300 - name::int / 10, ln(301 - name::int / 10), now() from made`)
  await buildBoards(prepared.db)
})
beforeEach(async () => {
  ;({ db } = await copyDatabase(prepared))
})

const read = async (query: Query, page: Parameters<typeof readBoard>[2]): Promise<Page> =>
  JSON.parse((await readBoard(db, { by: 'popularity', ...query }, page)) ?? 'null')

/** The page that a cursor leads to. */
function follow(query: Query, cursor: string, size: number): Promise<Page> {
  const [kind, , ...rest] = DECODED(cursor)
  if (kind === 'live') return read(query, { size, keys: rest as [number, number, string, string] })
  return read(query, { size, snapshot: String(rest[0]), after: Number(rest[1]) })
}

/** All pages of a board by cursor. `meanwhile` happens between two of them. */
async function walk(query: Query, size: number, meanwhile = async (_page: number) => {}): Promise<Page[]> {
  const pages = [await read(query, { size, after: 0, page: 1 })]
  for (let cursor = pages[0]?.next_cursor; cursor; cursor = pages.at(-1)?.next_cursor) {
    await meanwhile(pages.length)
    pages.push(await follow(query, cursor, size))
  }
  return pages
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const namesOf = (pages: Page[]) => pages.flatMap(({ items }) => items.map(({ name }) => Number(name)))

describe('a walk by cursor', () => {
  it.each([7, 30, 100])(
    'in pages of %i leads through places 1 to 100 of the build and then through the others',
    async (size) => {
      const pages = await walk({}, size)
      expect(namesOf(pages)).toEqual(numbers(1, SKILLS))
      expect(pages.flatMap(({ items }) => items.map(({ rank }) => rank))).toEqual(numbers(1, SKILLS))
      for (const { items, is_snapshot, snapshot, total } of pages) {
        expect(items.length).toBeGreaterThan(0)
        expect(is_snapshot).toBe((items[0]?.rank ?? 0) <= 100)
        expect(snapshot === null).toBe(!is_snapshot)
        expect(total).toBe(SKILLS)
      }
    },
  )

  it('through a category, and by power, has every entry once and numbers them', async () => {
    const pages = await walk({ by: 'power', categoryKey: 'tools' }, 40)
    expect(pages.flatMap(({ items }) => items.map((item) => item.power_position))).toEqual(numbers(1, SKILLS / 2))
    expect(new Set(namesOf(pages)).size).toBe(SKILLS / 2)
  })

  it('neither repeats nor skips a skill whose score did not change, whatever ticks come between', async () => {
    const moving = (n: number) => n % 5 === 0
    const pages = await walk({}, 20, async (page) => {
      await db.execute(sql`
        update skill_popularity p set popularity_score = abs(hashtext(s.name || ${String(page)})) % 1000 / 150.0
        from skills s where s.id = p.skill_id and s.name::int % 5 = 0`)
      await buildBoards(db)
    })
    const still = namesOf(pages).filter((name) => !moving(name))
    expect(still).toEqual(numbers(1, SKILLS).filter((n) => !moving(n)))
  })
})

describe('a numbered page', () => {
  it('that reaches beyond place 100 is wholly as the board is now', async () => {
    expect(await read({}, { size: 10, after: 90, page: 10 })).toMatchObject({ is_snapshot: true })
    const page = await read({}, { size: 30, after: 90, page: 4 })
    expect(page).toMatchObject({ is_snapshot: false, snapshot: null, total: SKILLS })
    expect(page.items.map(({ rank }) => rank)).toEqual(numbers(91, 120))
  })

  it.each([
    [20, 11],
    [100, 2],
  ])('of %i entries is found by its number: page %i', async (size, number) => {
    for (const by of ['popularity', 'power'] as const) {
      const all = (await walk({ by }, 100)).flatMap(({ items }) => items)
      const page = await read({ by }, { size, after: (number - 1) * size, page: number })
      const expected = all.slice((number - 1) * size, number * size)
      const about = ({ name, rank, power_position, power_rank, percentile }: Item) => [
        name,
        rank,
        power_position,
        power_rank,
        percentile,
      ]
      expect(page.items.map(about)).toEqual(expected.map(about))
    }
  })

  it('after the last one is empty and has the total', async () => {
    expect(await read({}, { size: 100, after: 300, page: 4 })).toMatchObject({
      items: [],
      next_cursor: null,
      total: SKILLS,
    })
  })
})

describe('a pinned build', () => {
  it('ends at place 100, and its cursor goes on with the board as it is now', async () => {
    const { snapshot } = await read({}, { size: 20, after: 0, page: 1 })
    if (!snapshot) throw new Error('There is a build.')
    const last = await read({}, { size: 30, after: 90, snapshot })
    expect(last.items.map(({ rank }) => rank)).toEqual(numbers(91, 100))
    const next = await follow({}, last.next_cursor ?? '', 30)
    expect(next).toMatchObject({ is_snapshot: false })
    expect(next.items.map(({ rank }) => rank)).toEqual(numbers(101, 130))
  })
})

describe('a skill beyond place 100', () => {
  it('says which place it has now', async () => {
    const { rank } = JSON.parse((await findSkill(db, { slug: 'o--150' })) ?? 'null')
    expect(rank).toMatchObject({ global: { rank: 150, total: SKILLS }, category: { rank: 75, total: SKILLS / 2 } })
    const { rank: last } = JSON.parse((await findSkill(db, { slug: `o--${SKILLS}` })) ?? 'null')
    expect(last).toMatchObject({ global: { rank: SKILLS }, category: { rank: SKILLS / 2, total: SKILLS / 2 } })
  })
})

describe('readers while boards are rebuilt', () => {
  it('never see an empty page, a gap or a place twice', async () => {
    let isOver = false
    const readers = [0, 100, 180].map(async (after) => {
      let reads = 0
      while (!isOver || reads === 0) {
        const { items } = await read({}, { size: 20, after, page: after / 20 + 1 })
        expect(items.map(({ rank }) => rank)).toEqual(numbers(after + 1, after + 20))
        reads++
      }
    })
    for (let round = 0; round < 5; round++) {
      await db.execute(sql`update skill_popularity set popularity_score = popularity_score + random()`)
      await buildBoards(db)
    }
    isOver = true
    await Promise.all(readers)
  })
})
