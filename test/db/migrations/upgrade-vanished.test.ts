import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { migrateOnly } from './migration-steps.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name === '0019_vanished_skills')

/** Skills by slug, with when each of their files vanished. */
const FILES: Record<string, (string | null)[]> = {
  gone: ['2026-01-02', '2026-01-03'],
  half: ['2026-01-02', null],
  there: [null],
  made: [],
}

it('marks the skills whose files had all vanished before, and withdraws their texts from the feed', async () => {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, BEFORE)
  await db.execute(sql`insert into skill_sources (id, name, type, last_crawled_at, created_at, updated_at)
    values (gen_random_uuid(), 'kit', 'github', '2026-02-03', now(), now())`)
  const ids = new Map(Object.keys(FILES).map((slug) => [slug, crypto.randomUUID() as string]))
  for (const [slug, files] of Object.entries(FILES)) {
    await db.execute(sql`insert into skills (id, slug, owner, name, status, created_at, updated_at)
      values (${ids.get(slug)}::uuid, ${slug}, 'acme', ${slug}, 'active', now(), now())`)
    await db.execute(sql`
      with files as (
        insert into raw_skills (id, source_id, vanished_at, created_at, updated_at)
        select gen_random_uuid(), s.id, f::timestamptz, now(), now() from skill_sources s, jsonb_array_elements_text(${JSON.stringify(files)}::jsonb) f
        returning id, source_id
      ) insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at) select ${ids.get(slug)}::uuid, source_id, id, now() from files`)
  }
  await migrateDatabase(at)
  const { rows } = await db.execute(
    sql`select slug, (vanished_at at time zone 'UTC')::date::text as day from skills where vanished_at is not null`,
  )
  expect(rows).toEqual([{ slug: 'gone', day: '2026-01-03' }])
  const { rows: told } = await db.execute(
    sql`select kind, source_id, deleted from publish_outbox where kind = 'document'`,
  )
  expect(told).toEqual([{ kind: 'document', source_id: ids.get('gone'), deleted: true }])
  const { rows: sources } = await db.execute(sql`select seen_at = last_crawled_at as is_seen from skill_sources`)
  expect(sources).toEqual([{ is_seen: true }])
})
