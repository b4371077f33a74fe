import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { followRepository } from '../../src/db/intake/follow-repository.ts'
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

describe('what somebody has submitted and nobody has reviewed', () => {
  const submitted = async (path = 'a/SKILL.md') => {
    const file = await aStoredFile(db, { path })
    await db.execute(sql`update skill_sources set submitted_at = now(), crawl_interval_minutes = 60, github_id = 7`)
    return file
  }

  it('is deleted after 90 days, with all of its files, and can be submitted again', async () => {
    await submitted()
    await submitted('b/SKILL.md')
    expect(await pruneAfter(89)).toMatchObject({ unreviewed_submissions: 0 })
    expect(await pruneAfter(91)).toMatchObject({ unreviewed_submissions: 1, unreviewed_files: 0 })
    expect(await kept()).toEqual([])
    expect(await sources()).toBe(0)
    expect(await pruneAfter(91)).toMatchObject({ unreviewed_submissions: 0 })
    expect(await followRepository(db, { repo: 'acme/kit', id: null, by: 'anybody' })).toMatchObject({
      isStopped: false,
    })
    expect(await sources()).toBe(1)
  })

  it('goes one after the other, as a plan counts', async () => {
    await db.execute(sql`
      insert into skill_sources (id, name, type, submitted_at, created_at, updated_at) select gen_random_uuid(), 'github:x/' || n, 'github', now(), now(), now() from generate_series(1, 7) n`)
    const at = new Date(Date.now() + 91 * DAY)
    expect(await prune.plan({ db, now: at, settings: { EVENT_RETENTION_DAYS: 60 } as never })).toMatchObject({
      unreviewed_submissions: 7,
    })
    expect(await pruneAfter(91)).toMatchObject({ unreviewed_submissions: 7 })
  })

  it('is kept from the last submission on', async () => {
    await submitted()
    await db.execute(
      sql`update skill_sources set submitted_at = now() - interval '80 days', base_url = 'https://github.com/acme/kit', github_id = null`,
    )
    await followRepository(db, { repo: 'acme/kit', id: null, by: 'anybody' })
    await db.execute(sql`update skill_sources set asked_at = null`)
    expect(await pruneAfter(89)).toMatchObject({ unreviewed_submissions: 0 })
    expect(await pruneAfter(91)).toMatchObject({ unreviewed_submissions: 1 })
  })

  it.each<[string, (file: { id: string; file_hash: string }) => Promise<unknown>]>([
    ['was approved', ({ id, file_hash }) => approveRaws({ db }, [{ id, contentHash: file_hash }], { editor: ADMIN })],
    ['was rejected', ({ id, file_hash }) => rejectRaws(db, ADMIN, [{ id, contentHash: file_hash }], 'Not a skill.')],
    ['was published by its own workflow', () => followRepository(db, { repo: 'acme/kit', id: 7, by: 'workflow' })],
    ['waits for a crawl', () => db.execute(sql`update skill_sources set asked_at = now()`)],
    [
      'is proven by an author who has a webhook',
      () =>
        db.execute(sql`
      insert into author_hooks (id, proof_key, repository, url, secret, status, created_at) values (gen_random_uuid(), 'github:7/70', 'acme/kit', 'https://a.example', 'x', 'active', now())`),
    ],
    [
      'was proven by a challenge, also one that has expired since',
      () =>
        db.execute(sql`
      insert into author_challenges (id, proof_key, challenge, created_at, expires_at, proven_at) values (gen_random_uuid(), 'github:7/70', 'x', now(), now() + interval '1 day', now())`),
    ],
    [
      'an admin follows',
      () =>
        db.execute(sql`
      insert into audit_log (at, actor, action, target_type, target_id) select now(), 'ada', 'source.update', 'source', id::text from skill_sources`),
    ],
    [
      'is crawled now',
      () =>
        db.execute(sql`
      insert into job_leases (key, token, holder, acquired_at, expires_at) select 'script:crawl-sources:' || id, 1, 'x', now(), now() + interval '1 hour' from skill_sources`),
    ],
  ])('stays if it %s', async (_, happens) => {
    const file = await submitted()
    await db.execute(sql`update skill_sources set base_url = 'https://github.com/acme/kit', github_owner_id = 70`)
    await happens(file)
    expect(await pruneAfter(91)).toMatchObject({ unreviewed_submissions: 0 })
    expect(await sources()).toBe(1)
  })
})
