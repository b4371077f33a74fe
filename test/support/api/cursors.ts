import fc from 'fast-check'
import { expect } from 'vitest'
import { sizeOf } from '../run/proof.ts'

/** An opaque cursor that says what a caller made up. */
export const forgedCursor = (keys: unknown) => {
  const bytes = new TextEncoder().encode(JSON.stringify(keys))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** That a list takes or refuses whatever stands in a cursor of its own tag, and never fails. `key` are values like those it makes. */
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

/** All items of a list, `size` at a time by its cursors. Each page but the last has to be full. */
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
