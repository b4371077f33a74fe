import canonicalize from 'canonicalize'
import { sha256Hex } from '../text/hash.ts'

/** The kinds of items in the feed. A kind comes after the kinds that it refers to. */
export const KINDS = ['category', 'tag', 'skill', 'document', 'version', 'popularity', 'tier'] as const
export type Kind = (typeof KINDS)[number]

/**
 * How a field is written in JSON: `time` as RFC 3339 in UTC with milliseconds, `decimal` as a number with at most four
 * decimal places, `texts` as a sorted list, `files` as the manifest of a folder.
 */
export type FieldType = 'text' | 'texts' | 'time' | 'integer' | 'decimal' | 'boolean' | 'files'

type Projection = {
  /** Raising it makes the next ticks publish every item of the kind again, once. */
  schemaVersion: number
  fields: Readonly<Record<string, FieldType>>
}

/**
 * The published fields of each kind, by the names that they have in the API. Only lists are never null. Raise the version if you add, remove or redefine a
 * field. Ranks and power scores are not published, because one skill's rise would change a thousand others. Tiers are
 * published once a day, with the boards of the day.
 */
export const PROJECTIONS = {
  category: {
    schemaVersion: 1,
    fields: { key: 'text', name: 'text', description: 'text', sort_order: 'integer' },
  },
  tag: { schemaVersion: 1, fields: { key: 'text', name: 'text' } },
  skill: {
    schemaVersion: 3,
    fields: {
      slug: 'text',
      name: 'text',
      owner: 'text',
      summary: 'text',
      /** Categories and tags are referred to by key. */
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
      verdict: 'text',
      risk: 'text',
      vanished_at: 'time',
      created_at: 'time',
      updated_at: 'time',
      last_changed_at: 'time',
    },
  },
  document: {
    schemaVersion: 1,
    fields: { description_md: 'text', content_hash: 'text', license: 'text' },
  },
  version: {
    schemaVersion: 2,
    fields: {
      skill: 'text',
      version: 'text',
      digest: 'text',
      is_complete: 'boolean',
      commit: 'text',
      license: 'text',
      content_policy: 'text',
      created_at: 'time',
      yanked_at: 'time',
      yank_reason: 'text',
      verdict: 'text',
      risk: 'text',
      /** Its scan gives a warning that no reviewer has accepted, so its files are not given out. */
      is_held: 'boolean',
      manifest: 'files',
    },
  },
  popularity: {
    schemaVersion: 3,
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
      score: 'decimal',
    },
  },
  tier: {
    schemaVersion: 1,
    fields: { power_rank: 'text', relaxed: 'boolean' },
  },
} as const satisfies Record<Kind, Projection>

/** The payload of an item that is gone or was never public. */
export const TOMBSTONE = '{}'

/** Serialises a payload as RFC 8785 demands. Throws if it is not valid JSON, for example if it has a lone surrogate. */
export const canonicalJson = (payload: unknown): string => canonicalize(payload) ?? ''

/** Returns the SHA-256 of a payload's canonical JSON, in hex. Throws in the same cases as `canonicalJson`. */
export const payloadHash = (payload: unknown): Promise<string> => sha256Hex(canonicalJson(payload))

export type Change = {
  seq: number
  kind: string
  id: string
  deleted: boolean
  payload_hash: string
}

/**
 * Returns the SHA-256 over the changes in their order, one line for each: `<seq> <kind> <id> <deleted> <payload_hash>`
 * and a line feed.
 */
export const pageHash = (changes: readonly Change[]): Promise<string> =>
  sha256Hex(changes.map((c) => `${c.seq} ${c.kind} ${c.id} ${c.deleted} ${c.payload_hash}\n`).join(''))
