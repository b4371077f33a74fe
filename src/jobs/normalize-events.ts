import type { Db } from '../db/connect.ts'
import { isRowFault } from '../db/errors.ts'
import { listDue, normalizeRound, noteRefusal, type Outcomes } from '../db/queries/normalize-events.ts'
import type { Job } from './job.ts'
import { reasonOf } from './run-job.ts'

const ROUND = 5000

/** Turns what was received into what is counted, in rounds that each commit alone. */
export const normalizeEvents: Job = {
  name: 'normalize-events',
  leaseSeconds: 300,
  async run({ db, now, timeLeft, renew }) {
    const mayGoOn = async () => {
      if (timeLeft() <= 0) return false
      await renew()
      return true
    }
    const { normalized, retried, dropped } = await normalizeInRounds({ db, now, limit: ROUND, mayGoOn })
    return { counts: { normalized, retried, ...dropped } }
  },
}

type Rounds = {
  db: Db
  now: Date
  /** Raw events a round. */
  limit: number
  siteId?: string | undefined
  /** Asked before each round but the first. */
  mayGoOn: (roundsDone: number) => boolean | Promise<boolean>
  /** Told what each round has done, and what all have so far. */
  onRound?: (done: Outcomes, total: Outcomes) => void
}

/** Rounds until nothing is due or there is no going on. Events that the database refuses do not keep back their neighbours. */
export async function normalizeInRounds(p: Rounds): Promise<Outcomes> {
  const total: Outcomes = { normalized: 0, retried: 0, dropped: {} }
  for (let round = 1; ; round++) {
    const done = await roundOrIsolated(p)
    add(total, done)
    p.onRound?.(done, total)
    if (sumOf(done) < p.limit || !(await p.mayGoOn(round))) return total
  }
}

/** All raw events that came to an end in a round. */
export const sumOf = ({ normalized, retried, dropped }: Outcomes): number =>
  [normalized, retried, ...Object.values(dropped)].reduce((sum, count) => sum + count, 0)

function add(total: Outcomes, { normalized, retried, dropped }: Outcomes) {
  total.normalized += normalized
  total.retried += retried
  for (const [reason, count] of Object.entries(dropped)) total.dropped[reason] = (total.dropped[reason] ?? 0) + count
}

async function roundOrIsolated({ db, now, limit, siteId }: Rounds): Promise<Outcomes> {
  try {
    return await normalizeRound(db, { now, limit, siteId })
  } catch (error) {
    if (!isRowFault(error)) throw error
    return isolate(db, now, await listDue(db, { now, limit, siteId }))
  }
}

/** Halves what the database refused until each event at fault is alone: log₂ steps for one of many. */
async function isolate(db: Db, now: Date, ids: readonly number[]): Promise<Outcomes> {
  if (ids.length === 0) return { normalized: 0, retried: 0, dropped: {} }
  try {
    return await normalizeRound(db, { now, ids })
  } catch (error) {
    if (!isRowFault(error)) throw error
    const [id] = ids
    if (ids.length === 1 && id !== undefined) return noteRefusal(db, { id, now, reason: reasonOf(error) })
    const half = Math.ceil(ids.length / 2)
    const first = await isolate(db, now, ids.slice(0, half))
    add(first, await isolate(db, now, ids.slice(half)))
    return first
  }
}
