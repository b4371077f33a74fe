import * as z from 'zod'
import type { Mirror } from '../open-mirror.ts'
import type { Item } from '../place.ts'
import { hasFileTables } from './tables.ts'

const Manifest = z.object({ manifest: z.array(z.object({ sha256: z.string() })) })

/** Adds the files that versions among the items name. */
export function addNamed(named: Set<string>, items: readonly Item[]): void {
  for (const { kind, payload } of items) {
    const version = kind === 'version' ? Manifest.safeParse(JSON.parse(payload)).data : undefined
    for (const { sha256 } of version?.manifest ?? []) named.add(sha256)
  }
}

/** How many files a run would ask for at most: those that the mirror wants, and those among `named` that it does not have. */
export function countMissing({ db }: Mirror, named: ReadonlySet<string>): number {
  if (!hasFileTables(db)) return named.size
  const wanted = db.prepare('select count(*) as n from wanted where refused is null').get()
  const isKnown = db.prepare(
    'select 1 from files where sha256 = $sha256 union all select 1 from wanted where sha256 = $sha256 and refused is null',
  )
  const unknown = [...named].filter((sha256) => isKnown.get({ sha256 }) === undefined)
  return Number(wanted?.n) + unknown.length
}
