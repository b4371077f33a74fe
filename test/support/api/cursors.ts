import fc from 'fast-check'
import { expect } from 'vitest'
import { sizeOf } from '../run/proof.ts'

/** A forged cursor with the given content. */
export const forgedCursor = (keys: unknown) => {
  const bytes = new TextEncoder().encode(JSON.stringify(keys))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Checks that a list accepts or refuses any content of a cursor with its own tag, and never fails. `key` draws valid keys. */
export const expectNoCursorFails = (
  tag: string,
  key: fc.Arbitrary<unknown>,
  ask: (cursor: string) => Promise<Response>,
) =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(key, key, fc.jsonValue()), { maxLength: 3 }), async (keys) => {
      const { status } = await ask(forgedCursor([tag, ...keys]))
      expect([200, 400]).toContain(status)
    }),
    { numRuns: sizeOf({ short: 20, long: 60 }) },
  )

/** Reads all items of a list by cursor, `size` at a time. Each page but the last must be full. */
export async function walk<T>(
  size: number,
  page: (query: string) => Promise<{ items: T[]; next_cursor: string | null }>,
) {
  const seen: T[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, next_cursor }: { items: T[]; next_cursor: string | null } = await page(
      `size=${size}${cursor && `&cursor=${cursor}`}`,
    )
    if (next_cursor !== null) expect(items).toHaveLength(size)
    seen.push(...items)
    cursor = next_cursor
  }
  return seen
}
