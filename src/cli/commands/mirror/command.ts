import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { PublicKey } from '../../../http/signing/signing-keys.ts'
import { reasonOf } from '../../../runs/run-job.ts'
import { readKeySet } from '../../key-set.ts'
import { type ClientContext, defineCommand } from '../../runner/command.ts'
import { Origin } from '../../runner/origin.ts'
import { type FeedClient, feedClient, type SignedPage } from './feed-client.ts'
import { checkFiles, type FileCounts, fetchFiles, noFiles } from './files/fetch-files.ts'
import { addNamed, countMissing } from './files/named-in-pages.ts'
import { makeFileTables } from './files/tables.ts'
import { type Mirror, openMirror } from './open-mirror.ts'
import type { Place } from './place.ts'
import { signatureCheck } from './signature-check.ts'
import { type SourceClient, sourceClient } from './source-client.ts'
import { feedStore, type MirrorStore } from './store.ts'

/** The most changes of a page. */
const PAGE = 1000

const Input = z
  .object({
    from: Origin,
    to: z.string().min(1, 'must not be empty'),
    keys: z.string().optional(),
    unsigned: z.boolean().default(false),
    files: z.boolean().default(false),
    maxFiles: z.coerce.number('must be a number').int('must be a whole number').min(1).optional(),
    check: z.boolean().default(false),
    follow: z.boolean().default(false),
    everySec: z.coerce.number('must be a number').int('must be a whole number').min(1).max(3600).default(10),
  })
  .refine((o) => o.files || o.maxFiles === undefined, { path: ['maxFiles'], message: 'needs --files' })
  .refine((o) => o.keys === undefined || !o.unsigned, { path: ['unsigned'], message: 'cannot be combined with --keys' })
  .refine((o) => o.files || !o.check, { path: ['check'], message: 'needs --files' })
type Input = z.output<typeof Input>

/** A small consumer of the feed: its copy equals the published catalogue, row by row, and file by file if that is wanted. */
export const mirrorCommand = defineCommand({
  input: Input,
  runOutside: mirror,
})

async function mirror(ctx: ClientContext, input: Input): Promise<void> {
  const keys = await givenKeys(input)
  const copy = openMirror({ path: input.to, readOnly: ctx.dryRun })
  const onRetry = (reason: string) => ctx.log('warn', 'retry', { target: input.from, reason })
  const ask = sourceClient({ origin: input.from, stopping: ctx.stopping, onRetry })
  const store = feedStore(copy, { path: input.to, source: input.from, now: ctx.clock })
  const check = signatureCheck({ ask, given: keys, lastSigner: store.lastSigner(), clock: ctx.clock })
  const run: Run = {
    ...{ ctx, input, copy, ask },
    store,
    client: feedClient(ask, Math.min(ctx.limit, PAGE), check),
    seen: { bootstraps: 0, pages: 0, changes: 0, deletions: 0, dropped: 0 },
    files: noFiles(),
    named: new Set(),
    isFirst: true,
  }
  try {
    await follow(run)
  } catch (error) {
    // A stop during a pause is no failure; every other error is.
    const isStopped = ctx.stopping.aborted && error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name)
    if (!isStopped) throw error
  } finally {
    if (input.files && !ctx.dryRun) ctx.tally.details = { ...ctx.tally.details, files: run.files }
    copy.db.close()
  }
}

/** Null: those that the source publishes. None at all: nothing has to be signed. */
async function givenKeys({ keys, unsigned }: Input): Promise<readonly PublicKey[] | null> {
  if (unsigned) return []
  return keys === undefined ? null : readKeySet(keys)
}

type Run = {
  ctx: ClientContext
  input: Input
  copy: Mirror
  ask: SourceClient
  store: MirrorStore
  client: FeedClient
  /** `dropped`: items of the mirror that a repeated bootstrap no longer had. */
  seen: { bootstraps: number; pages: number; changes: number; deletions: number; dropped: number }
  files: FileCounts
  /** In a dry run: the files that the pages name and that are not here. */
  named: Set<string>
  /** True until the files have been fetched once. */
  isFirst: boolean
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
        await takeFiles(run)
        if (!input.follow) return
        await waitForNews(run, page.latestSeq)
      }
    }
  }
}

/** Brings the files up to the metadata. A dry run only says how many files it has found wanting. */
async function takeFiles(run: Run): Promise<void> {
  const { ctx, input, copy: mirror, ask, files: counts, named } = run
  if (!input.files) return
  if (ctx.dryRun) {
    ctx.tally.details = { ...ctx.tally.details, files: { to_fetch: countMissing(mirror, named) } }
    return
  }
  makeFileTables(mirror.db)
  if (input.check && run.isFirst) await checkFiles({ ctx, mirror, counts })
  await fetchFiles({ ctx, mirror, ask, counts, maxFiles: input.maxFiles ?? Number.POSITIVE_INFINITY }, run.isFirst)
  run.isFirst = false
}

/** Stores a page and updates the summary. */
function take(
  { ctx, input, store, seen, named }: Run,
  place: Place,
  { items, next, latestSeq, lagSeconds, signer }: SignedPage,
): void {
  if (ctx.dryRun && input.files) addNamed(named, items)
  const dropped = ctx.dryRun ? 0 : store.apply(items, place, next, signer)
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
  if (!ctx.dryRun) store.apply([], place, again, store.lastSigner())
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
