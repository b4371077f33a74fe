import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSkill, updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { KINDS } from '../../../src/domain/feed/publication.ts'
import { anIngestedSkill, aSkill, TESTER } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import {
  expectedState,
  latestSeq,
  named,
  publishAll,
  publishedState,
  readDue,
  readItems,
} from '../../support/oracles/feed-oracle.ts'
import { ops } from '../../support/run/cli.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let db: Db

const backfill = (...argv: string[]) => ops(at, ['backfill-publish', ...argv])
/** All that there is of the feed, row by row. */
const feedRows = async () => {
  const { rows } = await db.execute(sql`
    select 'outbox' as of, to_jsonb(o) as row from publish_outbox o union all select 'item', to_jsonb(i) from published_items i
    union all select 'state', to_jsonb(s) from feed_state s union all select 'run', to_jsonb(r) from job_runs r order by 1, 2`)
  return rows
}

/** Seven skills of which six are published, in a catalogue that knows of no feed yet. */
let prepared: TestDatabase
beforeAll(async () => {
  prepared = await createDatabase()
  db = prepared.db
  for (const name of ['one', 'two', 'three']) await anIngestedSkill(db, { name, contentHash: 'the same' })
  for (const stars of [0, 5]) await aSkill(db, { stars, score: stars / 3, tags: ['pdf'], description_md: 'Text.' })
  await aSkill(db, { status: 'archived', description_md: 'Text.' })
  // Two versions of one of the six.
  for (const text of ['Four.', 'Five.'])
    await aVersion(db, { name: 'four', contentPolicy: 'link_only', files: [await aFile('SKILL.md', text)] })
  await forgetFeed()
})

/** Begins a test with a copy of the prepared catalogue. */
async function beforeThereWasAFeed() {
  at = await copyDatabase(prepared)
  db = at.db
}
async function beforeThereWasAnything() {
  at = await createDatabase()
  db = at.db
}
async function forgetFeed() {
  await db.execute(sql`truncate publish_outbox, published_items, feed_state`)
  await db.execute(sql`insert into feed_state default values`)
}

const ROWS = { category: 1, tag: 2, skill: 7, document: 7, version: 2, popularity: 7, tier: 7 }
const PUBLISHED = { category: 1, tag: 2, skill: 6, document: 5, version: 2, popularity: 6, tier: 0 }
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0)

describe('a backfill', () => {
  it('of a catalogue that is older than the feed makes the feed complete', async () => {
    await beforeThereWasAFeed()
    const done = await backfill()
    expect(done.code).toBe(0)
    expect(done.summary()).toMatchObject({
      ...{ targets_total: sum(ROWS), succeeded_total: sum(ROWS), failed_total: 0, warnings: [], errors: [] },
      details: Object.fromEntries(
        KINDS.map((kind) => [kind, { rows: ROWS[kind], differing: PUBLISHED[kind], last_id: expect.any(String) }]),
      ),
    })
    await publishAll(db)
    const expected = await expectedState(db)
    expect(await publishedState(db)).toEqual(expected)
    expect(expected.size).toBe(sum(PUBLISHED))
  })

  it('of an empty catalogue has nothing to do', async () => {
    await beforeThereWasAnything()
    const done = await backfill()
    expect(done.code).toBe(0)
    expect(done.summary()).toMatchObject({ targets_total: 0, processed_total: 0, warnings: [] })
    expect(done.summary().details).toMatchObject({ skill: { rows: 0, differing: 0, last_id: null } })
    expect(await readDue(db)).toEqual([])
  })

  it.each(KINDS)('of the kind %s enqueues each row of this kind once, and nothing else', async (kind) => {
    await beforeThereWasAFeed()
    const done = await backfill('--kind', kind)
    expect(done.summary()).toMatchObject({ targets_total: ROWS[kind], succeeded_total: ROWS[kind] })
    const due = await readDue(db)
    expect(new Set(due.map((row) => row.kind))).toEqual(new Set([kind]))
    expect(new Set(due.map(({ source }) => source)).size).toBe(ROWS[kind])
    expect(due).toHaveLength(ROWS[kind])
  })

  it('of all kinds enqueues a kind before the kinds that refer to it', async () => {
    await beforeThereWasAFeed()
    await backfill()
    const kinds = (await readDue(db)).map(({ kind }) => kind)
    expect(kinds.filter((kind, i) => kind !== kinds[i - 1])).toEqual([...KINDS])
  })

  it.each([1, 2, 3, 6, 7, 8, 14])('with pages of %i rows skips no row and repeats none', async (limit) => {
    await beforeThereWasAFeed()
    const done = await backfill('--kind', 'skill', '--limit', String(limit), '--verbose')
    expect(done.summary()).toMatchObject({ targets_total: 7, succeeded_total: 7 })
    const due = (await readDue(db)).map(({ source }) => source)
    const { rows } = await db.execute(sql`select id from skills order by id`)
    expect(due.sort()).toEqual(rows.map(({ id }) => id))
    const pages = done.lines().filter(({ event }) => event === 'page')
    expect(pages).toHaveLength(Math.floor(7 / limit) + 1)
    expect(pages.at(-1)).toMatchObject({ count: 7 % limit })
  })

  it('enqueues every row of popularity, including those with zeros and nulls', async () => {
    await beforeThereWasAnything()
    const skills = [await aSkill(db), await aSkill(db, { stars: 3 }), await aSkill(db)]
    await db.execute(
      sql`update skill_popularity set github_forks = -1, popularity_score = 'NaN' where github_stars = 3`,
    )
    await forgetFeed()
    await backfill('--kind', 'popularity')
    const due = await readDue(db)
    expect(named(due).sort()).toEqual(skills.map(({ id }) => `popularity ${id}`).sort())
    const expected = await expectedState(db)
    for (const { source, payload } of due)
      expect(JSON.parse(payload ?? '')).toEqual(expected.get(`popularity ${source}`))
  })

  it('that is repeated changes nothing in the feed', async () => {
    await beforeThereWasAFeed()
    await backfill()
    await publishAll(db)
    const before = await readItems(db)
    const again = await backfill()
    expect(again.summary().details).toMatchObject({ skill: { rows: 7, differing: 0 }, tag: { differing: 0 } })
    expect(await publishAll(db)).toEqual({ processed: sum(ROWS), published: 0, unchanged: sum(ROWS) })
    expect(await readItems(db)).toEqual(before)
  })

  it('publishes exactly the rows that were changed by hand', async () => {
    await beforeThereWasAFeed()
    await backfill()
    await publishAll(db)
    const last = await latestSeq(db)
    await db.execute(sql`update skills set status = 'archived' where slug = 'acme--four'`)
    await db.execute(sql`update tags set name = 'Renamed' where key = 'pdf'`)
    const done = await backfill()
    const differing = Object.values(done.summary().details as Record<string, { differing: number }>).map(
      (d) => d.differing,
    )
    expect(differing).toEqual([0, 1, 1, 0, 2, 1, 0])
    await publishAll(db)
    expect(await publishedState(db)).toEqual(await expectedState(db))
    expect(await latestSeq(db)).toBe(last + 5)
  })

  it('publishes a tombstone for a deleted row', async () => {
    await beforeThereWasAFeed()
    await backfill()
    await publishAll(db)
    await db.execute(sql`delete from skills where slug = 'acme--four'`)
    const dry = await backfill('--dry-run')
    const done = await backfill('--limit', '2')
    for (const { details } of [dry.summary(), done.summary()])
      expect(details).toMatchObject({ skill: { rows: 7, differing: 1 }, popularity: { rows: 7, differing: 1 } })
    await publishAll(db)
    expect(await publishedState(db)).toEqual(await expectedState(db))
    expect((await backfill('--dry-run')).summary().details).toMatchObject({ skill: { rows: 6, differing: 0 } })
  })

  it('that runs beside other writers ends in the same state as without them', async () => {
    await beforeThereWasAFeed()
    const { rows } = await db.execute<{ id: string }>(sql`select id from skills order by id`)
    const write = async (writer: number) => {
      for (const [i, { id }] of rows.entries()) {
        const status = (i + writer) % 3 === 0 ? 'archived' : 'active'
        await updateSkill(db, TESTER, id, {
          status,
          summary: `${writer}, ${i}.`,
          tags: [{ key: `tag-${i}`, name: 'T' }],
        })
        await setStars(db, [{ skillId: id, stars: writer * 100 + i }])
        await createSkill(db, TESTER, crypto.randomUUID(), {
          name: `new-${writer}-${i}`,
          owner: 'acme',
          status,
        })
      }
    }
    const [done, again] = await Promise.all([
      backfill('--limit', '1'),
      backfill('--kind', 'skill', '--limit', '2'),
      write(1),
      write(2),
      write(3),
    ])
    expect([done.code, again.code]).toEqual([0, 0])
    await publishAll(db)
    expect(await publishedState(db)).toEqual(await expectedState(db))
  })
})

describe('a dry run', () => {
  it('reports the same numbers as the real run, and changes nothing', async () => {
    await beforeThereWasAFeed()
    const before = await feedRows()
    const dry = await backfill('--dry-run', '--limit', '2')
    expect(dry.code).toBe(0)
    expect(await feedRows()).toEqual(before)
    const real = await backfill('--limit', '2')
    const numbers = ({ details, targets_total, succeeded_total }: ReturnType<typeof dry.summary>) => {
      return { details, targets_total, succeeded_total }
    }
    expect(numbers(dry.summary())).toEqual(numbers(real.summary()))
    expect(await publishAll(db)).toMatchObject({ processed: sum(ROWS), published: sum(PUBLISHED) })
  })

  it('finds no difference if the feed equals the tables', async () => {
    await beforeThereWasAFeed()
    await backfill()
    await publishAll(db)
    const { details } = (await backfill('--dry-run')).summary()
    expect(Object.values(details).map((d) => (d as { differing: number }).differing)).toEqual(KINDS.map(() => 0))
  })
})

describe('a page', () => {
  it('has at most 5,000 rows, even if --limit is higher', async () => {
    await beforeThereWasAnything()
    await db.execute(sql`insert into tags (id, key, name, created_at, updated_at)
      select gen_random_uuid(), 'tag-' || n, 'Tag', now(), now() from generate_series(1, 5001) n`)
    const done = await backfill('--kind', 'tag', '--limit', '6000', '--verbose')
    expect(done.summary()).toMatchObject({ targets_total: 5001, succeeded_total: 5001 })
    const pages = done.lines().filter(({ event }) => event === 'page')
    expect(pages.map(({ count }) => count)).toEqual([5000, 1])
  })
})
