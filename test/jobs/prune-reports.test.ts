import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { prune } from '../../src/jobs/prune.ts'
import { aSkill } from '../support/builders/builders.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

it('forgets after 30 days who sent a report, and keeps the report', async () => {
  const { db } = await createDatabase()
  const { id } = await aSkill(db)
  await db.execute(sql`
    insert into reports (id, kind, skill_id, details, sender_hash, created_at, due_at)
    select gen_random_uuid(), 'spam', ${id}::uuid, sender, sender, at::timestamptz, at::timestamptz
    from (values ('old', '2026-01-11T14:29:59Z'), ('new', '2026-01-11T14:30:00Z')) v (sender, at)`)
  expect((await runAt(db, prune, new Date('2026-02-10T14:30:00Z'))).counts).toMatchObject({ report_senders: 1 })
  const { rows } = await db.execute(sql`select details, sender_hash from reports order by details`)
  expect(rows).toEqual([
    { details: 'new', sender_hash: 'new' },
    { details: 'old', sender_hash: null },
  ])
})
