import { Refused } from '../../runner/command.ts'

/**
 * How far a mirror has come: `after` is its place in the feed, null while it bootstraps, at `cursor` (null: at the first page).
 * `round` counts its bootstraps: what an earlier one brought and the last one did not is no longer there.
 */
export type Place = { round: number; after: number | null; cursor: string | null }

export const BEGINNING: Place = { round: 1, after: null, cursor: null }

/** One change as a mirror keeps it; `payload` is canonical JSON. */
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

/** What is mirrored. Opening it makes an empty file at the most; the first page does the rest. */
export type MirrorStore = {
  place: () => Place
  /**
   * Takes the changes of a page in and moves from one place to the next. What is kept of a thing is never replaced by an older change.
   * At the end of a bootstrap, what it did not bring goes. May be repeated. Throws where another run has moved on meanwhile.
   */
  apply: (items: readonly Item[], from: Place, to: Place) => void
  close: () => void
}

/** Where a mirror lies, and the origin whose feed it follows. */
export type StoreOptions = { path: string; source: string; readOnly: boolean }

/** Whether a page that moved a mirror so was the last of a bootstrap that was not its first: there may be things to clear away. */
export const endsRepeatedBootstrap = (from: Place, to: Place) =>
  from.after === null && to.after !== null && to.round > 1

export const movedMeanwhile = () => new Error('Another run has moved this mirror on; this page was not kept.')

/** Throws where a mirror follows another feed: the places of two feeds have nothing to do with each other. */
export function requireSource({ path, source }: StoreOptions, kept: string): void {
  if (kept !== source) throw new Refused(`--to: ${path} is a mirror of ${kept}; take another one for ${source}.`)
}

export const noMirror = ({ path }: StoreOptions) =>
  new Refused(`--to: ${path} is neither empty nor a mirror of a feed; nothing was changed.`)
