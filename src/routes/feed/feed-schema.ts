import * as z from 'zod'
import { type FieldType, KINDS, type Kind, PROJECTIONS } from '../../domain/feed/publication.ts'
import { Time } from '../../http/answers.ts'

const FIELDS: Record<FieldType, z.ZodType> = {
  text: z.string().nullable(),
  texts: z.array(z.string()),
  time: Time.nullable(),
  integer: z.int().nullable(),
  decimal: z.number().nullable(),
  boolean: z.boolean().nullable(),
  files: z.array(z.strictObject({ mode: z.string(), path: z.string(), sha256: z.string(), size: z.int() })),
}

const payloadOf = (kind: Kind) =>
  z
    .strictObject(
      Object.fromEntries(Object.entries(PROJECTIONS[kind].fields).map(([name, type]) => [name, FIELDS[type]])),
    )
    .meta({ ref: `Published${kind[0]?.toUpperCase()}${kind.slice(1)}` })

const Tombstone = z
  .strictObject({})
  .meta({ ref: 'Tombstone', description: 'The payload of something that is no longer public.' })

const FeedItem = z
  .strictObject({
    seq: z.int().meta({
      description: 'The place of the change in the feed. When the same thing changes again, it gets a higher one.',
    }),
    kind: z.enum(KINDS),
    id: z.guid().meta({
      description:
        'Identifies the thing together with `kind`. A document, a popularity and a tier have the id of their skill; a version has its own.',
    }),
    deleted: z.boolean(),
    schema_version: z.int().meta({ description: 'The version of the payload schema of this kind.' }),
    payload_hash: z.string().meta({ description: 'Hex SHA-256 of the canonical JSON (RFC 8785) of the payload.' }),
    payload: z.union([...KINDS.map(payloadOf), Tombstone]),
    published_at: Time,
  })
  .meta({ ref: 'FeedItem' })

export const FeedPage = z
  .strictObject({
    items: z.array(FeedItem),
    next_cursor: z.string().nullable().optional().meta({
      description:
        'Only in a bootstrap: the cursor of its next page. Null on the last page; then go on with `after=next_after`.',
    }),
    next_after: z.int().meta({ description: 'The `after` of the next request.' }),
    latest_seq: z.int(),
    lag_seconds: z
      .int()
      .meta({ description: 'How long the oldest unpublished change has waited. 0 if there is none.' }),
    page_hash: z.string().meta({
      description:
        'Hex SHA-256 of one line `<seq> <kind> <id> <deleted> <payload_hash>` per item, each with a line feed at its end.',
    }),
  })
  .meta({ ref: 'FeedPage' })

export const FeedState = z
  .strictObject({
    latest_seq: z.int(),
    oldest_after: z.int().meta({ description: 'A lower `after` gets a 410.' }),
    latest_published_at: Time.nullable(),
    lag_seconds: z.int(),
  })
  .meta({ ref: 'FeedState' })
