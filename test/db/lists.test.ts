import { type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { ifGiven, type List, type ListPage, readList } from '../../src/db/lists.ts'
import { createDatabase } from '../support/run/database.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
  await db.execute(sql`create table fruits (id int primary key, name text not null, grams int not null)`)
  await db.execute(sql`
    insert into fruits values (1, 'apple', 150), (2, 'banana', 120), (3, 'cherry', 8), (4, 'date', 8), (5, 'Elderberry', 1)`)
})

const BY_NAME: List = {
  tag: 'fruits',
  from: sql`fruits f`,
  id: 'f.id',
  where: [],
  order: { 'f.name collate "C"': 'text' },
  direction: 'asc',
  item: sql`'name', f.name`,
}
const BY_WEIGHT: List = { ...BY_NAME, tag: 'weights', order: { 'f.grams': 'int', 'f.id': 'int' }, direction: 'desc' }

type Page = {
  items: { name: string }[]
  next_cursor: string | null
  page?: number
  size?: number
  total?: number
  total_pages?: number
}

const read = async (list: List, p: ListPage): Promise<Page> => JSON.parse(await readList(db, list, p))
const names = ({ items }: Page) => items.map(({ name }) => name)
const keysIn = (cursor: string | null) => JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())
const heavierThan = (grams: number): SQL => sql`f.grams > ${grams}`

/** The names of every page, each page begun by the cursor of the one before it. */
async function walk(list: List, size: number): Promise<string[][]> {
  const pages: string[][] = []
  for (let after: (string | number)[] | undefined; ; ) {
    const page = await read(list, { size, after })
    pages.push(names(page))
    if (page.next_cursor === null) return pages
    after = keysIn(page.next_cursor).slice(1)
  }
}

describe('a list', () => {
  it('goes through its rows in ascending order', async () => {
    expect(await walk(BY_NAME, 2)).toEqual([['Elderberry', 'apple'], ['banana', 'cherry'], ['date']])
  })

  it('goes through its rows in descending order, and orders equal first keys by the last key', async () => {
    expect(await walk(BY_WEIGHT, 1)).toEqual([['apple'], ['banana'], ['date'], ['cherry'], ['Elderberry']])
    expect(await walk(BY_WEIGHT, 3)).toEqual([
      ['apple', 'banana', 'date'],
      ['cherry', 'Elderberry'],
    ])
  })

  it('puts its tag and the keys of the last row into the cursor', async () => {
    const { next_cursor } = await read(BY_WEIGHT, { size: 3 })
    expect(keysIn(next_cursor)).toEqual(['weights', 8, 4])
  })

  it('accepts keys that no row has', async () => {
    expect(names(await read(BY_WEIGHT, { size: 2, after: [100, 0] }))).toEqual(['date', 'cherry'])
    expect(names(await read(BY_NAME, { size: 2, after: ['c'] }))).toEqual(['cherry', 'date'])
  })

  it('has no cursor on its last page, full or not', async () => {
    expect(await read(BY_NAME, { size: 5 })).toMatchObject({ next_cursor: null })
    expect(await read(BY_NAME, { size: 6 })).toMatchObject({ next_cursor: null })
    expect((await read(BY_NAME, { size: 4 })).next_cursor).not.toBeNull()
  })

  it('has an empty page after its last row', async () => {
    expect(await read(BY_NAME, { size: 2, after: ['date'] })).toEqual({ items: [], next_cursor: null })
  })

  it('counts the total of a numbered page', async () => {
    const page = await read(BY_NAME, { size: 2, page: 2 })
    expect(names(page)).toEqual(['banana', 'cherry'])
    expect(page).toMatchObject({ page: 2, size: 2, total: 5, total_pages: 3 })
    expect(keysIn(page.next_cursor)).toEqual(['fruits', 'cherry'])
  })

  it('counts only the rows that match, even on a page after the last one', async () => {
    const heavy = { ...BY_NAME, where: [heavierThan(100)] }
    const counted = { size: 1, total: 2, total_pages: 2 }
    expect(await read(heavy, { size: 1, page: 3 })).toEqual({ items: [], next_cursor: null, page: 3, ...counted })
    expect(await read(heavy, { size: 1, page: 2 })).toMatchObject({ next_cursor: null, page: 2, ...counted })
  })

  it('leaves out conditions that are undefined, and requires all others', async () => {
    const filtered = (grams?: number, initial?: string) =>
      read(
        { ...BY_NAME, where: [ifGiven(grams, heavierThan), ifGiven(initial, (i) => sql`f.name < ${i}`)] },
        { size: 9 },
      )
    expect(names(await filtered())).toHaveLength(5)
    expect(names(await filtered(100))).toEqual(['apple', 'banana'])
    expect(names(await filtered(100, 'b'))).toEqual(['apple'])
  })

  it('reads from common table expressions, and builds each item from another relation that knows its id', async () => {
    const list: List = {
      ...BY_NAME,
      ctes: sql`light as (select * from fruits where grams < 100)`,
      from: sql`light f`,
      item: sql`'name', f.name, 'id', f.other_id`,
      shown: sql`(select id, name, page.row_id as other_id from fruits) f`,
    }
    const { items } = await read(list, { size: 1 })
    expect(items).toEqual([{ name: 'Elderberry', id: 5 }])
  })
})
