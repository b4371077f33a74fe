import type { EdgeCache } from '../../../src/runs/job.ts'

/** Stands for the cache before the Worker, and keeps what it is asked to purge. `next` is what it answers instead of doing so. */
export function anEdgeCache() {
  const calls: CachePurgeOptions[] = []
  let next: (() => Promise<CachePurgeResult>) | undefined
  const edge: EdgeCache = {
    purge: async (what) => {
      if (next) return next()
      calls.push(what)
      return { success: true, errors: [] }
    },
  }
  return {
    edge,
    /** The tags of each call, or `everything`. */
    purged: () => calls.map((call) => (call.purgeEverything ? 'everything' : (call.tags ?? []))),
    forget: () => void calls.splice(0),
    /** What it answers from now on, or does first. Without an argument it purges again. */
    answer: (other?: () => Promise<CachePurgeResult>) => {
      next = other
    },
  }
}
