import canonicalize from 'canonicalize'
import { sha256Hex } from '../text/hash.ts'

/** What is published of the catalogue, in an order in which what others refer to comes first. */
export const KINDS = ['category', 'tag', 'skill', 'document', 'popularity'] as const
export type Kind = (typeof KINDS)[number]

/** How a field reads in JSON: `time` is RFC 3339 in UTC with milliseconds, `decimal` a number of at most four places, `texts` a sorted list. */
export type FieldType = 'text' | 'texts' | 'time' | 'integer' | 'decimal'

type Projection = {
  /** A raised one alone is no change: what is published keeps its own until something of it changes. */
  schemaVersion: number
  fields: Readonly<Record<string, FieldType>>
}

/**
 * What is published of each kind. Any field but a list may be null. A field that comes, goes or changes its meaning raises the version.
 * Neither ranks nor power scores: one skill's rise must not announce a thousand others. A tier moves only at its cuts.
 */
export const PROJECTIONS = {
  category: {
    schemaVersion: 1,
    fields: { key: 'text', name: 'text', description: 'text', sort_order: 'integer' },
  },
  tag: { schemaVersion: 1, fields: { key: 'text', name: 'text' } },
  skill: {
    schemaVersion: 1,
    fields: {
      slug: 'text',
      name: 'text',
      owner: 'text',
      summary: 'text',
      /** Keys, as all who refer to a category or tag use them. */
      category: 'text',
      tags: 'texts',
      license: 'text',
      license_confidence: 'text',
      content_policy: 'text',
      canonical_repo: 'text',
      skill_path: 'text',
      skill_type: 'text',
      spec_format: 'text',
      spec_version: 'text',
      content_hash: 'text',
      duplicate_of: 'text',
      created_at: 'time',
      updated_at: 'time',
      last_changed_at: 'time',
    },
  },
  document: {
    schemaVersion: 1,
    fields: { description_md: 'text', content_hash: 'text', license: 'text' },
  },
  popularity: {
    schemaVersion: 1,
    fields: {
      stars: 'integer',
      forks: 'integer',
      views_1d: 'integer',
      views_7d: 'integer',
      views_30d: 'integer',
      uses_1d: 'integer',
      uses_7d: 'integer',
      uses_30d: 'integer',
      favorites_total: 'integer',
      popularity_score: 'decimal',
      tier: 'text',
    },
  },
} as const satisfies Record<Kind, Projection>

/** The payload of what is gone, or was never public. */
export const TOMBSTONE = '{}'

/** JSON as RFC 8785 writes it. Throws for what is no JSON, such as half of a surrogate pair. */
export const canonicalJson = (payload: unknown): string => canonicalize(payload) ?? ''

/** SHA-256 over the canonical JSON of a payload, in hex. Throws as `canonicalJson` does. */
export const payloadHash = (payload: unknown): Promise<string> => sha256Hex(canonicalJson(payload))

export type Change = {
  seq: number
  kind: string
  id: string
  deleted: boolean
  payload_hash: string
}

/** SHA-256 over one line `<seq> <kind> <id> <deleted> <payload_hash>` a change, each ended by a line feed, in their order. */
export const pageHash = (changes: readonly Change[]): Promise<string> =>
  sha256Hex(changes.map((c) => `${c.seq} ${c.kind} ${c.id} ${c.deleted} ${c.payload_hash}\n`).join(''))
