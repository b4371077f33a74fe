import { EventEmitter, once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../../../src/db/connect.ts'
import { publishRound } from '../../../../src/db/feed/publish.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { expectedState, publishAll, readItems } from '../../../support/oracles/feed-oracle.ts'
import { changeAtRandom } from '../../../support/outside/catalogue-writers.ts'
import {
  type Disturbance,
  enqueueTwice,
  holdTransactionsOpen,
  killPublishers,
} from '../../../support/outside/disturbances.ts'
import { mulberry32 } from '../../../support/outside/faulty-endpoint.ts'
import { mirroredState, newMirror, readMirror, runMirror } from '../../../support/outside/mirror.ts'
import { createDatabase, type TestDatabase } from '../../../support/run/database.ts'
import { newSeed, sizeOf } from '../../../support/run/proof.ts'
import { connectAsNewRole } from '../../../support/run/role.ts'

const CHANGES = sizeOf({ short: 160, long: 5000 })
/** How often at least everything that goes on beside the writers has to happen. */
const OFTEN = sizeOf({ short: 3, long: 20 })
const WRITERS = 8
const MINUTES = 60_000

/** Writers at work, and those who wait for them. */
class Progress {
  begun = 0
  ended = false
  readonly #news = new EventEmitter().setMaxListeners(20)

  onChange = (nth: number) => {
    this.begun = nth
    if (nth % 5 === 0) this.#news.emit('news')
  }
  end = () => {
    this.ended = true
    this.#news.emit('news')
  }
  /** Five changes later; false when there is none to come. */
  async news(): Promise<boolean> {
    if (!this.ended) await once(this.#news, 'news')
    return !this.ended
  }
}

/** Publishes in small rounds, so that there are many; one that fails comes again. */
async function publish(db: Db, progress: Progress) {
  let rounds = 0
  const round = () =>
    publishRound(db, 20).then(
      ({ more }) => {
        rounds++
        return more
      },
      () => true,
    )
  while (await progress.news()) while (!progress.ended && (await round()));
  return rounds
}

/** A mirror that looks again and again, each time as a run of its own, from the nth change on. None of its runs may fail. */
async function follow(origin: string, path: string, from: number, progress: Progress) {
  let runs = 0
  while (await progress.news()) if (progress.begun >= from) await runOnce(origin, path).then(() => runs++)
  return runs
}

async function runOnce(origin: string, path: string) {
  const { code, summary } = await runMirror(origin, path, '--limit', '100')
  expect({ code, errors: summary().errors }).toEqual({ code: 0, errors: [] })
}

async function prove(p: { prepare?: (at: TestDatabase) => Promise<void>; disturb?: Disturbance }) {
  const at = await createDatabase()
  const api = await serveApp(at)
  onTestFinished(() => api.stop())
  await p.prepare?.(at)
  const { db: publisher, role } = await connectAsNewRole(at)
  const [early, late] = [await newMirror(), await newMirror()]

  const progress = new Progress()
  const random = mulberry32(newSeed())
  const changes = changeAtRandom(at.db, { changes: CHANGES, writers: WRITERS, random, onChange: progress.onChange })
  const happened = await Promise.all([
    publish(publisher, progress),
    p.disturb?.(at, () => !progress.ended, role) ?? CHANGES,
    follow(api.origin, early, 1, progress),
    follow(api.origin, late, CHANGES / 2, progress),
    changes.finally(progress.end),
  ])
  expect(progress.begun).toBe(CHANGES)
  expect(Math.min(...happened.slice(0, 4).map(Number))).toBeGreaterThan(OFTEN)

  await publishAll(at.db)
  const items = (await readItems(at.db)).filter(({ seq }) => seq !== null)
  expect(new Set(items.map(({ seq }) => seq)).size).toBe(items.length)
  const places = new Map(items.map(({ kind, id, seq }) => [`${kind} ${id}`, seq]))
  for (const path of [early, late]) {
    await runOnce(api.origin, path)
    expect(mirroredState(path)).toEqual(await expectedState(at.db))
    for (const { kind, id, seq } of readMirror(path)) expect(seq).toBe(places.get(`${kind} ${id}`))
  }
}

describe(`${WRITERS} writers make ${CHANGES} changes while mirrors follow, and the mirrors end as the catalogue`, () => {
  it('with a publisher at work', () => prove({}), 10 * MINUTES)

  it('with publishers that are killed at random', () => prove({ disturb: killPublishers }), 10 * MINUTES)

  it('with transactions held open across a publish', () => prove({ disturb: holdTransactionsOpen }), 10 * MINUTES)

  it(
    'with every row of the outbox enqueued twice',
    () => prove({ prepare: ({ db }) => enqueueTwice(db) }),
    10 * MINUTES,
  )
})
