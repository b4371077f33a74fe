import type { Context } from 'hono'
import { type IndexEntry, type IndexScope, readSkillIndex } from '../../../db/clients/index-entries.ts'
import { discoveryIndex } from '../../../domain/clients/discovery-index.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { skillRef } from '../../../http/input/skill-ref.ts'

/** The kinds of scopes by the first part of their address. */
export const SCOPES = {
  s: {
    what: 'skill',
    // `find` prints `slug@name`, which people paste behind `add`.
    meant: (ref: string): IndexScope => ({ skill: skillRef(ref.replace(/@[^@]*$/, '')) }),
  },
  p: { what: 'publisher', meant: (handle: string): IndexScope => ({ publisher: handle }) },
  c: { what: 'category', meant: (key: string): IndexScope => ({ category: key.toLowerCase() }) },
  t: { what: 'tag', meant: (key: string): IndexScope => ({ tag: key.toLowerCase() }) },
  l: { what: 'list', meant: (id: string): IndexScope => ({ list: id.toLowerCase() }) },
} as const

export type ScopeKind = keyof typeof SCOPES

/** Only an archive at the address of its own skill is counted: from any other index, a client fetches all archives to install one. */
const archiveAddress = (kind: ScopeKind, { slug, digest }: IndexEntry) =>
  kind === 's' ? `/s/${encodeURIComponent(slug)}/archives/${digest}.zip` : `/v1/archives/${digest}.zip`

/** The skills of a scope, and whether there is, or was, such a scope. */
export const readScope = (
  c: Context<AppEnv>,
  kind: ScopeKind,
  scope: string,
  what?: Parameters<typeof readSkillIndex>[2],
) => readSkillIndex(c.var.db, SCOPES[kind].meant(scope), what)

/** The index 0.2.0 of a scope. */
export const indexOf = (kind: ScopeKind, entries: readonly IndexEntry[]) =>
  discoveryIndex(entries, (entry) => archiveAddress(kind, entry))
