import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { ROUND } from '../../../src/jobs/publish-outbox.ts'
import { median, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'

const COLUMNS = sql`kind, source_id, seq, outbox_id, payload, size, payload_hash, schema_version, deleted, published_at`

/** Publishes changes as the job does, against one statement that moves the same rows: first new items, then changes of all of them. */
export async function benchPublish(db: Db, changes: number): Promise<Figure[]> {
  await db.execute(sql`create table moved_items (like published_items including all)`)
  const first = await measure(db, { rows: 'first_changes', onto: null, published: changes })
  // the second publication finds what the first one left, in both tables
  await db.execute(sql`create table first_items as table published_items`)
  const second = await measure(db, { rows: 'second_changes', onto: 'first_items', published: changes })
  const unchanged: number[] = []
  for (let round = 0; round < 3; round++) {
    await enqueueAgain(db, 'second_changes')
    unchanged.push(await publish(db, 0))
  }
  return [
    ...figures('new things', changes, first),
    ...figures('changed things', changes, second),
    { name: 'publish, nothing has changed', value: changes / median(unchanged), unit: 'rows/s' },
  ]
}

type Turn = { rows: string; onto: string | null; published: number }

const measure = (db: Db, turn: Turn) =>
  takeTurns({
    limit: async () => {
      await layOut(db, turn)
      return seconds(() => db.execute(MOVE))
    },
    ours: async () => {
      await layOut(db, turn)
      return publish(db, turn.published)
    },
  })

const figures = (of: string, changes: number, rounds: { limit: number; ours: number }[]): Figure[] => [
  {
    name: `publish ${of}, of one INSERT … SELECT`,
    value: median(rounds.map(({ limit, ours }) => ours / limit)),
    unit: 'times',
    atMost: 3,
  },
  { name: `publish ${of}`, value: changes / median(rounds.map(({ ours }) => ours)), unit: 'rows/s' },
  { name: `one INSERT … SELECT of ${of}`, value: changes / median(rounds.map(({ limit }) => limit)), unit: 'rows/s' },
]

/** The seconds in which rounds of `publish-outbox` empty the outbox. Throws if they find a different number of changes. */
async function publish(db: Db, changes: number): Promise<number> {
  let published = 0
  const taken = await seconds(async () => {
    for (let more = true; more; ) {
      const round = await publishRound(db, ROUND)
      published += round.published
      more = round.more
    }
  })
  if (published !== changes) throw new Error(`${published} changes were published, not ${changes}.`)
  return taken
}

/**
 * The least work that moves these rows: one statement stores the same payloads under the same keys and indexes in the order of the
 * outbox, and marks the outbox rows as processed. It assumes that each row is the only change of its item and newer than the stored
 * one. It takes no lock, measures no payload, and leaves the payloads in the outbox.
 */
const MOVE = sql`
  with moved as (update publish_outbox set processed_at = now() where processed_at is null returning *)
  insert into moved_items (${COLUMNS})
  select kind, source_id, (select latest_seq from feed_state) + row_number() over (order by id), id, payload, 0, payload_hash, schema_version, deleted, now()
  from moved
  on conflict (kind, source_id) do update set seq = excluded.seq, outbox_id = excluded.outbox_id, payload = excluded.payload,
    size = excluded.size, payload_hash = excluded.payload_hash, schema_version = excluded.schema_version,
    deleted = excluded.deleted, published_at = excluded.published_at`

/** Fills the outbox again, and restores in both tables what was published before. */
async function layOut(db: Db, { rows, onto }: Turn): Promise<void> {
  await db.execute(sql`truncate publish_outbox, published_items, moved_items`)
  if (onto)
    for (const table of ['published_items', 'moved_items'])
      await db.execute(
        sql`insert into ${sql.identifier(table)} (${COLUMNS}) select ${COLUMNS} from ${sql.identifier(onto)} order by seq`,
      )
  await db.execute(sql`update feed_state set latest_seq = (select coalesce(max(seq), 0) from published_items)`)
  await fill(db, sql`overriding system value select * from ${sql.identifier(rows)} order by id`)
}

/** The same states once more, as later rows. */
async function enqueueAgain(db: Db, rows: string): Promise<void> {
  const columns = sql`kind, source_id, payload, payload_hash, schema_version, deleted`
  await db.execute(sql`truncate publish_outbox`)
  await fill(db, sql`(${columns}) select ${columns} from ${sql.identifier(rows)} order by id`)
}

async function fill(db: Db, rows: SQL): Promise<void> {
  await db.execute(sql`insert into publish_outbox ${rows}`)
  for (const table of ['publish_outbox', 'published_items', 'moved_items'])
    await db.execute(sql`vacuum analyze ${sql.identifier(table)}`)
  await db.execute(sql`checkpoint`)
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}
