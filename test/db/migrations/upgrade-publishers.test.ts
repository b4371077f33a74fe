import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { migrateOnly } from './migration-steps.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name === '0012_publishers')

/** Skills as an earlier version left them, the oldest first: slug, owner, repository, and the type of their source. */
const SKILLS = [
  ['127-0-0-1--pdf', '127.0.0.1', null, 'catalog'],
  ['acme--own', 'acme', null, null],
  ['127-0-0-1--csv', '127-0-0-1', '127-0-0-1/kit', 'github'],
  ['acme--pdf', 'Acme', 'https://github.com/acme/kit', 'github'],
  ['acme--csv', 'acme', 'Acme/tools.git', 'github'],
  ['harbor--pdf', 'harbor', 'somebody/else', 'folder'],
] as const

let db: Db
beforeAll(async () => {
  const { db: empty, ...at } = await emptyDatabase()
  db = empty
  await migrateOnly(db, BEFORE)
  for (const [i, [slug, owner, repo, type]] of SKILLS.entries()) {
    const [skill, source, raw] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    const at = sql`'2026-01-01'::timestamptz + make_interval(days => ${i})`
    await db.execute(sql`insert into skills (id, slug, owner, name, canonical_repo, created_at, updated_at)
      values (${skill}::uuid, ${slug}, ${owner}, ${slug}, ${repo}, ${at}, ${at})`)
    if (type === null) continue
    await db.execute(
      sql`insert into skill_sources (id, name, type, created_at, updated_at) values (${source}::uuid, ${slug}, ${type}, now(), now())`,
    )
    await db.execute(
      sql`insert into raw_skills (id, source_id, created_at, updated_at) values (${raw}::uuid, ${source}::uuid, now(), now())`,
    )
    await db.execute(
      sql`insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at) values (${skill}::uuid, ${source}::uuid, ${raw}::uuid, now())`,
    )
  }
  await migrateDatabase(at)
})

it('gives every skill the publisher that its first file comes from, and keeps every slug', async () => {
  const { rows } = await db.execute(sql`
    select s.slug, s.owner, p.kind, p.name from skills s join publishers p on p.id = s.publisher_id order by s.created_at`)
  expect(rows).toEqual([
    { slug: '127-0-0-1--pdf', owner: '127.0.0.1', kind: 'site', name: '127.0.0.1' },
    { slug: 'acme--own', owner: expect.stringMatching(/^acme-[0-9a-f]{8}$/), kind: 'local', name: 'acme' },
    { slug: '127-0-0-1--csv', owner: '127-0-0-1', kind: 'github', name: '127-0-0-1' },
    { slug: 'acme--pdf', owner: 'Acme', kind: 'github', name: 'Acme' },
    { slug: 'acme--csv', owner: 'Acme', kind: 'github', name: 'Acme' },
    { slug: 'harbor--pdf', owner: 'harbor', kind: 'local', name: 'harbor' },
  ])
})

it('gives two publishers of one slug part two parts, GitHub’s first', async () => {
  const { rows } = await db.execute(
    sql`select kind, name, slug_part from publishers where slug_part like '127%' order by slug_part`,
  )
  expect(rows).toEqual([
    { kind: 'github', name: '127-0-0-1', slug_part: '127-0-0-1' },
    { kind: 'site', name: '127.0.0.1', slug_part: expect.stringMatching(/^127-0-0-1-[0-9a-f]{8}$/) },
  ])
})
