import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { readFeedState } from '../../../src/db/feed/feed.ts'
import { median, takeTurns } from '../compare.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { load } from '../load.ts'
import { recordStatements } from '../record.ts'
import { serveWorker } from '../worker.ts'

const PAGE = 1000
const POLLS = { connections: 8, seconds: 5 }

type Rounds = { limit: number; ours: number }[]
/** The number of items of a page, and the place of the next page. Null after the last one. */
type Page<Place> = { items: number; next: Place | null }
type FeedPage = { items: unknown[]; next_after: number; latest_seq: number; next_cursor?: string | null }

/**
 * Reads the whole feed through the Worker, page by page as a mirror does: as changes and as a bootstrap. Each is compared with a SELECT
 * of the same columns and rows in pages of the same size, sent straight to the same endpoint by the Worker's driver. Both clients end
 * up with parsed payloads. The SELECT uses its cheapest index; it does not limit the bytes of a page, hash it, or read the feed's state.
 */
export async function benchRead(ground: Ground, changes: number): Promise<Figure[]> {
  const { db, at } = ground
  const worker = await serveWorker(ground)
  const limit = () => rowsASecond(changes, 0, (after) => selectPage(db, after))
  const read = (query: string) => getPage(`${worker.url}/v1/feed?limit=${PAGE}${query}`)
  try {
    const feed = await takeTurns({
      limit,
      ours: () => rowsASecond(changes, 0, async (after) => next(await read(`&after=${after}`))),
    })
    const bootstrap = await takeTurns({
      limit,
      ours: () =>
        rowsASecond(changes, '', async (cursor) => {
          const { items, next_cursor } = await read(cursor)
          return { items: items.length, next: next_cursor ? `&cursor=${next_cursor}` : null }
        }),
    })
    const direct = await recordStatements(at.endpoint, [() => readFeedState(db)])
    const polls = async (target: { url: string }) => (await load(target, POLLS)).perSecond
    const latest = await takeTurns({
      limit: () => polls(direct),
      ours: () => polls({ url: `${worker.url}/v1/feed/latest` }),
    })
    return [
      ...figures('feed', feed),
      ...figures('bootstrap', bootstrap),
      { name: 'latest, of the same SQL alone', value: share(latest), unit: 'ratio' },
      { name: 'latest', value: median(latest.map(({ ours }) => ours)), unit: 'req/s' },
    ]
  } finally {
    worker.stop()
  }
}

const share = (rounds: Rounds) => median(rounds.map(({ limit, ours }) => ours / limit))

const figures = (name: string, rounds: Rounds): Figure[] => [
  { name: `${name}, of a plain SELECT`, value: share(rounds), unit: 'ratio', atLeast: 0.5 },
  { name, value: median(rounds.map(({ ours }) => ours)), unit: 'rows/s' },
  { name: `the plain SELECT beside the ${name}`, value: median(rounds.map(({ limit }) => limit)), unit: 'rows/s' },
]

/** Reads page after page. Throws if the number of rows is wrong. */
async function rowsASecond<Place>(rows: number, begin: Place, page: (from: Place) => Promise<Page<Place>>) {
  const start = performance.now()
  let read = 0
  for (let place: Place | null = begin; place !== null; ) {
    const { items, next }: Page<Place> = await page(place)
    read += items
    place = next
  }
  if (read !== rows) throw new Error(`${read} rows were read, not ${rows}.`)
  return (rows / (performance.now() - start)) * 1000
}

async function selectPage(db: Db, after: number): Promise<Page<number>> {
  const { rows } = await db.execute<{ seq: string }>(sql`
    select seq, kind, source_id, deleted, schema_version, payload_hash, payload, published_at
    from published_items where seq > ${after} order by seq limit ${PAGE}`)
  return { items: rows.length, next: rows.length === PAGE ? Number(rows.at(-1)?.seq) : null }
}

async function getPage(url: string): Promise<FeedPage> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`)
  return (await response.json()) as FeedPage
}

const next = ({ items, next_after, latest_seq }: FeedPage): Page<number> => ({
  items: items.length,
  next: next_after < latest_seq ? next_after : null,
})
