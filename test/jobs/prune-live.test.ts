import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { rejectRaws } from '../../src/db/intake/review.ts'
import { approveRaws } from '../../src/intake/approve.ts'
import { prune } from '../../src/jobs/prune.ts'
import { aStoredFile } from '../support/builders/raw-files.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

const ADMIN = { name: 'ada', requestId: null }
const DAY = 24 * 3_600_000

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

/** The job, `days` after the present of the database. */
const pruneAfter = async (days: number) => (await runAt(db, prune, new Date(Date.now() + days * DAY))).counts
const fromSearch = () => db.execute(sql`update skill_sources set from_search = true`)
const kept = async () => {
  const { rows } = await db.execute<{ path: string }>(sql`select skill_path as path from raw_skills order by 1`)
  return rows.map(({ path }) => path)
}
const sources = async () => (await db.execute(sql`select name from skill_sources`)).rows.length

it('what a live search stored and nobody reviewed is deleted after 30 days, then its source', async () => {
  await aStoredFile(db, { path: 'a/SKILL.md' })
  await fromSearch()
  expect(await pruneAfter(29)).toMatchObject({ unreviewed_files: 0, unused_sources: 0 })
  expect(await pruneAfter(31)).toMatchObject({ unreviewed_files: 1, unused_sources: 1 })
  expect(await kept()).toEqual([])
  expect(await sources()).toBe(0)
})

it('what a reviewer decided on stays, and its source with it', async () => {
  const [approved, rejected] = [
    await aStoredFile(db, { path: 'a/SKILL.md' }),
    await aStoredFile(db, { path: 'b/SKILL.md' }),
  ]
  await aStoredFile(db, { path: 'c/SKILL.md' })
  await fromSearch()
  const decision = ({ id, file_hash }: typeof approved) => [{ id, contentHash: file_hash }]
  await approveRaws({ db }, decision(approved), { editor: ADMIN })
  await rejectRaws(db, ADMIN, decision(rejected), 'Not a skill.')
  expect(await pruneAfter(31)).toMatchObject({ unreviewed_files: 1, unused_sources: 0 })
  expect(await kept()).toEqual(['a/SKILL.md', 'b/SKILL.md'])
})

it('a source that somebody follows by now, or that no search made, keeps its waiting files', async () => {
  await aStoredFile(db, { path: 'a/SKILL.md' })
  expect(await pruneAfter(31)).toMatchObject({ unreviewed_files: 0 })
  await fromSearch()
  await db.execute(sql`update skill_sources set crawl_interval_minutes = 60`)
  expect(await pruneAfter(31)).toMatchObject({ unreviewed_files: 0, unused_sources: 0 })
  expect(await kept()).toEqual(['a/SKILL.md'])
})

it('look-ups and what was spent are deleted after two days, and a plan counts the same', async () => {
  await db.execute(sql`
    insert into live_lookups (place, claimed_until, updated_at) values ('acme/kit', now() - interval '1 hour', now() - interval '1 hour'), ('acme/new', now() + interval '9 days', now())`)
  await db.execute(sql`insert into live_spending (kind, starts_at, used) values ('requests', now(), 5)`)
  const at = new Date(Date.now() + 3 * DAY)
  const expected = { live_lookups: 1, live_spending: 1 }
  expect(await prune.plan({ db, now: at, settings: { EVENT_RETENTION_DAYS: 60 } as never })).toMatchObject(expected)
  expect(await pruneAfter(3)).toMatchObject(expected)
})

it('submissions are deleted 30 days after the last one of a repository', async () => {
  await db.execute(sql`
    insert into submissions (repo, claimed_until, submitted_at) values ('acme/kit', now(), now()), ('acme/new', now(), now() + interval '9 days')`)
  expect(await pruneAfter(31)).toMatchObject({ submissions: 1 })
  expect((await db.execute(sql`select repo from submissions`)).rows).toEqual([{ repo: 'acme/new' }])
})
