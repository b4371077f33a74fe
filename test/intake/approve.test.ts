import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../src/db/catalogue/admin-skills.ts'
import { rejectRaws } from '../../src/db/intake/review.ts'
import { approveWaiting, relicense } from '../../src/intake/approve.ts'
import { TESTER } from '../support/builders/builders.ts'
import { aFile, aStoredFile } from '../support/builders/raw-files.ts'
import { createDatabase, type TestDatabase } from '../support/run/database.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const always = () => true
const statusOf = async (id: string) =>
  (await at.db.execute<{ status: string }>(sql`select status from raw_skills where id = ${id}::uuid`)).rows[0]?.status
const skills = async () =>
  (
    await at.db.execute(
      sql`select name, license, license_confidence, content_policy, updated_at = created_at as untouched from skills order by name`,
    )
  ).rows
const licensed = (license: string | null) =>
  at.db.execute(sql`
    insert into github_repo_cache (id, repo_full_name, license_spdx, fetched_at) values (gen_random_uuid(), 'acme/kit', ${license}, now())
    on conflict (repo_full_name) do update set license_spdx = excluded.license_spdx`)

describe('approving waiting files', () => {
  it('approves files that parsed without faults and have not vanished, source by source, once each', async () => {
    const good = await aStoredFile(at.db)
    const plain = await aStoredFile(at.db, { text: '# Without frontmatter\n\nWords.' })
    const gone = await aStoredFile(at.db)
    const others = await aStoredFile(at.db, { repo: 'beta/kit' })
    await at.db.execute(sql`update raw_skills set vanished_at = now() where id = ${gone.id}::uuid`)
    expect(await approveWaiting(at, good.sourceId, always)).toEqual({ approved: 1 })
    expect(await Promise.all([good, plain, gone, others].map(({ id }) => statusOf(id)))).toEqual([
      'approved',
      'new',
      'new',
      'new',
    ])
    expect(await approveWaiting(at, good.sourceId, always)).toEqual({ approved: 0 })
  })

  it('leaves a rejected file to people, even if it has changed', async () => {
    const file = await aStoredFile(at.db)
    await rejectRaws(at.db, TESTER, [{ id: file.id, contentHash: file.file_hash }], 'Malware.')
    await aStoredFile(at.db, { path: file.path, text: aFile(file.name, { body: 'One byte more.' }) })
    expect(await statusOf(file.id)).toBe('new')
    expect(await approveWaiting(at, file.sourceId, always)).toEqual({ approved: 0 })
    expect(await statusOf(file.id)).toBe('new')
  })

  it('stops when it may not go on', async () => {
    const file = await aStoredFile(at.db)
    expect(await approveWaiting(at, file.sourceId, () => false)).toEqual({ approved: 0 })
  })
})

describe('a repository whose licence has changed', () => {
  it('updates its skills: a licence that was withdrawn also withdraws the text', async () => {
    await licensed('MIT')
    const file = await aStoredFile(at.db, { path: 'a/SKILL.md', text: aFile('a', { more: '' }) })
    await aStoredFile(at.db, { path: 'b/SKILL.md', text: aFile('b') })
    await approveWaiting(at, file.sourceId, always)
    expect(await skills()).toMatchObject([
      { name: 'a', license: 'MIT', license_confidence: 'medium', content_policy: 'full' },
      { name: 'b', license: 'MIT', license_confidence: 'high', content_policy: 'full' },
    ])
    await licensed(null)
    expect(await relicense(at, file.sourceId, always)).toEqual({ approved: 1 })
    expect(await skills()).toMatchObject([
      { name: 'a', license: null, license_confidence: 'low', content_policy: 'link_only', untouched: false },
      { name: 'b', license: 'MIT', license_confidence: 'high', content_policy: 'full', untouched: true },
    ])
    expect(await relicense(at, file.sourceId, always)).toEqual({ approved: 0 })
    await licensed('Apache-2.0')
    await relicense(at, file.sourceId, always)
    expect(await skills()).toMatchObject([{ license: 'Apache-2.0', license_confidence: 'medium' }, { license: 'MIT' }])
  })

  it('leaves alone what words of its own withhold', async () => {
    await licensed(null)
    const file = await aStoredFile(at.db, { path: 'a/SKILL.md', text: aFile('a', { more: 'license: Ask us first\n' }) })
    await approveWaiting(at, file.sourceId, always)
    await licensed('MIT')
    expect(await relicense(at, file.sourceId, always)).toEqual({ approved: 0 })
    expect(await skills()).toMatchObject([
      { license: 'Ask us first', license_confidence: 'low', content_policy: 'link_only' },
    ])
  })

  it('keeps what an admin has set', async () => {
    await licensed('MIT')
    const file = await aStoredFile(at.db, { path: 'a/SKILL.md', text: aFile('a', { more: '' }) })
    await approveWaiting(at, file.sourceId, always)
    const { rows } = await at.db.execute<{ id: string }>(sql`select id from skills`)
    await updateSkill(at.db, TESTER, rows[0]?.id ?? '', { license: 'ISC' })
    await licensed(null)
    expect(await relicense(at, file.sourceId, always)).toEqual({ approved: 0 })
    expect(await skills()).toMatchObject([{ license: 'ISC', content_policy: 'full' }])
  })
})
