import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { reasonOf } from '../../../runs/run-job.ts'
import { type ClientContext, defineCommand } from '../../runner/command.ts'
import { type FeedClient, feedClient } from './feed-client.ts'
import type { Page } from './page.ts'
import type { Place } from './place.ts'
import { type MirrorStore, openStore } from './store.ts'

/** The most changes of a page. */
const PAGE = 1000

const isOrigin = (address: string) => {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
}

const Input = z.object({
  from: z
    .string()
    .refine(isOrigin, 'must be an origin without a path, such as https://skills.example')
    .transform((address) => new URL(address).origin),
  to: z.string().min(1, 'must not be empty'),
  follow: z.boolean().default(false),
  everySec: z.coerce.number('must be a number').int('must be a whole number').min(1).max(3600).default(10),
})
type Input = z.output<typeof Input>

/** A small consumer of the feed: its copy equals the published catalogue, row by row. */
export const mirrorCommand = defineCommand({
  input: Input,
  runOutside: mirror,
})

async function mirror(ctx: ClientContext, input: Input): Promise<void> {
  const store = openStore({ path: input.to, source: input.from, readOnly: ctx.dryRun })
  const client = feedClient({
    origin: input.from,
    limit: Math.min(ctx.limit, PAGE),
    stopping: ctx.stopping,
    onRetry: (reason) => ctx.log('warn', 'retry', { target: input.from, reason }),
  })
  try {
    await follow({ ctx, input, store, client, seen: { bootstraps: 0, pages: 0, changes: 0, deletions: 0, dropped: 0 } })
  } catch (error) {
    // A stop during a pause is no failure; every other error is.
    const isStopped = ctx.stopping.aborted && error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name)
    if (!isStopped) throw error
  } finally {
    store.close()
  }
}

type Run = {
  ctx: ClientContext
  input: Input
  store: MirrorStore
  client: FeedClient
  /** `dropped`: items of the mirror that a repeated bootstrap no longer had. */
  seen: { bootstraps: number; pages: number; changes: number; deletions: number; dropped: number }
}

async function follow(run: Run): Promise<void> {
  const { ctx, input, store, client } = run
  let place = store.place()
  if (place.cursor === null && place.after === null) run.seen.bootstraps++
  let lost = 0
  while (ctx.mayGoOn()) {
    const page = await orNullIfAway(run, client.readPage(place))
    if (page === null) await rest(run)
    else if (page === 'gone') {
      if (++lost > 1) throw new Error('The feed rejects the place that its own bootstrap returned.')
      place = restart(run, place)
    } else {
      if (place.after !== null) lost = 0
      take(run, place, page)
      place = page.next
      if (place.after === page.latestSeq) {
        if (!input.follow) return
        await waitForNews(run, page.latestSeq)
      }
    }
  }
}

/** Stores a page and updates the summary. */
function take({ ctx, store, seen }: Run, place: Place, { items, next, latestSeq, lagSeconds }: Page): void {
  const dropped = ctx.dryRun ? 0 : store.apply(items, place, next)
  if (dropped > 0) ctx.tally.warnings.push(`The feed no longer has ${dropped} items of the mirror; they were deleted.`)
  seen.dropped += dropped
  seen.pages++
  seen.changes += items.length
  seen.deletions += items.filter(({ deleted }) => deleted).length
  ctx.tally.details = { ...seen, after: next.after, latest_seq: latestSeq, lag_seconds: lagSeconds }
  ctx.tally.total = ctx.tally.processed + items.length + (next.after === null ? 0 : latestSeq - next.after)
  ctx.tally.success(items.length)
  ctx.log('debug', 'page', { changes: items.length, after: next.after, latest_seq: latestSeq })
}

function restart({ ctx, input, store, seen }: Run, place: Place): Place {
  const again: Place = { round: place.round + 1, after: null, cursor: null }
  const reason = `The feed cannot continue from ${place.after ?? 'the cursor'}, so the mirror starts from the beginning.`
  ctx.log('warn', 'bootstrap', { target: input.from, reason })
  ctx.tally.warnings.push(reason)
  if (!ctx.dryRun) store.apply([], place, again)
  seen.bootstraps++
  return again
}

/** With --follow, returns null if a feed that has answered before does not answer now. */
const orNullIfAway = <T>({ ctx, input, seen }: Run, asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (!input.follow || seen.pages === 0 || ctx.stopping.aborted) throw error
    ctx.log('warn', 'away', { target: input.from, reason: reasonOf(error) })
    return null
  })

async function waitForNews(run: Run, latestSeq: number): Promise<void> {
  do await rest(run)
  while (run.ctx.mayGoOn() && (await orNullIfAway(run, run.client.readLatestSeq())) === latestSeq)
}

const rest = ({ ctx, input }: Run) => pause(input.everySec * 1000, undefined, { signal: ctx.stopping })
