import { getTableName, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  adminUsers,
  categories,
  categoryAliases,
  rawSkills,
  sites,
  skillImprovements,
  skillSources,
  skills,
  tags,
} from '../../../drizzle/schema.ts'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { migrateOnly } from './migration-steps.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name === '0010_audit_times')

const AUDITED = {
  skill: skills,
  raw_skill: rawSkills,
  source: skillSources,
  category: categories,
  tag: tags,
  category_alias: categoryAliases,
  user: adminUsers,
  improvement: skillImprovements,
  site: sites,
}
/** The times of an audited table that the log could have when it was rewritten. Younger ones were never written otherwise. */
const timesOf = (table: (typeof AUDITED)[keyof typeof AUDITED]) => known.get(getTableName(table)) ?? []

let known: Map<string, string[]>
beforeAll(async () => {
  const { db } = await emptyDatabase()
  await migrateOnly(db, BEFORE)
  const { rows } = await db.execute<{ table: string; times: string[] }>(sql`
    select table_name as table, array_agg(column_name::text) as times from information_schema.columns
    where table_schema = 'public' and data_type = 'timestamp with time zone' group by 1`)
  known = new Map(rows.map(({ table, times }) => [table, times]))
})

type Entry = { target: string; before: unknown; after: unknown }

/** The entries as an upgrade leaves them. */
async function upgraded(entries: readonly Entry[]): Promise<unknown[]> {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, BEFORE)
  await db.execute(sql`
    insert into audit_log (at, actor, action, target_type, target_id, before, after)
    select now(), 'ada', 'x', e->>'target', 'id', nullif(e->'before', 'null'), nullif(e->'after', 'null')
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as given(e, nth) order by nth`)
  await migrateDatabase(at)
  const { rows } = await db.execute(sql`select target_type as target, before, after from audit_log order by id`)
  return rows
}

const entriesOf = (earlier: string, later: string): Entry[] =>
  Object.entries(AUDITED).map(([target, table]) => ({
    target,
    before: { name: earlier, ...Object.fromEntries(timesOf(table).map((name) => [name, earlier])) },
    after: Object.fromEntries(timesOf(table).map((name) => [name, later])),
  }))

it('rewrites the times of every audited table, and no other text', async () => {
  const earlier = '2025-03-04T05:06:07.123456+00:00'
  const given = entriesOf(earlier, '2025-03-04T00:30:00-03:30')
  const expected = entriesOf('2025-03-04T05:06:07.123Z', '2025-03-04T04:00:00.000Z')
  for (const entry of expected) Object.assign(entry.before as object, { name: earlier })
  expect(await upgraded(given)).toEqual(expected)
})

it('leaves every other value unchanged', async () => {
  const at = '2025-03-04T05:06:07+00:00'
  const entries: Entry[] = [
    { target: 'job', before: null, after: { run_id: 'r', created_at: at } },
    { target: 'tag', before: { hour: at, name: at }, after: null },
    { target: 'raw_skill', before: { data_json: { created_at: at } }, after: { reviewed_at: null } },
    { target: 'site', before: {}, after: { created_at: '2025-03-04T05:06:07.000Z' } },
    { target: 'skill', before: { created_at: 'infinity' }, after: { created_at: '12025-03-04T05:06:07+00:00' } },
    { target: 'source', before: { created_at: `${at} BC` }, after: { created_at: 5, vanished_at: [at] } },
  ]
  expect(await upgraded(entries)).toEqual(entries)
})

it('rewrites the only side of an entry about a created or deleted thing', async () => {
  const [at, anew] = ['2025-03-04T05:06:07.1+00:00', '2025-03-04T05:06:07.100Z']
  const entries = (created_at: string): Entry[] => [
    { target: 'tag', before: null, after: { key: 'pdf', created_at } },
    { target: 'tag', before: { key: 'pdf', created_at }, after: null },
  ]
  expect(await upgraded(entries(at))).toEqual(entries(anew))
})
