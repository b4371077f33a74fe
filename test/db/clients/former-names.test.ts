import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntries } from '../../../src/db/clients/audit-entries.ts'
import { createDatabase } from '../../support/run/database.ts'
import { planOf } from '../../support/run/plan-of.ts'

describe('an audit of a name that no skill has now', () => {
  it('finds the skill that had it by an index, among thousands of former slugs', async () => {
    const { db } = await createDatabase()
    await db.execute(sql`
      insert into skills (id, slug, owner, name, status, created_at, updated_at) values (gen_random_uuid(), 'a--now', 'a', 'now', 'active', now(), now())`)
    await db.execute(sql`
      insert into former_slugs (slug, skill_id, since) select 'a--n' || n, s.id, now() from skills s, generate_series(1, 20000) n`)
    const named = { slug: null, owner: null, name: 'n7', repo: null, path: null }
    const entry = { name: 'n7', source: null, version: null, digests: [], hashes: [], named }
    const ask = (on: typeof db) => auditEntries(on, [entry])
    expect((await ask(db))[0]).toMatchObject({ skill: { slug: 'a--now' } })
    const plan = await planOf(db, ask)
    expect(plan).toContain('ix_former_slugs_name')
  })
})
