import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { enqueueThings, readDue, readThings, type ThingState } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { sizeOf } from '../../support/run/proof.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

const put = (...states: ThingState[]) => db.execute(enqueueThings(...states))
const feed = () => readThings(db)
const empty = () =>
  db.batch([
    db.execute(sql`truncate publish_outbox, published_items`),
    db.execute(sql`update feed_state set latest_seq = 0`),
  ])

/** A model of the publisher: takes the last state of each item in a round, and gives each changed one the next place. */
class Model {
  readonly waiting: ThingState[] = []
  readonly #things = new Map<number, { seq: number | null; value: number | null }>()
  #latest = 0

  round(limit: number) {
    const due = this.waiting.splice(0, limit)
    const last = due.filter(([thing], i) => !due.slice(i + 1).some(([later]) => later === thing))
    for (const [thing, value] of last) {
      const known = this.#things.get(thing) ?? { seq: null, value: null }
      this.#things.set(thing, { value, seq: known.value === value ? known.seq : ++this.#latest })
    }
  }

  feed() {
    const rows = [...this.#things].map(([thing, { seq, value }]) => [seq, thing, value] as const)
    return rows.sort(([a, x], [b, y]) => (a ?? 1e9) - (b ?? 1e9) || x - y)
  }
}

describe('the publisher', () => {
  it('publishes the same, seq by seq, if every row is enqueued twice', async () => {
    const rows: ThingState[] = [...Array(60).keys()].map((i) => [i % 7, i % 5 === 0 ? null : i % 3])
    const publishInRounds = async (copies: number) => {
      await empty()
      for (const row of rows) await put(...Array<ThingState>(copies).fill(row))
      while ((await publishRound(db, 10 * copies)).processed > 0);
      return feed()
    }
    expect(await publishInRounds(2)).toEqual(await publishInRounds(1))
  })

  it('does what the model does, for any rows in any rounds', async () => {
    const row = fc.tuple(fc.nat(4), fc.option(fc.nat(2), { nil: null }))
    const rounds = fc.array(
      fc.record({ rows: fc.array(row, { maxLength: 12 }), limit: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        await empty()
        const model = new Model()
        for (const { rows, limit } of all) {
          if (rows.length > 0) await put(...rows)
          model.waiting.push(...rows)
          await publishRound(db, limit)
          model.round(limit)
          expect(await feed()).toEqual(model.feed())
        }
        expect(await readDue(db)).toHaveLength(model.waiting.length)
      }),
      { numRuns: sizeOf({ short: 15, long: 60 }) },
    )
  })
})
