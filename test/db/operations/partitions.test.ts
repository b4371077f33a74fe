import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { makePartitions } from '../../../src/db/operations/partitions.ts'
import { createDatabase } from '../../support/run/database.ts'
import { keepOnlyDefaults } from '../../support/run/partitions.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
  await keepOnlyDefaults(db)
})
beforeEach(async () => {
  await db.execute(sql`drop table if exists things`)
  await db.execute(sql`create table things (at timestamptz not null, name text) partition by range (at)`)
  await db.execute(sql`create table things_default partition of things default`)
  await db.execute(sql`create unique index uq_things_default on things_default (name) where name <> ''`)
})

const make = async (first: string, last: string, step = '1 day', table = 'things') => {
  const { rows } = await db.execute<{ made: number }>(sql`
    select make_partitions(${table}::regclass, ${first}::date, ${last}::date, ${step}::interval) as made`)
  return rows[0]?.made
}
const drop = async (before: string, keeping: string | null = null) => {
  const { rows } = await db.execute<{ dropped: boolean }>(
    sql`select drop_partition('things'::regclass, ${before}::timestamptz, ${keeping}) as dropped`,
  )
  return rows[0]?.dropped
}
const insert = (...rows: [at: string, name: string][]) =>
  db.execute(
    sql`insert into things select (r->>0)::timestamptz, r->>1 from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`,
  )
const stored = async () =>
  (await db.execute(sql`select tableoid::regclass::text as leaf, name from things order by at, name`)).rows.map(
    ({ leaf, name }) => `${leaf} ${name}`,
  )
const bounds = async (table = 'things') =>
  (
    await db.execute(sql`
      select leaf::text, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as starts, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as ends
      from partition_bounds(${table}::regclass) where not is_default order by starts_at`)
  ).rows.map(({ leaf, starts, ends }) => `${leaf} ${starts} ${ends}`)

describe('making partitions', () => {
  it('makes one a UTC day, and nothing a second time', async () => {
    expect(await make('2026-02-09', '2026-02-10')).toBe(2)
    const days = [
      'things_20260209 2026-02-09 00:00 2026-02-10 00:00',
      'things_20260210 2026-02-10 00:00 2026-02-11 00:00',
    ]
    expect(await bounds()).toEqual(days)
    expect(await make('2026-02-09', '2026-02-10')).toBe(0)
    expect(await bounds()).toEqual(days)
  })

  it('makes one a month, and one for each thirty days since 1970', async () => {
    await make('2026-01-31', '2026-02-01', '1 month')
    expect(await bounds()).toEqual([
      'things_20260101 2026-01-01 00:00 2026-02-01 00:00',
      'things_20260201 2026-02-01 00:00 2026-03-01 00:00',
    ])
    await db.execute(sql`create table dated (day date not null) partition by range (day)`)
    await make('2026-02-10', '2026-03-01', '30 days', 'dated')
    expect(await bounds('dated')).toEqual(['dated_20260206 2026-02-06 00:00 2026-03-08 00:00'])
  })

  it('leaves out the days of a partition that covers many', async () => {
    await db.execute(
      sql`create table earlier partition of things for values from (minvalue) to ('2026-02-10T00:00:00Z')`,
    )
    expect(await make('2026-02-01', '2026-02-11')).toBe(2)
    expect((await bounds()).slice(1)).toEqual([
      'things_20260210 2026-02-10 00:00 2026-02-11 00:00',
      'things_20260211 2026-02-11 00:00 2026-02-12 00:00',
    ])
  })

  it('moves the rows of its days out of the default partition, and gives them its indexes', async () => {
    await insert(['2026-02-09T23:59:59.999Z', 'a'], ['2026-02-10T00:00:00Z', 'b'], ['2026-02-11T00:00:00Z', 'c'])
    await make('2026-02-10', '2026-02-10')
    expect(await stored()).toEqual(['things_default a', 'things_20260210 b', 'things_default c'])
    await expect(insert(['2026-02-10T09:00:00Z', 'b'])).rejects.toMatchObject({ cause: { code: '23505' } })
    await insert(['2026-02-10T09:00:00Z', ''], ['2026-02-10T09:00:00Z', ''])
  })

  it('makes each one once if several do it at the same time, while rows arrive', async () => {
    const day = (n: number) => `2026-02-${String(10 + n).padStart(2, '0')}T12:00:00Z`
    const arriving = Array.from({ length: 8 }, (_, n) => insert([day(n), `row ${n}`]))
    const made = await Promise.all([1, 2, 3, 4].map(() => make('2026-02-10', '2026-02-17')))
    await Promise.all(arriving)
    expect(made.toSorted()).toEqual([0, 0, 0, 8])
    await make('2026-02-10', '2026-02-17')
    expect(await stored()).toEqual(
      Array.from({ length: 8 }, (_, n) => `things_${day(n).slice(0, 10).replaceAll('-', '')} row ${n}`),
    )
  })

  it('reads bounds as UTC, whatever the time zone of the session', async () => {
    await make('2026-02-10', '2026-02-10')
    const [, made] = await db.batch([
      db.execute(sql`set local timezone to 'Asia/Tokyo'`),
      db.execute(sql`select make_partitions('things'::regclass, '2026-02-10', '2026-02-10', interval '1 day') as made`),
    ])
    expect(made.rows).toEqual([{ made: 0 }])
  })
})

describe('dropping a partition', () => {
  beforeEach(async () => {
    await make('2026-02-08', '2026-02-10')
    await insert(['2026-02-08T12:00:00Z', 'old'], ['2026-02-08T12:00:00Z', 'pending'], ['2026-02-09T12:00:00Z', 'new'])
  })

  it('drops the oldest that has ended by then, one a call', async () => {
    expect(await drop('2026-02-08T23:59:59Z')).toBe(false)
    expect(await drop('2026-02-10T00:00:00Z')).toBe(true)
    expect(await stored()).toEqual(['things_20260209 new'])
    expect([await drop('2026-02-10T00:00:00Z'), await drop('2026-02-10T00:00:00Z')]).toEqual([true, false])
    expect(await stored()).toEqual([])
  })

  it('keeps the rows that are still needed in the default partition', async () => {
    expect(await drop('2026-02-09T00:00:00Z', `name = 'pending'`)).toBe(true)
    expect(await stored()).toEqual(['things_default pending', 'things_20260209 new'])
  })

  it('drops each one once if several do it at the same time', async () => {
    const dropped = await Promise.all([1, 2, 3].map(() => drop('2026-02-10T00:00:00Z', `name = 'pending'`)))
    expect(dropped.toSorted()).toEqual([false, true, true])
    expect(await stored()).toEqual(['things_default pending'])
  })
})

describe('the partitioned tables', () => {
  const NOW = new Date('2026-02-10T14:30:00Z')

  it('have partitions for the days around now, with the indexes of their default partitions', async () => {
    await makePartitions(db, NOW)
    const { rows } = await db.execute(sql`
      with leaves as (
        select t, is_default, starts_at, array(
          select regexp_replace(pg_get_indexdef(indexrelid), '^CREATE (UNIQUE )?INDEX .* USING', '\\1USING') from pg_index where indrelid = leaf order by 1) as indexes
        from unnest(array['raw_events', 'skill_events', 'event_keys', 'audit_log']) t cross join lateral partition_bounds(t::regclass)
      )
      select t as "table", count(*)::int as made, min(starts_at)::date::text as first, max(starts_at)::date::text as last,
        bool_and(indexes = (select d.indexes from leaves d where d.t = l.t and d.is_default)) as alike
      from leaves l where not is_default group by t order by t`)
    const alike = true
    expect(rows).toEqual([
      { table: 'audit_log', made: 1, first: '2026-02-01', last: '2026-02-01', alike },
      { table: 'event_keys', made: 1, first: '2026-02-06', last: '2026-02-06', alike },
      { table: 'raw_events', made: 15, first: '2026-02-03', last: '2026-02-17', alike },
      { table: 'skill_events', made: 39, first: '2026-01-10', last: '2026-02-17', alike },
    ])
    expect(await makePartitions(db, NOW)).toBe(0)
  })

  it('get those of the next day a week ahead', async () => {
    await makePartitions(db, NOW)
    expect(await makePartitions(db, new Date('2026-02-11T00:00:00Z'))).toBe(2)
  })
})
