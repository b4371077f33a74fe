import type { Db } from '../../db/connect.ts'
import { isRowFault } from '../../db/errors.ts'
import { normalizeRound, noteRefusal, type Outcomes } from '../../db/events/normalize-events.ts'
import { countDue, listDue } from '../../db/events/pending-events.ts'
import { halve } from '../../db/halve.ts'
import type { PlannedJob } from '../../runs/job.ts'
import { reasonOf } from '../../runs/run-job.ts'

/** Raw events per round. */
export const ROUND = 10_000

/** Turns raw events into events that count, in rounds that commit separately. */
export const normalizeEvents: PlannedJob = {
  name: 'normalize-events',
  leaseSeconds: 300,
  async run({ db, now, mayGoOn }) {
    const { normalized, retried, dropped } = await normalizeInRounds({ db, now, limit: ROUND, mayGoOn })
    return { counts: { normalized, retried, ...dropped } }
  },
  plan: async ({ db, now }) => ({ due: await countDue(db, now) }),
}

type Rounds = {
  db: Db
  now: Date
  /** Raw events per round. */
  limit: number
  siteId?: string | undefined
  /** Called after each round. False ends the work. */
  mayGoOn: (roundsDone: number) => boolean | Promise<boolean>
  /** Called after each round with its outcomes and the totals so far. */
  onRound?: (done: Outcomes, total: Outcomes) => void
}

/**
 * Runs rounds until no event is due or `mayGoOn` returns false. Events that the database refuses do not hold up the
 * others.
 */
export async function normalizeInRounds(p: Rounds): Promise<Outcomes> {
  const total = nothing()
  for (let round = 1; ; round++) {
    const { done, isLast } = await runRound(p)
    add(total, done)
    p.onRound?.(done, total)
    if (isLast || !(await p.mayGoOn(round))) return total
  }
}

/** Returns how many raw events were handled, whatever their outcome. */
export const sumOf = ({ normalized, retried, dropped }: Outcomes): number =>
  [normalized, retried, ...Object.values(dropped)].reduce((sum, count) => sum + count, 0)

const nothing = (): Outcomes => ({ normalized: 0, retried: 0, dropped: {} })

function add(total: Outcomes, { normalized, retried, dropped }: Outcomes) {
  total.normalized += normalized
  total.retried += retried
  for (const [reason, count] of Object.entries(dropped)) total.dropped[reason] = (total.dropped[reason] ?? 0) + count
}

async function runRound({ db, now, limit, siteId }: Rounds): Promise<{ done: Outcomes; isLast: boolean }> {
  try {
    const done = await normalizeRound(db, { now, limit, siteId })
    return { done, isLast: sumOf(done) < limit }
  } catch (error) {
    if (!isRowFault(error)) throw error
    const done = await isolateRefused(db, now, await listDue(db, { now, limit, siteId }))
    // Another run may have handled some of them meanwhile, so only an empty round is the last.
    return { done, isLast: sumOf(done) === 0 }
  }
}

async function isolateRefused(db: Db, now: Date, ids: readonly number[]): Promise<Outcomes> {
  const { results, refused } = await halve(ids, (part) => normalizeRound(db, { now, ids: part }))
  for (const { item, error } of refused) results.push(await noteRefusal(db, { id: item, now, reason: reasonOf(error) }))
  const total = nothing()
  for (const result of results) add(total, result)
  return total
}
