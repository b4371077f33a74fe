import { cut, oneLine } from '../text/text.ts'
import { slugPart } from './slug.ts'

export const PUBLISHER_KINDS = ['github', 'site', 'local'] as const
export const PUBLISHER_STATUSES = ['active', 'gone'] as const
export type PublisherStatus = (typeof PUBLISHER_STATUSES)[number]
export type PublisherKind = (typeof PUBLISHER_KINDS)[number]

/**
 * Whom a file names as its publisher: GitHub's login, a host, or an owner in an operator's words. With `kind: null` the
 * name is the handle of a publisher of any kind, or of a new local publisher if there is none.
 */
export type PublisherName = { kind: PublisherKind | null; name: string }

/** A publisher's name as the queries take it. `publisherPart` is the part of a slug that it asks for. */
export type NamedPublisher = { publisherKind: PublisherKind | null; publisherName: string; publisherPart: string }

/** Leaves room for a number behind a name that is taken. */
const MAX_NAME = 190
const MAX_PART = 100

export function namedPublisher({ kind, name }: PublisherName): NamedPublisher {
  const publisherName = cut(oneLine(name), MAX_NAME) || 'unknown'
  return { publisherKind: kind, publisherName, publisherPart: slugPart(publisherName, MAX_PART) || 'unknown' }
}
