import { z } from 'zod'
import { type FieldType, KINDS, type Kind, PROJECTIONS } from '../../domain/feed/publication.ts'
import { Time } from '../catalogue/schemas.ts'

const FIELDS: Record<FieldType, z.ZodType> = {
  text: z.string().nullable(),
  texts: z.array(z.string()),
  time: Time.nullable(),
  integer: z.int().nullable(),
  decimal: z.number().nullable(),
}

const payloadOf = (kind: Kind) =>
  z
    .strictObject(
      Object.fromEntries(Object.entries(PROJECTIONS[kind].fields).map(([name, type]) => [name, FIELDS[type]])),
    )
    .meta({ ref: `Published${kind[0]?.toUpperCase()}${kind.slice(1)}` })

const Tombstone = z.strictObject({}).meta({ ref: 'Tombstone', description: 'What is no longer public has no payload.' })

const FeedItem = z
  .strictObject({
    seq: z.int().meta({ description: 'Its place in the feed; the same thing changed again has a higher one.' }),
    kind: z.enum(KINDS),
    id: z
      .guid()
      .meta({ description: 'With `kind`, what it is about. A document and a popularity have the id of their skill.' }),
    deleted: z.boolean(),
    schema_version: z.int().meta({ description: 'Of the payloads of this kind.' }),
    payload_hash: z
      .string()
      .meta({ description: 'SHA-256 over the canonical JSON (RFC 8785) of the payload, in hex.' }),
    payload: z.union([...KINDS.map(payloadOf), Tombstone]),
    published_at: Time,
  })
  .meta({ ref: 'FeedItem' })

export const FeedPage = z
  .strictObject({
    items: z.array(FeedItem),
    next_cursor: z.string().nullable().optional().meta({
      description: 'Of a bootstrap alone: its next page. Null: this was the last, go on with `after=next_after`.',
    }),
    next_after: z.int().meta({ description: 'The `after` to go on with.' }),
    latest_seq: z.int(),
    lag_seconds: z
      .int()
      .meta({ description: 'How long the oldest change has waited for its place in the feed; 0: none does.' }),
    page_hash: z.string().meta({
      description:
        'SHA-256 in hex over one line `<seq> <kind> <id> <deleted> <payload_hash>` an item, each ended by a line feed.',
    }),
  })
  .meta({ ref: 'FeedPage' })

export const FeedState = z
  .strictObject({
    latest_seq: z.int(),
    oldest_after: z.int().meta({ description: 'An `after` below this is answered with 410.' }),
    latest_published_at: Time.nullable(),
    lag_seconds: z.int(),
  })
  .meta({ ref: 'FeedState' })
