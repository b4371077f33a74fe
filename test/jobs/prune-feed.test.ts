import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { deleteProcessed, deleteTombstones } from '../../src/db/operations/prune.ts'
import { prune } from '../../src/jobs/prune.ts'
import { enqueueThings, publishAll, readThings, type ThingState } from '../support/oracles/feed-oracle.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const LONG_AGO = '2020-01-01T00:00:00Z'
const PAGE = 10_000

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const put = (...states: ThingState[]) => db.execute(enqueueThings(...states))
const publish = async (...states: ThingState[]) => {
  await put(...states)
  await publishAll(db)
}
const pruneCounts = async () => (await runAt(db, prune, NOW)).counts
const prunedSeq = async () => Number((await db.execute(sql`select pruned_seq from feed_state`)).rows[0]?.pruned_seq)

describe('pruning the outbox', () => {
  const processedAt = (id: number, time: string) =>
    db.execute(sql`update publish_outbox set processed_at = ${time}::timestamptz where id = ${id}`)
  const kept = async () =>
    (await db.execute(sql`select id from publish_outbox order by id`)).rows.map(({ id }) => Number(id))

  it('deletes rows 7 days after they were processed', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    await processedAt(1, '2026-02-03T14:29:59Z')
    await processedAt(2, '2026-02-03T14:30:00Z')
    await processedAt(3, NOW.toISOString())
    expect(await pruneCounts()).toMatchObject({ outbox: 1, tombstones: 0 })
    expect(await kept()).toEqual([2, 3])
  })

  it('never deletes an unprocessed row, but deletes those behind it', async () => {
    await put([1, 1])
    await publishAll(db)
    await put([2, 1])
    await publish([3, 1])
    await db.execute(
      sql`update publish_outbox set enqueued_at = ${LONG_AGO}::timestamptz, processed_at = ${LONG_AGO}::timestamptz`,
    )
    await db.execute(sql`update publish_outbox set processed_at = null where id = 2`)
    expect(await pruneCounts()).toMatchObject({ outbox: 2 })
    expect(await kept()).toEqual([2])
  })

  it('counts from when a row was processed, however long it had waited', async () => {
    await put([1, 1])
    await db.execute(sql`update publish_outbox set enqueued_at = ${LONG_AGO}::timestamptz`)
    await publishAll(db)
    await processedAt(1, NOW.toISOString())
    expect(await pruneCounts()).toMatchObject({ outbox: 0 })
    expect(await kept()).toEqual([1])
  })

  it('leaves the feed as it is, which still knows what is already published', async () => {
    await publish([1, 1])
    await publish([1, 2])
    const before = await readThings(db)
    await db.execute(sql`update publish_outbox set processed_at = ${LONG_AGO}::timestamptz`)
    await runAt(db, prune, NOW)
    await publish([1, 2])
    expect(await readThings(db)).toEqual(before)
  })

  it.each([2 * PAGE, 2 * PAGE + 1])('goes on page by page, through %i rows', async (rows) => {
    await db.execute(sql`
      insert into publish_outbox (kind, source_id, payload_hash, processed_at)
      select 'tag', gen_random_uuid(), 'x', ${LONG_AGO}::timestamptz from generate_series(1, ${rows}::int)`)
    expect(await pruneCounts()).toMatchObject({ outbox: rows })
    expect(await kept()).toEqual([])
  })

  it('continues after a row that was processed late', async () => {
    await db.execute(sql`
      insert into publish_outbox (kind, source_id, payload_hash, processed_at)
      select 'tag', gen_random_uuid(), 'x', ${LONG_AGO}::timestamptz from generate_series(1, ${3 * PAGE}::int)`)
    await processedAt(5, NOW.toISOString())
    expect(await pruneCounts()).toMatchObject({ outbox: 3 * PAGE - 1 })
    expect(await kept()).toEqual([5])
  })

  it('deletes at most `limit` rows per call', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    const page = () => deleteProcessed(db, { before: new Date('2100-01-01'), limit: 2 })
    expect([await page(), await page(), await page()]).toEqual([2, 1, 0])
  })
})

describe('pruning tombstones', () => {
  const publishedAt = (thing: number, time: string) =>
    db.execute(
      sql`update published_items set published_at = ${time}::timestamptz where right(source_id::text, 4)::int = ${thing}`,
    )

  it('deletes them 90 days after they were published', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    await publish([1, null], [2, null], [3, null])
    await publishedAt(1, '2025-11-12T14:29:59Z')
    await publishedAt(2, '2025-11-12T14:30:00Z')
    await publishedAt(3, NOW.toISOString())
    expect(await pruneCounts()).toMatchObject({ outbox: 0, tombstones: 1 })
    expect(await readThings(db)).toEqual([
      [5, 2, null],
      [6, 3, null],
    ])
  })

  it('never deletes an existing item, however long ago it was published', async () => {
    await publish([1, 1], [2, 1])
    await db.execute(sql`update published_items set published_at = ${LONG_AGO}::timestamptz`)
    expect(await pruneCounts()).toMatchObject({ tombstones: 0 })
    expect(await readThings(db)).toEqual([
      [1, 1, 1],
      [2, 2, 1],
    ])
    expect(await prunedSeq()).toBe(0)
  })

  it('also deletes those of items that were never published and that no reader ever had', async () => {
    await publish([1, null])
    await publishedAt(1, LONG_AGO)
    expect(await pruneCounts()).toMatchObject({ tombstones: 1 })
    expect(await readThings(db)).toEqual([])
    expect(await prunedSeq()).toBe(0)
  })

  it('remembers the highest seq deleted, in whatever order, and never goes back', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    await publish([1, null], [2, null], [3, null])
    await publishedAt(2, LONG_AGO)
    await runAt(db, prune, NOW)
    expect(await prunedSeq()).toBe(5)
    await publishedAt(1, LONG_AGO)
    expect(await pruneCounts()).toMatchObject({ tombstones: 1 })
    expect(await prunedSeq()).toBe(5)
    await publishedAt(3, LONG_AGO)
    await runAt(db, prune, NOW)
    expect(await prunedSeq()).toBe(6)
    await runAt(db, prune, NOW)
    expect(await prunedSeq()).toBe(6)
  })

  it('reuses no seq: an item that returns gets the next one', async () => {
    await publish([1, 1])
    await publish([1, null])
    await publishedAt(1, LONG_AGO)
    await runAt(db, prune, NOW)
    await publish([1, 1])
    expect(await readThings(db)).toEqual([[3, 1, 1]])
  })

  it.each([2 * PAGE, 2 * PAGE + 1])('goes on page by page, through %i of them', async (rows) => {
    await db.batch([
      db.execute(sql`
        insert into published_items (kind, source_id, seq, outbox_id, payload, size, payload_hash, schema_version, deleted, published_at)
        select 'tag', gen_random_uuid(), nth, nth, '{}', 2, 'x', 1, true, ${LONG_AGO}::timestamptz from generate_series(1, ${rows}::int) nth`),
      db.execute(sql`update feed_state set latest_seq = ${rows}::int`),
    ])
    expect(await pruneCounts()).toMatchObject({ tombstones: rows })
    expect(await readThings(db)).toEqual([])
    expect(await prunedSeq()).toBe(rows)
  })

  it('deletes at most `limit` tombstones per call, the oldest first', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    await publish([1, null], [2, null], [3, null])
    await publishedAt(3, LONG_AGO)
    const page = () => deleteTombstones(db, { before: new Date('2100-01-01'), limit: 2 })
    expect(await page()).toBe(2)
    expect(await prunedSeq()).toBe(6)
    expect(await readThings(db)).toHaveLength(1)
    expect([await page(), await page()]).toEqual([1, 0])
  })
})

describe('pruning the feed a second time', () => {
  it('changes nothing', async () => {
    await publish([1, 1], [2, 1], [3, 1])
    await publish([1, null], [2, null])
    await db.execute(sql`update publish_outbox set processed_at = ${LONG_AGO}::timestamptz where id <> 3`)
    await db.execute(sql`update published_items set published_at = ${LONG_AGO}::timestamptz where seq = 4`)
    const state = async () =>
      Promise.all(
        ['publish_outbox', 'published_items', 'feed_state'].map(
          async (table) => (await db.execute(sql.raw(`select * from ${table} order by 1, 2`))).rows,
        ),
      )
    expect(await pruneCounts()).toMatchObject({ outbox: 4, tombstones: 1 })
    const before = await state()
    expect(await runAt(db, prune, NOW)).toMatchObject({ status: 'succeeded', counts: { outbox: 0, tombstones: 0 } })
    expect(await state()).toEqual(before)
  })
})
