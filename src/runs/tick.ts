import type { Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import { type EndedRun, endRuns } from '../db/operations/leases.ts'

/** What the attempts of one tick and their steps share. */
export type Tick = {
  /** Part of each holder, so that a retry takes over the lease of its own earlier attempt. */
  id: string
  /** Ends that the database does not know yet. */
  ends: EndedRun[]
}

/** Returns 48 bits of chance as 12 hex digits. */
export const hexOf48Bits = (random: () => number): string =>
  Math.floor(random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0')

export const newTick = (random: () => number): Tick => ({
  id: hexOf48Bits(random),
  ends: [],
})

/**
 * Sends the ends that are not recorded yet. If the database is away, it throws and keeps them. If the database refuses them,
 * it throws and forgets them.
 */
export async function sendEnds<T>(tick: Tick, send: (ends: readonly EndedRun[]) => Promise<T>): Promise<T> {
  const sent = tick.ends
  // Steps may run side by side, so others may have ended meanwhile.
  const forget = () => {
    tick.ends = tick.ends.filter((end) => !sent.includes(end))
  }
  try {
    const answer = await send(sent)
    forget()
    return answer
  } catch (error) {
    if (!isUnavailable(error)) forget()
    throw error
  }
}

/** Records the ends that are not recorded yet, as `sendEnds` does. */
export async function recordEnds(db: Db, tick: Tick): Promise<void> {
  if (tick.ends.length > 0) await sendEnds(tick, (ends) => endRuns(db, ends))
}

/** Seconds before each further attempt to record the end of a run. */
const RECORD_AGAIN_AFTER_S = [1, 4, 10, 15]

/**
 * Records the ends of a run that nobody retries, so that its lease does not stand in the way of the next one. While the
 * database is away, it waits for up to half a minute. Never throws.
 */
export async function recordEndsLater(db: Db, tick: Tick, sleep: (ms: number) => Promise<unknown>): Promise<void> {
  for (const seconds of RECORD_AGAIN_AFTER_S) {
    if (tick.ends.length === 0) return
    await sleep(seconds * 1000)
    await recordEnds(db, tick).catch(() => {})
  }
}
