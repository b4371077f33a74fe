import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { AnyDay, AnyTime } from '../../../src/http/input/times.ts'
import { createDatabase } from '../../support/run/database.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

const RANGE = 'is out of range: years from 1, at most 9 digits of a second, and a UTC offset of at most 14 hours'
const faultOf = (text: string) => AnyTime.safeParse(text).error?.issues[0]?.message

describe('a time from outside', () => {
  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999-14:00', '2026-02-10T14:30:00.123456+00:00'])(
    'may be %s',
    (text) => {
      expect(faultOf(text)).toBeUndefined()
    },
  )

  it.each([
    '0000-01-01T00:00:00Z',
    `2026-02-10T14:30:00.${'1'.repeat(130)}Z`,
    `2026-02-10T14:30:00.${'1'.repeat(10)}Z`,
    '2026-02-10T14:30:00+14:01',
    '2026-02-10T14:30:00-23:59',
  ])('is out of range if it is %s', (text) => {
    expect(faultOf(text)).toBe(RANGE)
  })

  it.each([
    'now',
    'infinity',
    '2026-02-30T00:00:00Z',
    '2026-02-10',
    '2026-02-10T24:00:00Z',
    '10000-01-01T00:00:00Z',
    '',
  ])('is no time if it is "%s"', (text) => {
    expect(faultOf(text)).toBeDefined()
  })

  it('is always one that PostgreSQL takes', async () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'))
    const time = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), part(13), part(32), part(24), part(60), part(61), part(24), part(60))
      .chain(([year, month, day, hour, minute, second, offset, more]) =>
        fc
          .tuple(fc.stringMatching(/^(\.\d{1,12})?$/), fc.constantFrom('Z', `+${offset}:${more}`, `-${offset}:${more}`))
          .map(
            ([fraction, zone]) =>
              `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`,
          ),
      )
    const taken = fc.sample(time, { numRuns: 3000, seed: 1 }).filter((text) => AnyTime.safeParse(text).success)
    expect(taken.length).toBeGreaterThan(300)
    const { rows } = await db.execute(sql`
      select count(t::timestamptz)::int as times from jsonb_array_elements_text(${JSON.stringify(taken)}::jsonb) t`)
    expect(rows).toEqual([{ times: taken.length }])
  })
})

describe('a day from outside', () => {
  it.each([
    ['2026-02-10', true],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['0000-12-31', false],
    ['2026-02-30', false],
    ['2026-2-1', false],
  ])('%s: %s', (text, fits) => {
    expect(AnyDay.safeParse(text).success).toBe(fits)
  })
})
