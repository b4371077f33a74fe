import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'
import { SETTINGS } from '../worker.ts'
import { type Bundle, bundle, serve } from '../workerd.ts'

/** No statement is sent: `/health` needs no database. */
const BINDINGS = { DATABASE_URL: 'postgres://nobody@localhost/nothing', ...SETTINGS }

const TOKENS = /\.tiktoken$/
const TEXTS = /\.(css|js|md|svg)$/

/** How many parts of the bundle are named, the largest first. */
const PARTS = 8

/** Measures how large the Worker's bundle is, what is in it, and how much later than a bare hello it answers after its start. */
export async function benchStart(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'skills-bench-'))
  try {
    const worker = await bundle('src/worker.ts', join(folder, 'worker'))
    const hello = await bundle('test/bench/hello.ts', join(folder, 'hello'))
    const rounds = await takeTurns({
      limit: () => startUp(hello, {}, folder),
      ours: () => startUp(worker, BINDINGS, folder),
    })
    return [
      { name: 'bundle, gzip', value: worker.gzipBytes / 1024, unit: 'KB', atMost: 250 },
      { name: 'beside it, gzip: the table of tokens', value: sizeOf(worker, TOKENS), unit: 'KB' },
      { name: 'beside it, gzip: what pages load, and the documentation', value: sizeOf(worker, TEXTS), unit: 'KB' },
      ...partsOf(worker).map(([part, bytes]) => ({
        name: `bundle, minified: ${part}`,
        value: bytes / 1024,
        unit: 'KB',
      })),
      // The platform refuses a Worker that takes a second to start.
      {
        name: 'cold start, more than a bare hello',
        value: median(rounds.map(({ limit, ours }) => ours - limit)),
        unit: 'ms',
        atMost: 1000,
      },
      { name: 'cold start', value: median(rounds.map(({ ours }) => ours)), unit: 'ms' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const sizeOf = ({ modules }: Bundle, kind: RegExp) =>
  modules.filter(({ path }) => kind.test(path)).reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1024

/** Milliseconds from the start of `workerd` to the first answer. */
async function startUp(bundled: Bundle, bindings: Record<string, string>, folder: string): Promise<number> {
  const begun = performance.now()
  const served = await serve(bundled, bindings, folder)
  const taken = performance.now() - begun
  served.stop()
  return taken
}

/** The largest parts of a bundle in bytes: packages, and our own folders. */
function partsOf({ inputs }: Bundle): [part: string, bytes: number][] {
  const parts = new Map<string, number>()
  for (const [path, bytes] of inputs) parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytes)
  return [...parts].toSorted(([, a], [, b]) => b - a).slice(0, PARTS)
}

const partOf = (path: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? /(?:src\/)?[^/]+/.exec(path)?.[0] ?? path
