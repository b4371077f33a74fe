import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { migrateOnly } from './migration-steps.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name.endsWith('_follow_all'))

it('lets every interval that no admin has set follow the changes of its source', async () => {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, BEFORE)
  await db.execute(sql`
    insert into skill_sources (id, name, type, crawl_interval_minutes, parent_id, created_at, updated_at)
    select ('00000000-0000-4000-8000-00000000000' || n)::uuid, name, type, minutes, case when parent is not null then ('00000000-0000-4000-8000-00000000000' || parent)::uuid end, now(), now()
    from (values (1, 'default', 'github', 1440, null), (2, 'list', 'list', 1440, null), (3, 'catalogue', 'catalog', 1440, null), (4, 'hourly', 'github', 60, null),
      (5, 'by hand', 'github', null, null), (6, 'set to a day', 'github', 1440, null), (7, 'child', 'github', 1440, 2), (8, 'child of a set one', 'github', 1440, 6))
      as s(n, name, type, minutes, parent)`)
  await db.execute(sql`
    insert into audit_log (at, actor, action, target_type, target_id, after) values
      (now(), 'ada', 'source.update', 'source', '00000000-0000-4000-8000-000000000006', '{"crawl_interval_minutes":1440}'),
      (now(), 'ada', 'source.update', 'source', '00000000-0000-4000-8000-000000000001', '{"name":"default"}')`)
  await migrateDatabase(at)
  const { rows } = await db.execute(
    sql`select name from skill_sources where change_gap_minutes is not null and crawl_interval_minutes = 1440 order by name`,
  )
  expect(rows.map(({ name }) => name)).toEqual(['child', 'default', 'list'])
})
