import { factsOf } from '../../../../domain/files/file-facts.ts'
import { MAX_BYTES } from '../../../../domain/files/manifest.ts'
import { runConcurrently } from '../../../../domain/text/run-concurrently.ts'
import type { ClientContext } from '../../../runner/command.ts'
import type { Mirror } from '../open-mirror.ts'
import { NoAnswer, type SourceClient } from '../source-client.ts'
import { DamagedFile, fileReader, type Refusal } from './file-reader.ts'
import { type FileStore, fileStore, type NewFile, type WantedFile } from './file-store.ts'
import { hashArchives } from './pack.ts'

const AT_ONCE = 8
const TIMEOUT_MS = 120_000
/** A run that follows asks again for a file that failed, after this time. */
const FAILED_FOR_MS = 10 * 60_000
/** The run gives up if so many files get no answer, one after the other. */
const HOPELESS = 20

/** `asked`: the source was asked for them. `refused`: it does not give them out. `collected`: no version names them any more. */
export type FileCounts = {
  asked: number
  fetched: number
  bytes: number
  refused: number
  damaged: number
  collected: number
  archives: number
}

export const noFiles = (): FileCounts => ({
  ...{ asked: 0, fetched: 0, bytes: 0, refused: 0, damaged: 0 },
  ...{ collected: 0, archives: 0 },
})

type Run = {
  ctx: ClientContext
  mirror: Mirror
  ask: SourceClient
  /** The most files that this run may ask for. */
  maxFiles: number
  counts: FileCounts
}

/**
 * Fetches the files that the versions of a mirror name and that are not here, each once, and deletes those that none names any more.
 * `isFirst`: files that failed before need not wait.
 */
export async function fetchFiles(run: Run, isFirst: boolean): Promise<void> {
  const { ctx, mirror, counts } = run
  const store = fileStore(mirror)
  const now = ctx.clock()
  store.begin(now)
  counts.collected += store.collect()
  await fetchPages(run, store, isFirst ? now : new Date(now.getTime() - FAILED_FOR_MS))
  counts.archives += await hashArchives(mirror, {
    mayGoOn: ctx.mayGoOn,
    onDamaged: (fault) => loseFile(run, store, fault),
  })
}

/** Reads every kept file, and makes those wanted again that are damaged. */
export async function checkFiles(run: Pick<Run, 'ctx' | 'mirror' | 'counts'>): Promise<void> {
  const reader = fileReader(run.mirror)
  const store = fileStore(run.mirror)
  await store.forEachKept(async (sha256) => {
    await reader.read(sha256).catch((error: unknown) => {
      if (!(error instanceof DamagedFile)) throw error
      loseFile(run, store, error)
    })
    return run.ctx.mayGoOn()
  })
}

function loseFile({ ctx, counts }: Pick<Run, 'ctx' | 'counts'>, store: FileStore, { sha256 }: DamagedFile): void {
  const reason = 'The kept file is damaged, so it is fetched again.'
  ctx.log('warn', 'damaged', { target: sha256, reason })
  ctx.tally.warnings.push(`${sha256}: ${reason}`)
  store.lose(sha256)
  counts.damaged++
}

async function fetchPages(run: Run, store: FileStore, failedBefore: Date): Promise<void> {
  const { ctx, counts } = run
  ctx.tally.total = ctx.tally.processed + Math.min(store.countWanted(failedBefore), run.maxFiles - counts.asked)
  let unanswered = 0
  while (ctx.mayGoOn() && counts.asked < run.maxFiles) {
    const page = store.nextPage({ now: ctx.clock(), failedBefore })
    counts.refused += page.refused
    ctx.tally.total -= page.refused
    if (page.files.length === 0 && page.refused === 0) break
    const files = page.files.slice(0, run.maxFiles - counts.asked)
    const { results, failure } = await runConcurrently(files, AT_ONCE, (file) => fetchFile(run, file))
    settle(run, store, results)
    if (failure) throw failure
    const answered = results.some((result) => !('fault' in result) || result.isAnswer)
    unanswered = answered ? 0 : unanswered + results.length
    if (unanswered >= HOPELESS) {
      ctx.tally.warnings.push('The source does not answer, so no more files were asked for.')
      break
    }
  }
  ctx.tally.total = ctx.tally.processed
}

type Fetched = NewFile | { sha256: string; refusal: Refusal } | { sha256: string; fault: string; isAnswer: boolean }

/** An answer may be compressed, and have a few bytes more than the file for it. */
const ROOM = 4096

const REFUSALS: Record<number, Refusal> = { 403: 'withheld', 410: 'withdrawn' }

/** Asks for a file. Throws only if the run was stopped. */
async function fetchFile({ ctx, ask, counts }: Run, { sha256, size }: WantedFile): Promise<Fetched> {
  if (size > MAX_BYTES)
    return { sha256, fault: `Its size is given as ${size} bytes, more than a skill may have.`, isAnswer: true }
  counts.asked++
  try {
    return await ask<Fetched>(`/v1/files/${sha256}`, {
      maxBytes: size + ROOM,
      timeoutMs: TIMEOUT_MS,
      expected: Object.keys(REFUSALS).map(Number),
      read: async ({ status, bytes }) => {
        const refusal = REFUSALS[status]
        if (refusal) return { sha256, refusal }
        const facts = await factsOf(bytes)
        if (facts.sha256 === sha256 && facts.size === size) return { ...facts, bytes }
        throw new Error(`GET /v1/files/${sha256}: the answer does not have this hash and ${size} bytes.`)
      },
    })
  } catch (error) {
    if (ctx.stopping.aborted) throw error
    return {
      sha256,
      fault: error instanceof Error ? error.message : String(error),
      isAnswer: !(error instanceof NoAnswer),
    }
  }
}

/** Stores what came of a page, in one transaction, and updates the summary. */
function settle({ ctx, counts }: Run, store: FileStore, results: readonly Fetched[]): void {
  const now = ctx.clock()
  const kept = results.filter((result): result is NewFile => 'bytes' in result)
  const others = results.filter((result) => !('bytes' in result))
  store.keep(kept, now)
  store.refuse(
    others.map((other) => ({ sha256: other.sha256, refusal: 'refusal' in other ? other.refusal : null })),
    now,
  )
  const faults = others.filter((other) => 'fault' in other)
  counts.fetched += kept.length
  counts.bytes += kept.reduce((sum, { size }) => sum + size, 0)
  counts.refused += others.length - faults.length
  ctx.tally.total -= others.length - faults.length
  ctx.tally.success(kept.length)
  for (const { sha256, fault } of faults) ctx.tally.failure(sha256, fault)
}
