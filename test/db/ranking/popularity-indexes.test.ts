import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { COUNTED_COLUMNS } from '../../../src/db/ranking/popularity-counts.ts'
import { createDatabase } from '../../support/run/database.ts'

it('changes no indexed column when it counts, so that the update of a row writes no index', async () => {
  const written = [...COUNTED_COLUMNS, 'popularity_score', 'score_updated_at']
  const { db } = await createDatabase()
  const { rows } = await db.execute(sql`
    select i.indexrelid::regclass::text as index, a.attname as column from pg_index i
      join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
    where i.indrelid = 'skill_popularity'::regclass and a.attname = any(${`{${written.join(',')}}`}::text[])`)
  expect(rows).toEqual([])
})
