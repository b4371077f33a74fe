import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { prune } from '../../src/jobs/prune.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

it('deletes used tokens and challenges of authors once they have expired', async () => {
  const { db } = await createDatabase()
  const now = new Date('2026-02-10T14:30:00Z')
  await db.execute(sql`
    insert into used_tokens (issuer, jti, proof_key, used_at, expires_at)
    values ('i', 'old', 'x', now(), '2026-02-10T14:29:59Z'), ('i', 'new', 'x', now(), '2026-02-10T14:30:00Z')`)
  await db.execute(sql`
    insert into author_challenges (id, proof_key, challenge, created_at, expires_at)
    values (gen_random_uuid(), 'x', 'old', now(), '2026-02-10T14:29:59Z'), (gen_random_uuid(), 'x', 'new', now(), '2026-02-10T14:30:00Z')`)
  expect((await runAt(db, prune, now)).counts).toMatchObject({ used_tokens: 1, author_challenges: 1 })
  expect((await db.execute(sql`select jti from used_tokens`)).rows).toEqual([{ jti: 'new' }])
  expect((await db.execute(sql`select challenge from author_challenges`)).rows).toEqual([{ challenge: 'new' }])
})
