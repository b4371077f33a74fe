import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  BEGINNING,
  endsRepeatedBootstrap,
  type Item,
  type MirrorStore,
  movedMeanwhile,
  noMirror,
  type Place,
  requireSource,
  type StoreOptions,
} from './store.ts'

const KeptPlace = z.strictObject({
  source: z.string(),
  round: z.int(),
  after: z.int().nullable(),
  cursor: z.string().nullable(),
})
const KeptItem = z.object({ seq: z.int(), round: z.int() })

const HALF_WRITTEN = '.half-written'

/**
 * A mirror in a folder: `place.json`, and a file `<kind>/<id>.json` a thing. The place is written last: a run that dies before that takes
 * the page in again. One run at a time; what has to outlive a power cut is better kept in SQLite.
 */
export function folderStore(p: StoreOptions): MirrorStore {
  const placeFile = join(p.path, 'place.json')
  const half = join(p.path, HALF_WRITTEN)
  const place = (): Place => {
    if (!existsSync(placeFile)) return BEGINNING
    const { source, ...kept } = KeptPlace.parse(readJson(placeFile))
    requireSource(p, source)
    return kept
  }
  const write = (file: string, value: unknown) => {
    writeFileSync(half, `${JSON.stringify(value)}\n`)
    renameSync(half, file)
  }
  const put = ({ kind, id, ...item }: Item, round: number) => {
    const file = join(p.path, kind, `${id}.json`)
    const kept = existsSync(file) ? KeptItem.parse(readJson(file)) : null
    if (kept && kept.round >= round && kept.seq > item.seq) return
    if (item.deleted) return rmSync(file, { force: true })
    mkdirSync(join(p.path, kind), { recursive: true })
    write(file, {
      seq: item.seq,
      schema_version: item.schemaVersion,
      payload_hash: item.payloadHash,
      published_at: item.publishedAt,
      round,
      payload: JSON.parse(item.payload),
    })
  }
  const apply = (items: readonly Item[], from: Place, to: Place) => {
    const { round, after, cursor } = place()
    if (round !== from.round || after !== from.after || cursor !== from.cursor) throw movedMeanwhile()
    mkdirSync(p.path, { recursive: true })
    // Before anything else, so that a folder that was begun is known for a mirror.
    if (!existsSync(placeFile)) write(placeFile, { source: p.source, ...from })
    for (const item of items) put(item, to.round)
    if (endsRepeatedBootstrap(from, to)) sweep(p.path, to.round)
    write(placeFile, { source: p.source, ...to })
  }
  const others = () => readdirSync(p.path).filter((name) => name !== HALF_WRITTEN)
  if (!existsSync(placeFile) && existsSync(p.path) && others().length > 0) throw noMirror(p)
  return { place, apply, close: () => {} }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Removes what no bootstrap since `round` has brought. */
function sweep(root: string, round: number): void {
  for (const kind of readdirSync(root, { withFileTypes: true })) {
    // What else somebody keeps here is theirs.
    if (!kind.isDirectory() || kind.name.startsWith('.')) continue
    for (const name of readdirSync(join(root, kind.name)).filter((file) => /^[0-9a-f-]{36}\.json$/i.test(file))) {
      const file = join(root, kind.name, name)
      if (KeptItem.parse(readJson(file)).round < round) rmSync(file)
    }
  }
}
