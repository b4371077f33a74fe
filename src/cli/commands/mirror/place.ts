/**
 * How far a mirror has come. `after` is its place in the feed; it is null during a bootstrap, whose next page is at `cursor` (null:
 * the first page). `round` counts the bootstraps: at the end of one, the mirror drops the items of earlier rounds.
 */
export type Place = { round: number; after: number | null; cursor: string | null }

export const BEGINNING: Place = { round: 1, after: null, cursor: null }

/** One change of the feed. `payload` is canonical JSON. */
export type Item = {
  seq: number
  kind: string
  id: string
  deleted: boolean
  schemaVersion: number
  payloadHash: string
  payload: string
  publishedAt: string
}
