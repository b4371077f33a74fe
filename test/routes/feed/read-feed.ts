import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { Db } from '../../../src/db/connect.ts'
import { enqueueTouched } from '../../../src/db/feed/outbox.ts'
import { FeedPage } from '../../../src/routes/feed/feed-schema.ts'
import type { Api } from '../../support/api/api.ts'
import { type FeedState, publishAll } from '../../support/oracles/feed-oracle.ts'

export type Page = z.output<typeof FeedPage>

/** Reads a page of the feed, and checks its status and shape. */
export async function readPage(api: Api, query: string): Promise<Page> {
  const response = await api.call(`/v1/feed${query}`)
  expect(response.status, query).toBe(200)
  return FeedPage.parse(await response.json())
}

/** All pages of changes after a place. `filter` is added to each query, and `between` runs after each page. */
export async function readOn(api: Api, after: number, filter = '', between = async () => {}): Promise<Page[]> {
  const pages: Page[] = []
  for (let place = after, isEnd = false; !isEnd; ) {
    const page = await readPage(api, `?after=${place}${filter}`)
    pages.push(page)
    isEnd = page.next_after === page.latest_seq
    if (!isEnd) expect(page.next_after, 'each page goes on').toBeGreaterThan(place)
    place = page.next_after
    await between()
  }
  return pages
}

/** All pages of a bootstrap. `between` runs before each page but the first. */
export async function readBootstrap(api: Api, filter = '', between = async () => {}): Promise<Page[]> {
  const pages = [await readPage(api, `?${filter}`)]
  for (let next = pages[0]?.next_cursor; next; next = pages.at(-1)?.next_cursor) {
    await between()
    pages.push(await readPage(api, `?cursor=${next}${filter}`))
  }
  return pages
}

/** What a reader has after reading these pages in order. */
export function held(pages: readonly Page[], before: FeedState = new Map()): FeedState {
  const state = new Map(before)
  for (const { kind, id, deleted, payload } of pages.flatMap((page) => page.items)) {
    if (deleted) state.delete(`${kind} ${id}`)
    else state.set(`${kind} ${id}`, payload)
  }
  return state
}

const idOf = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`

/** For each pair, gives category number `nth` the name, or deletes it if the name is null, and then publishes all changes. */
export async function publishCategories(
  db: Db,
  ...categories: readonly (readonly [nth: number, name: string | null])[]
) {
  const [first, ...others] = categories.flatMap(([nth, name]) => [
    db.execute(
      name === null
        ? sql`delete from categories where id = ${idOf(nth)}::uuid`
        : sql`insert into categories (id, key, name, created_at, updated_at) values (${idOf(nth)}::uuid, ${`category-${nth}`}, ${name}, now(), now())
            on conflict (id) do update set name = excluded.name`,
    ),
    db.execute(enqueueTouched('category', sql`select ${idOf(nth)}::uuid as id`)),
  ])
  if (first) await db.batch([first, ...others])
  await publishAll(db)
}

/** The changes of categories in pages: [seq, number, name]. The name is null for a tombstone. */
export const categoriesOf = (...pages: readonly Page[]) =>
  pages.flatMap(({ items }) =>
    items.map(({ seq, id, payload }) => [seq, Number(id.slice(-12)), 'name' in payload ? payload.name : null]),
  )

/** Numbers from 1 to `n`. */
export const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
