import canonicalize from 'canonicalize'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { enqueueTouched } from '../../../src/db/feed/outbox.ts'
import { type Kind, payloadHash } from '../../../src/domain/feed/publication.ts'
import { expectedState, readDue } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { sizeOf } from '../../support/run/proof.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

const empty = () => db.execute(sql`truncate publish_outbox, skills cascade`)

/** How many rows the outbox has once all of a kind are enqueued: each with the bytes that TypeScript would write, their hash, and what is expected of the tables. */
async function check(kind: Kind) {
  await db.execute(enqueueTouched(kind, sql`select id from skills`))
  const due = await readDue(db)
  const expected = await expectedState(db)
  for (const { source, payload, hash } of due) {
    const parsed = JSON.parse(payload ?? '')
    expect(payload).toBe(canonicalize(parsed))
    expect(hash).toBe(await payloadHash(parsed))
    expect(parsed).toEqual(expected.get(`${kind} ${source}`))
  }
  return due.length
}

const scores = (values: readonly (number | string)[]) =>
  db.batch([
    db.execute(sql`insert into skills (id, slug, name, owner, status, created_at, updated_at)
      select gen_random_uuid(), 'slug-' || nth, 'name', 'owner', 'active', now(), now() from generate_series(1, ${values.length}::int) nth`),
    db.execute(sql`insert into skill_popularity (skill_id, score_updated_at, popularity_score)
      select s.id, now(), v.value::float8 from jsonb_array_elements_text(${JSON.stringify(values.map(String))}::jsonb) with ordinality v(value, nth)
        join skills s on s.slug = 'slug-' || nth`),
  ])
const scoresThat = async () =>
  (await readDue(db)).map(({ payload }) => /"score":([^,]+)/.exec(payload ?? '')?.[1]).sort()

describe('a payload in SQL', () => {
  it('of any popularity score is the number that TypeScript reads and writes', async () => {
    const decimal = fc.oneof(
      fc.double({ noNaN: false }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc
        .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.constantFrom(1e2, 1e4, 1e5, 1e9))
        .map(([n, by]) => n / by),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(decimal, { minLength: 50, maxLength: 100 }), async (values) => {
        await empty()
        await scores(values)
        expect(await check('popularity')).toBe(values.length)
      }),
      { numRuns: sizeOf({ short: 10, long: 30 }) },
    )
  })

  it.each<[number | string, string]>([
    [0.00005, '0.0001'],
    [-0.00005, '-0.0001'],
    [0.00004999, '0'],
    [1e-7, '0'],
    [-1e-7, '0'],
    ['-0', '0'],
    [123456789.12345, '123456789.1235'],
    [1.005, '1.005'],
    [2.00005, '2.0001'],
    [10, '10'],
    [100000, '100000'],
    [0.5, '0.5'],
    [-42.25, '-42.25'],
    [99999.99999, '100000'],
    [999999999999999, '999999999999999'],
    [100000000000000.5, '100000000000000'],
    [123456789012345.5, '123456789012346'],
    [1e15, 'null'],
    [1e21, 'null'],
    [-1e300, 'null'],
    ['NaN', 'null'],
    ['Infinity', 'null'],
    ['-Infinity', 'null'],
  ])('has the popularity score %s as %s', async (value, written) => {
    await empty()
    await scores([value])
    expect(await check('popularity')).toBe(1)
    expect(await scoresThat()).toEqual([written])
  })

  it.each([
    ['2026-02-10T14:30:00Z', '2026-02-10T14:30:00.000Z'],
    ['2026-02-10T14:30:00.999999Z', '2026-02-10T14:30:00.999Z'],
    ['2026-02-10T14:30:00.0009+05:30', '2026-02-10T09:00:00.000Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ])('has the time %s as %s', async (given, written) => {
    await empty()
    await db.execute(sql`insert into skills (id, slug, name, owner, status, created_at, updated_at)
      values (gen_random_uuid(), 's', 'n', 'o', 'active', ${given}::timestamptz, now())`)
    expect(await check('skill')).toBe(1)
    const [row] = await readDue(db)
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({ created_at: written })
  })
})
