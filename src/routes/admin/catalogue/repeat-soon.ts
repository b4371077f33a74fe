import type { Context } from 'hono'
import { countRemaining } from '../../../db/catalogue/upkeep/list-unfinished.ts'
import type { AppEnv } from '../../../http/app-env.ts'

/** For how long a request goes on with its change. What is left then is done by the job `finish-changes`. */
const SOON_MS = 5000

export const FINISHED_LATER =
  'More skills are left than one request can change. `Location` says where to follow the rest.'

/** Repeats a page of a change until nothing is left, or for a few seconds. Returns what the last page returned. */
export async function repeatSoon<T extends { isLeft: boolean } | null>(
  c: Context<AppEnv>,
  workPage: () => Promise<T>,
): Promise<T> {
  const until = c.var.clock().getTime() + SOON_MS
  let page = await workPage()
  while (page?.isLeft && c.var.clock().getTime() < until) {
    const next = await workPage()
    // Somebody else has made the last page meanwhile.
    if (next === null) return { ...page, isLeft: false }
    page = next
  }
  return page
}

/** Says in the answer how far a change has come: 200, or 202 with the place to follow it, and how many skills are left. */
export async function progressOf(c: Context<AppEnv>, subject: string, { isLeft }: { isLeft: boolean }) {
  if (!isLeft) return { status: 200, remaining: 0 } as const
  c.header('Location', `/v1/admin/unfinished-changes?subject=${subject}`)
  return { status: 202, remaining: await countRemaining(c.var.db, subject) } as const
}
