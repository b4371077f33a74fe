import { isUnavailable } from '../db/errors.ts'
import { type JobContext, LeaseLost, type RunError } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'

/**
 * Work in pages, each committed separately. `work` returns how much of a page there was; the last page is not full. With a page of 1,
 * the chore ends when there was nothing.
 */
export type Chore = { page: number; work: (size: number) => Promise<number> }

type Turns = {
  /** How much of each chore was done. */
  done: Record<string, number>
  /** The names of the chores that have more to do. */
  unfinished: string[]
  errors: RunError[]
}

/**
 * Does one page of each chore in turn until there is nothing more to do, or no time. So a chore that has much to do takes no more
 * than its turns from the others. A chore that fails ends, and the others go on.
 */
export async function takeTurns(
  { mayGoOn }: Pick<JobContext, 'mayGoOn'>,
  chores: Readonly<Record<string, Chore>>,
): Promise<Turns> {
  const done = Object.fromEntries(Object.keys(chores).map((name) => [name, 0]))
  const errors: RunError[] = []
  let unfinished = Object.entries(chores)
  while (unfinished.length > 0) {
    const again: typeof unfinished = []
    for (const [place, [name, chore]] of unfinished.entries()) {
      if (!(await mayGoOn())) {
        return { done, unfinished: [...again, ...unfinished.slice(place)].map(([left]) => left), errors }
      }
      try {
        const worked = await chore.work(chore.page)
        done[name] = (done[name] ?? 0) + worked
        if (worked >= chore.page) again.push([name, chore])
      } catch (error) {
        if (error instanceof LeaseLost || isUnavailable(error)) throw error
        errors.push({ target: name, reason: reasonOf(error) })
      }
    }
    unfinished = again
  }
  return { done, unfinished: [], errors }
}
