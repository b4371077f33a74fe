import fc from 'fast-check'
import { jsonOf } from './draft.ts'
import { encoded, oddJson, oddText } from './odd-values.ts'

const BAD_TIMES = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T00:00:00+15:00',
  `2026-01-01T00:00:00.${'1'.repeat(130)}Z`,
]
const BAD_NUMBERS = [-1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 1e-320, -0, Number.NaN]

const toCursor = (keys: unknown) => Buffer.from(jsonOf(keys)).toString('base64url')

function keysOf(cursor: string): unknown[] {
  const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  return Array.isArray(keys) ? keys : [keys]
}

/** A cursor of another list, an invalid one, or one of this list with a forged key. */
export function twistedCursor(all: readonly string[], own: readonly string[]): fc.Arbitrary<string> {
  const key = fc.oneof(
    oddJson,
    fc.constantFrom<unknown>(...BAD_TIMES, ...BAD_NUMBERS, '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'),
  )
  const bent = (cursors: readonly string[]) =>
    fc.tuple(fc.constantFrom(...cursors), fc.nat(), key).map(([cursor, at, value]) => {
      const keys = keysOf(cursor)
      return toCursor(keys.with(at % keys.length, value))
    })
  return fc.oneof(
    oddText.map(encoded),
    key.map(toCursor),
    ...(all.length > 0 ? [fc.constantFrom(...all)] : []),
    ...(own.length > 0
      ? [bent(own), bent(own), bent(own), fc.constantFrom(...own).map((cursor) => cursor.slice(1))]
      : []),
  )
}
