import type { Context } from 'hono'
import type { z } from 'zod'
import type { RawSkill, RawSkillItem } from '../../../routes/admin/intake/raw-skill-schema.ts'
import { type Api, type Query, withQuery } from '../../api.ts'
import type { AdminEnv } from '../admin-view.ts'
import type { Values } from '../parts/fields.tsx'
import type { Problem } from '../parts/refusal.tsx'

export type Item = z.output<typeof RawSkillItem>
export type File = z.output<typeof RawSkill>
export type Files = { items: Item[]; next_cursor: string | null }

/** What came of a decision that was refused: why, on which version, and what had been filled in. */
export type Refused = {
  problem: Problem
  seen: { file_hash: string | null; folder_digest: string | null }
  values: Values
}

/** How many files around the shown one are read, to know which comes next. */
const AROUND = 50
const NAMES = ['status', 'parse_status', 'verdict', 'sort', 'source_id', 'vanished', 'q', 'cursor'] as const

/** Which files somebody works through, and from where on. It stands in the query of every page of the review. */
export type Queue = { [N in (typeof NAMES)[number]]?: string | undefined }

export function queueOf(c: Context<AdminEnv>): Queue {
  const asked = c.req.query()
  return Object.fromEntries(NAMES.flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])))
}

/** What is read of the API. Without a choice, the files that wait. `any` stands for all of them. */
export const asQuery = ({ status = 'new', ...queue }: Queue): Query => ({
  ...queue,
  status: status === 'any' ? undefined : status,
})

export const queuePath = (queue: Queue): string => withQuery('/admin/review', queue)
export const filePath = (id: string, queue: Queue): string => withQuery(`/admin/review/${id}`, queue)

export const readQueue = (api: Api, queue: Queue, size: number) =>
  api.get<Files>('/v1/admin/raw-skills', { ...asQuery(queue), size })

/** Where the neighbours of a file in the queue are, and how far it is from its beginning. */
export type Place = { next: string; previous: string | null }

/**
 * Returns the place of a file in the queue. A decided file leaves the queue, so its place is looked up while it is shown, and
 * the form carries the address of the next one.
 */
export async function placeOf(api: Api, id: string, queue: Queue): Promise<Place> {
  const { items, next_cursor } = await readQueue(api, queue, AROUND)
  const at = items.findIndex((item) => item.id === id)
  const next = at < 0 ? items.find((item) => item.id !== id) : items[at + 1]
  const previous = at > 0 ? items[at - 1] : undefined
  const further = next_cursor === null ? queuePath({ ...queue, cursor: undefined }) : nextPath(queue, next_cursor)
  return {
    next: next ? filePath(next.id, queue) : further,
    previous: previous ? filePath(previous.id, queue) : null,
  }
}

const nextPath = (queue: Queue, cursor: string) => withQuery('/admin/review/next', { ...queue, cursor })
