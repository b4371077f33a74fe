import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { publishOutbox, ROUND } from '../../../src/jobs/publish-outbox.ts'
import {
  enqueueThings,
  latestSeq,
  named,
  publishAll,
  readDue,
  readItems,
  readThings,
  type ThingState,
} from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const put = (...states: ThingState[]) => db.execute(enqueueThings(...states))
const feed = () => readThings(db)

describe('a round', () => {
  it('gives each change the next seq, from 1 on, in the order of the outbox', async () => {
    await put([3, 1], [1, 1], [2, 1])
    expect(await publishAll(db)).toEqual({ processed: 3, published: 3, unchanged: 0 })
    await put([1, 2], [4, 1])
    await publishAll(db)
    expect(await feed()).toEqual([
      [1, 3, 1],
      [3, 2, 1],
      [4, 1, 2],
      [5, 4, 1],
    ])
    expect(await latestSeq(db)).toBe(5)
  })

  it('of an empty outbox changes nothing', async () => {
    expect(await publishAll(db)).toEqual({ processed: 0, published: 0, unchanged: 0 })
    expect(await latestSeq(db)).toBe(0)
  })

  it('gives no seq to an item that is already published with the same payload', async () => {
    await put([1, 1], [2, null], [3, 1])
    await publishAll(db)
    const before = await feed()
    await put([3, 1], [1, 1], [2, null])
    expect(await publishAll(db)).toEqual({ processed: 3, published: 0, unchanged: 3 })
    expect(await feed()).toEqual(before)
    expect(await latestSeq(db)).toBe(2)
  })

  it('distinguishes a tombstone from a payload with the same hash', async () => {
    await put([1, 1])
    await publishAll(db)
    await put([1, null])
    await db.execute(sql`update publish_outbox set payload_hash = 'hash of 1' where deleted`)
    await publishAll(db)
    expect(await feed()).toEqual([[2, 1, null]])
  })

  it('folds several changes of one item into the last', async () => {
    await put([1, 1], [2, 1], [1, 2], [1, null], [2, 2], [1, 3])
    expect(await publishAll(db)).toEqual({ processed: 6, published: 2, unchanged: 4 })
    expect(await feed()).toEqual([
      [1, 2, 2],
      [2, 1, 3],
    ])
  })

  it('gives no seq to an item that changed and changed back', async () => {
    await put([1, 1])
    await publishAll(db)
    await put([1, 2], [1, null], [1, 1])
    expect(await publishAll(db)).toMatchObject({ published: 0 })
    expect(await feed()).toEqual([[1, 1, 1]])
  })

  it('gives no seq to the tombstone of an item that was never published, nor to the next one', async () => {
    await put([1, 1], [1, null])
    await publishAll(db)
    await put([1, null])
    await publishAll(db)
    expect(await feed()).toEqual([[null, 1, null]])
    expect(await latestSeq(db)).toBe(0)
  })

  it('gives a seq to an item that was a tombstone at first, once it is published', async () => {
    await put([1, null])
    await publishAll(db)
    await put([1, 1])
    await publishAll(db)
    await put([1, null])
    await publishAll(db)
    expect(await feed()).toEqual([[2, 1, null]])
  })

  it('distinguishes items of two kinds that share an id', async () => {
    await put([1, 1, 'skill'], [1, 2, 'document'], [1, null, 'skill'])
    await publishAll(db)
    expect(named(await readItems(db))).toEqual([
      'document 00000000-0000-0000-0000-000000000001',
      '-skill 00000000-0000-0000-0000-000000000001',
    ])
  })

  it('is bounded, and the next one continues where it ended', async () => {
    await put([1, 1], [2, 1], [3, 1], [1, 2], [4, 1], [5, 1], [4, 2])
    const rounds = []
    for (let i = 0; i < 4; i++) rounds.push(await publishRound(db, 3))
    expect(rounds.map(({ processed, more }) => [processed, more])).toEqual([
      [3, true],
      [3, true],
      [1, false],
      [0, false],
    ])
    expect((await feed()).map(([seq, thing]) => [seq, thing])).toEqual([
      [2, 2],
      [3, 3],
      [4, 1],
      [6, 5],
      [7, 4],
    ])
  })

  it('is also bounded by bytes, but has at least one row', async () => {
    await db.execute(sql`alter table publish_outbox alter payload set storage external, set unlogged`)
    await db.execute(sql`
      insert into publish_outbox (kind, source_id, payload, payload_hash)
      select 'document', gen_random_uuid(), to_json(repeat('x', megabytes * 1000000)), 'hash'
      from unnest(array[1, 1, 63, 65, 1]) with ordinality t(megabytes, nth) order by nth`)
    const rounds = []
    for (let more = true; more; ) {
      const round = await publishRound(db, 10)
      rounds.push(round.processed)
      more = round.more
    }
    expect(rounds).toEqual([2, 1, 1, 1])
  })

  it('moves the payload from the outbox to the feed, and records its bytes', async () => {
    await put([1, 12])
    await publishAll(db)
    const { rows } = await db.execute(sql`select payload, processed_at is not null as done from publish_outbox`)
    expect(rows).toEqual([{ payload: null, done: true }])
    expect(await readItems(db)).toMatchObject([{ payload: '{"value":12}', size: 12, hash: 'hash of 12' }])
  })

  it('removes nothing from the outbox if the feed has lost its state', async () => {
    await put([1, 1])
    await db.execute(sql`delete from feed_state`)
    await expect(publishAll(db)).rejects.toThrow('The feed has no state.')
    expect(await readDue(db)).toHaveLength(1)
  })

  it('keeps the state of a tombstone as no more than {}', async () => {
    await put([1, 1])
    await publishAll(db)
    await put([1, null])
    await publishAll(db)
    expect(await readItems(db)).toMatchObject([{ seq: 2, payload: '{}', size: 2, deleted: true }])
  })
})

describe('the job', () => {
  const putMany = (rows: number) =>
    db.execute(sql`
      insert into publish_outbox (kind, source_id, payload, payload_hash)
      select 'tag', gen_random_uuid(), '{}', nth::text from generate_series(1, ${rows}::int) nth`)

  it('runs rounds until nothing is left', async () => {
    await putMany(2 * ROUND + 1)
    const counts = { processed: 2 * ROUND + 1, published: 2 * ROUND + 1, unchanged: 0 }
    expect(await runAt(db, publishOutbox)).toMatchObject({ status: 'succeeded', counts })
    expect(await latestSeq(db)).toBe(2 * ROUND + 1)
  })

  it('starts no round when its time is up, and leaves the rest to the next run', async () => {
    await putMany(ROUND + 1)
    const times = [1, 0]
    const first = await runAt(db, publishOutbox, new Date(), { timeLeft: () => times.shift() ?? 0 })
    expect(first).toMatchObject({ status: 'succeeded', counts: { processed: ROUND } })
    expect(await runAt(db, publishOutbox)).toMatchObject({ status: 'succeeded', counts: { processed: 1 } })
  })
})
