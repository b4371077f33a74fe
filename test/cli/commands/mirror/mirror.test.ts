import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../../src/db/connect.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { aSkill, TESTER } from '../../../support/builders/builders.ts'
import { expectedState, latestSeq, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { mirroredState, newMirror, readMirror, runMirror } from '../../../support/outside/mirror.ts'
import { createDatabase } from '../../../support/run/database.ts'
import { skipPauses } from '../../../support/run/pauses.ts'

skipPauses(500, 1000, 2000, 4000)

let db: Db
let api: Awaited<ReturnType<typeof serveApp>>
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  api = await serveApp(at)
})
afterEach(() => api.stop())

/** Tombstones that are no longer kept, as after 90 days. */
const forgetTombstones = () =>
  db.batch([
    db.execute(sql`update feed_state set pruned_seq = (select max(seq) from published_items where deleted)`),
    db.execute(sql`delete from published_items where deleted`),
  ])

describe('a mirror', () => {
  let path: string
  beforeEach(async () => {
    path = await newMirror()
  })
  const mirror = (...argv: string[]) => runMirror(api.origin, path, ...argv)
  /** Publishes what waits, mirrors it, and holds the copy against the tables. */
  const follow = async (...argv: string[]) => {
    await publishAll(db)
    const done = await mirror(...argv)
    const { details, warnings } = done.summary()
    expect({ code: done.code, ...done.summary() }).toMatchObject({ code: 0, errors: [] })
    // Only a repeated bootstrap warns.
    if (!warnings.some((warning: string) => warning.includes('from the beginning'))) expect(warnings).toEqual([])
    expect(details.dropped).toBe(warnings.length > 1 ? Number(/\d+/.exec(warnings[1] ?? '')?.[0]) : 0)
    expect(mirroredState(path)).toEqual(await expectedState(db))
    return done.summary()
  }

  it('of an empty catalogue is empty, and stores its place in the feed', async () => {
    expect(await follow()).toMatchObject({
      targets_total: 0,
      details: { bootstraps: 1, pages: 1, changes: 0, deletions: 0, after: 0, latest_seq: 0, lag_seconds: 0 },
    })
    expect((await follow()).details).toMatchObject({ bootstraps: 0, after: 0 })
  })

  it('equals the published catalogue, row by row', async () => {
    for (const text of ['Text.', 'Ein Text mit “Zeichen”, \u0001 und 😀.', null])
      await aSkill(db, { description_md: text, tags: ['csv', 'pdf'], category: 'science' })
    await aSkill(db, { status: 'archived' })
    const { details, targets_total } = await follow()
    const size = (await expectedState(db)).size
    expect(targets_total).toBe(size)
    expect(details).toMatchObject({ bootstraps: 1, changes: size, deletions: 0, after: await latestSeq(db) })
  })

  it.each([1, 2, 3, 5, 1000])('equals the catalogue with pages of %i too', async (limit) => {
    for (let i = 0; i < 3; i++) await aSkill(db, { tags: ['csv'] })
    await follow('--limit', String(limit))
    for (let i = 0; i < 3; i++) await aSkill(db, { tags: [`tag-${i}`] })
    await follow('--limit', String(limit))
  })

  it('follows creations, edits, archiving and restoring, and fetches no change twice', async () => {
    const { id } = await aSkill(db, { description_md: 'Text.' })
    await follow()
    await updateSkill(db, TESTER, id, { summary: 'Another.' })
    await aSkill(db)
    expect((await follow()).details).toMatchObject({ bootstraps: 0, deletions: 0 })
    await updateSkill(db, TESTER, id, { status: 'archived' })
    expect((await follow()).details).toMatchObject({ changes: 3, deletions: 3 })
    await updateSkill(db, TESTER, id, { status: 'active' })
    expect((await follow()).details).toMatchObject({ changes: 3, deletions: 0 })
    expect((await follow()).details).toMatchObject({ pages: 1, changes: 0 })
  })

  it('stores the seq of each item', async () => {
    const { id } = await aSkill(db)
    await follow()
    await updateSkill(db, TESTER, id, { summary: 'Another.' })
    await follow()
    const { rows } = await db.execute(
      sql`select kind, source_id as id, seq::int from published_items where not deleted`,
    )
    const places = readMirror(path).map(({ kind, id, seq }) => ({ kind, id, seq }))
    expect(places.sort((a, b) => a.seq - b.seq)).toEqual(rows.sort((a, b) => Number(a.seq) - Number(b.seq)))
  })

  it('that was away too long bootstraps again, and drops what was deleted meanwhile', async () => {
    const gone = await aSkill(db, { description_md: 'Text.' })
    await aSkill(db)
    await follow()
    await updateSkill(db, TESTER, gone.id, { status: 'archived' })
    await aSkill(db)
    await publishAll(db)
    await forgetTombstones()
    const { details, warnings } = await follow('--limit', '2')
    expect(details).toMatchObject({ bootstraps: 1, dropped: 3 })
    expect(warnings).toEqual([
      expect.stringMatching(/^The feed cannot continue from \d+, so the mirror starts from the beginning\.$/),
      'The feed no longer has 3 items of the mirror; they were deleted.',
    ])
    expect((await follow()).details).toMatchObject({ bootstraps: 0, changes: 0 })
  })

  it('of a catalogue that was restored from a backup bootstraps again', async () => {
    const { id } = await aSkill(db, { summary: 'As it was.' })
    await follow()
    const before = await latestSeq(db)
    await db.execute(sql`create table kept_items as select * from published_items`)
    await db.execute(sql`create table kept_skills as select id, summary, updated_at from skills`)
    await updateSkill(db, TESTER, id, { summary: 'After that.' })
    await aSkill(db)
    await follow()
    await db.batch([
      db.execute(sql`truncate published_items, publish_outbox`),
      db.execute(sql`insert into published_items select * from kept_items`),
      db.execute(sql`delete from skills where id not in (select id from kept_skills)`),
      db.execute(
        sql`update skills s set summary = k.summary, updated_at = k.updated_at from kept_skills k where k.id = s.id`,
      ),
      db.execute(sql`update feed_state set latest_seq = ${before}`),
    ])
    expect((await follow()).details).toMatchObject({ bootstraps: 1, after: before })
  })

  it('of a catalogue that was reset says that it empties itself', async () => {
    await aSkill(db)
    await follow()
    const { length } = readMirror(path)
    const tables = sql`truncate published_items, publish_outbox, skills, skill_popularity, skill_source_links, skill_tags, categories cascade`
    await db.batch([db.execute(tables), db.execute(sql`update feed_state set latest_seq = 0, pruned_seq = 0`)])
    const { details, warnings } = await follow()
    expect(details).toMatchObject({ bootstraps: 1, changes: 0, dropped: length })
    expect(warnings).toHaveLength(2)
  })

  it('that was stopped in the middle continues from there', async () => {
    for (let i = 0; i < 4; i++) await aSkill(db, { tags: [`tag-${i}`] })
    await publishAll(db)
    let asked = 0
    api.intercept((url) => (url.startsWith('/v1/feed') && ++asked > 2 ? new Response(null, { status: 404 }) : null))
    const stopped = await mirror('--limit', '3')
    expect(stopped.code).toBe(2)
    expect(stopped.summary()).toMatchObject({ succeeded_total: 6, failed_total: 1 })
    expect(readMirror(path)).toHaveLength(6)
    api.intercept()
    await aSkill(db)
    expect((await follow('--limit', '3')).details).toMatchObject({ bootstraps: 0 })
  })

  it('reports in a dry run what the next run would read, and stores nothing', async () => {
    const { id } = await aSkill(db, { tags: ['csv'] })
    await publishAll(db)
    const numbers = async (...argv: string[]) => {
      const { code, summary } = await mirror(...argv)
      return { code, total: summary().targets_total, details: summary().details }
    }
    const dry = await numbers('--dry-run')
    expect(mirroredState(path)).toEqual(new Map())
    expect(await numbers()).toEqual(dry)
    await updateSkill(db, TESTER, id, { status: 'archived' })
    await publishAll(db)
    const before = mirroredState(path)
    const dryAgain = await numbers('--dry-run')
    expect(mirroredState(path)).toEqual(before)
    expect(await numbers()).toEqual(dryAgain)
    expect(dryAgain.details).toMatchObject({ deletions: 3 })
  })

  it('does not replace newer items by older ones from an outdated cached page', async () => {
    const { id } = await aSkill(db, { summary: 'First.' })
    await publishAll(db)
    const old = await api.fromApp('/v1/feed?after=0&limit=1000')
    await updateSkill(db, TESTER, id, { summary: 'Second.' })
    await follow()
    await aSkill(db)
    await publishAll(db)
    // The cache knows of nothing after this page yet.
    const body = await old.json<{ next_after: number }>()
    const place = await latestSeq(db)
    api.intercept((url) => (/^\/v1\/feed/.test(url) && !url.includes(`after=${place}`) ? Response.json(body) : null))
    await mirror()
    api.intercept()
    await follow()
  })

  it('does not store its page if another run has moved the mirror meanwhile, and says so', async () => {
    await aSkill(db)
    await follow()
    await aSkill(db, { tags: ['csv'] })
    await publishAll(db)
    let other: Promise<unknown> | undefined
    api.intercept(async () => {
      if (other) return null
      other = mirror('--limit', '1')
      await other
      return null
    })
    const late = await mirror()
    expect(late.code).toBe(1)
    expect(late.summary().errors).toEqual([
      { target: 'mirror', reason: expect.stringContaining('Another run has moved') },
    ])
    expect((await follow()).details).toMatchObject({ changes: 0 })
  })
})
