import * as z from 'zod'
import { invalid } from './field-errors.ts'
import { AnyTime } from './times.ts'

/**
 * Returns the keys in an opaque cursor, which is base64url of a JSON array. Throws Failure `invalid` if they do not fit
 * `schema`, as with a cursor of another list or order.
 */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(parseBase64Json(cursor))
  if (parsed.success) return parsed.data
  const message = 'does not belong to this list and order; use next_cursor unchanged, or leave it out to start over'
  throw invalid([{ in: 'query', pointer: '/cursor', message }])
}

/** Returns the time and id in a cursor of the list `tag`, or undefined without a cursor. Throws Failure `invalid`. */
export function timeCursor(cursor: string | undefined, tag: string): readonly [at: string, id: string] | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = decodeCursor(cursor, z.tuple([z.literal(tag), AnyTime, z.uuid()]))
  return [at, id]
}

function parseBase64Json(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return undefined
  }
}
