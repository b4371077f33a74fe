import { z } from 'zod'
import { toBase64 } from '../domain/text/base64.ts'
import { invalid } from './validate.ts'

/** A time in a cursor or query: of the years and offsets that PostgreSQL takes, which are fewer than ISO 8601 has. */
export const CursorTime = z.iso
  .datetime({ offset: true, abort: true, error: 'must be a time such as 2026-02-10T14:30:00Z' })
  .regex(/^(?!0000).*(Z|[+-](0\d|1[0-4]):\d\d)$/, 'is out of range')

/**
 * Reads the keys out of an opaque cursor (base64url of a JSON array, as `cursorText` makes it in SQL).
 * A cursor of another list or order does not fit `schema` and is refused as a bad query parameter.
 */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(parseBase64Json(cursor))
  if (parsed.success) return parsed.data
  const message = 'is no cursor of this list and order; take next_cursor as it was given, or leave it out to start over'
  throw invalid([{ in: 'query', pointer: '/cursor', message }])
}

/** The place behind which a list of `tag` by time and id goes on; undefined: from its beginning. Throws as `decodeCursor` does. */
export function timeCursor(cursor: string | undefined, tag: string): readonly [at: string, id: string] | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = decodeCursor(cursor, z.tuple([z.literal(tag), CursorTime, z.uuid()]))
  return [at, id]
}

/** An opaque cursor over keys, as `cursorText` makes it in SQL: for a page that the Worker puts together. */
export const encodeCursor = (keys: readonly unknown[]): string =>
  toBase64(new TextEncoder().encode(JSON.stringify(keys)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

function parseBase64Json(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return undefined
  }
}
