import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { connect, type Db } from '../../../src/db/connect.ts'
import { publishOutbox } from '../../../src/jobs/publish-outbox.ts'
import { enqueueThings, publishAll, readDue, readThings, type ThingState } from '../../support/oracles/feed-oracle.ts'
import { FAULTS, seededFaults, startFaultyEndpoint } from '../../support/outside/faulty-endpoint.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { newSeed } from '../../support/run/proof.ts'

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>
let db: Db
let url: string

beforeAll(async () => {
  endpoint = await startFaultyEndpoint({ target: inject('postgres').endpoint, draw: () => undefined })
})
afterAll(() => endpoint.stop())
beforeEach(async () => {
  endpoint.change()
  ;({ url } = await createDatabase())
  db = connect({ url, endpoint: endpoint.url })
})

const put = (...states: ThingState[]) => db.execute(enqueueThings(...states))

const PUBLISHED = [
  [1, 2, 1],
  [2, 1, 2],
  [null, 3, null],
]

describe('a publisher whose connection dies', () => {
  it.each(FAULTS)('%s: has published all or nothing, and the next run ends in the same', async (fault) => {
    await put([1, 1], [2, 1], [1, 2], [3, null])
    let requests = 0
    // The first request takes the lease, the second one publishes.
    endpoint.change(() => (++requests === 2 ? fault : undefined))
    expect(await runAt(db, publishOutbox)).toMatchObject({ status: 'failed' })
    expect(await readThings(db)).toEqual(fault.endsWith('after') ? PUBLISHED : [])
    expect(await runAt(db, publishOutbox)).toMatchObject({ status: 'succeeded' })
    expect(await readThings(db)).toEqual(PUBLISHED)
  })

  it('in the middle of its statement publishes nothing, and the next run publishes everything', async () => {
    await put([1, 1], [2, 1], [1, 2], [3, null])
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    onTestFinished(() => client.end())
    await client.query('begin')
    await client.query('lock table feed_state in exclusive mode')
    const cut = expect(publishAll(db)).rejects.toThrow()
    await vi.waitFor(
      async () => {
        const { rowCount } = await client.query(`
          select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
        expect(rowCount).toBe(1)
      },
      { timeout: 10_000, interval: 5 },
    )
    await cut
    await client.query('commit')
    expect(await readThings(db)).toEqual([])
    expect(await readDue(db)).toHaveLength(4)
    await publishAll(db)
    expect(await readThings(db)).toEqual(PUBLISHED)
  })

  it('again and again, at random, still gives each change one seq without a gap', async () => {
    const draw = seededFaults(newSeed(), 40)
    const done = endpoint.done.length
    const THINGS = 60
    for (let thing = 1; thing <= THINGS; thing++) {
      endpoint.change()
      await put([thing, 1])
      endpoint.change(draw)
      await runAt(db, publishOutbox)
    }
    endpoint.change()
    expect(new Set(endpoint.done.slice(done))).toEqual(new Set(FAULTS))
    await publishAll(db)
    expect(await readThings(db)).toEqual(Array.from({ length: THINGS }, (_, i) => [i + 1, i + 1, 1]))
  })
})
