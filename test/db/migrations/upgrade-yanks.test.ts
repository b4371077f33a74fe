import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { edgePurgeRows } from './earlier-rows.ts'
import { makeBoardDay } from './first-rows.ts'
import { migrateOnly } from './migration-steps.ts'
import { insertRows } from './rows.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name.endsWith('_yanks_before_history'))
const KNOWN = [{ action: 'unyank', at: '2025-03-01T00:00:00.000Z', reason: 'It was mended.' }]

it.each([
  ['yanked before', null, [{ action: 'yank', at: '2025-03-04T05:06:07.123Z', reason: 'It deletes.' }]],
  ['that has a history', KNOWN, KNOWN],
])('has when and why for a version %s', async (_, history, expected) => {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, BEFORE)
  await makeBoardDay(db)
  await insertRows(db, edgePurgeRows())
  await db.execute(sql`
    update skill_versions set yanked_at = '2025-03-04T06:06:07.123456+01:00', yank_reason = 'It deletes.',
      yank_history = ${history && JSON.stringify(history)}::jsonb`)
  await migrateDatabase(at)
  const { rows } = await db.execute(sql`select yank_history from skill_versions`)
  expect(rows).toEqual([{ yank_history: expected }])
})
