import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { beginRun, type Lease } from '../../../src/db/operations/leases.ts'
import { advancePopularity, recountPopularity } from '../../../src/db/ranking/popularity.ts'
import { scoreChangedSkills } from '../../../src/db/ranking/score-skills.ts'
import { aSkill, someEvents, TESTER } from '../../support/builders/builders.ts'
import { expectedState, named, publishAll, publishedState, readDue } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'

const at = (hour: string) => new Date(`2026-02-${hour}:30:00Z`)
const NOW = at('10T14')

let db: Db
let lease: Lease
let one: string
let two: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  one = (await aSkill(db)).id
  two = (await aSkill(db)).id
  const run = { runId: 'r', holder: 'h', job: 'x', scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() }
  const taken = await beginRun(db, 'script:x:all', 600, run)
  if (!taken) throw new Error('The lease was not free.')
  lease = taken
  await recountPopularity(db, lease, NOW)
  await publishAll(db)
})
/** Whatever was counted and scored: what is published is what there is. */
afterEach(async () => {
  await publishAll(db)
  expect(await publishedState(db)).toEqual(await expectedState(db))
})

const LOST: Lease = { key: 'script:x:all', runId: 'r', holder: 'somebody else', token: '0', seconds: 60, died: null }
const enqueued = async () => named(await readDue(db)).sort()
const popularity = (...ids: string[]) => ids.map((id) => `popularity ${id}`).sort()
const use = (skillId: string, hour = '10T14') => someEvents(db, [{ skillId, at: at(hour).toISOString() }])
/** Behind the outbox's back, where a test needs a state that no count has. */
const change = (query: string) => db.execute(sql.raw(query))
const sameTransaction = async () => {
  const { rows } = await db.execute(sql`
    select xmin::text from publish_outbox where processed_at is null
    union select p.xmin::text from skill_popularity p join publish_outbox o on o.source_id = p.skill_id and processed_at is null`)
  return rows.length === 1
}

describe('stars', () => {
  it('are enqueued only for the skills whose stars changed', async () => {
    await setStars(db, [{ skillId: one, stars: 7 }])
    await publishAll(db)
    await setStars(db, [
      { skillId: one, stars: 7 },
      { skillId: two, stars: 8 },
    ])
    expect(await enqueued()).toEqual(popularity(two))
  })

  it('are enqueued in the transaction that sets them', async () => {
    await setStars(db, [{ skillId: one, stars: 7 }])
    expect(await sameTransaction()).toBe(true)
  })

  it('of an unknown skill are ignored', async () => {
    await setStars(db, [{ skillId: crypto.randomUUID(), stars: 7 }])
    expect(await enqueued()).toEqual([])
  })

  it('of a skill that is archived stay a tombstone', async () => {
    await updateSkill(db, TESTER, one, { status: 'archived' })
    await publishAll(db)
    await setStars(db, [{ skillId: one, stars: 7 }])
    expect(await enqueued()).toEqual([`-popularity ${one}`])
  })

  it('that are out of range change and enqueue nothing', async () => {
    const stars = [
      { skillId: one, stars: 7 },
      { skillId: two, stars: 2 ** 31 },
    ]
    await expect(setStars(db, stars)).rejects.toThrow()
    expect((await db.execute(sql`select from skill_popularity where github_stars <> 0`)).rows).toEqual([])
    expect(await enqueued()).toEqual([])
  })

  it('that are set concurrently end in the same state as the table', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, stars) => setStars(db, [{ skillId: one, stars }])))
    const [last] = (await readDue(db)).slice(-1)
    expect(JSON.parse(last?.payload ?? '')).toEqual((await expectedState(db)).get(`popularity ${one}`))
  })
})

describe.each([
  ['an advance', advancePopularity],
  ['a recount', recountPopularity],
])('%s', (_, refresh) => {
  it('enqueues the skills that were used, in the transaction that counts them', async () => {
    await use(one)
    await refresh(db, lease, NOW)
    expect(await enqueued()).toEqual(popularity(one))
    expect(await sameTransaction()).toBe(true)
  })

  it('enqueues those whose events left a window', async () => {
    await use(one)
    await refresh(db, lease, NOW)
    await publishAll(db)
    await refresh(db, lease, at('11T14'))
    expect(await enqueued()).toEqual(popularity(one))
  })

  it('enqueues nothing if nothing changed', async () => {
    await use(one)
    await refresh(db, lease, NOW)
    await publishAll(db)
    await refresh(db, lease, NOW)
    await refresh(db, lease, at('10T15'))
    expect(await enqueued()).toEqual([])
  })

  it('enqueues the score that follows from new stars', async () => {
    await setStars(db, [{ skillId: two, stars: 9 }])
    await publishAll(db)
    await refresh(db, lease, NOW)
    expect(await enqueued()).toEqual(popularity(two))
  })

  it('that lost its lease enqueues nothing', async () => {
    await use(one)
    expect(await refresh(db, LOST, NOW)).toBe(null)
    expect(await enqueued()).toEqual([])
  })

  it('that fails writes neither counts nor outbox rows', async () => {
    await use(one)
    await change(`alter table publish_outbox add constraint broken check (source_id <> '${one}') not valid`)
    await expect(refresh(db, lease, NOW)).rejects.toThrow()
    await change(`alter table publish_outbox drop constraint broken`)
    expect((await db.execute(sql`select from skill_popularity where uses_1d <> 0`)).rows).toEqual([])
    expect(await enqueued()).toEqual([])
    expect((await db.execute(sql`select from popularity_changes`)).rows).toHaveLength(1)
  })
})

describe('a recount', () => {
  it('enqueues the row that a skill was missing', async () => {
    await change(`delete from skill_popularity where skill_id = '${one}'`)
    await recountPopularity(db, lease, NOW)
    expect(await enqueued()).toEqual(popularity(one))
  })
})

describe('scores', () => {
  const score = () => scoreChangedSkills(db, lease, { now: NOW, limit: 100 })
  beforeEach(async () => {
    await setStars(db, [{ skillId: one, stars: 9 }])
    await recountPopularity(db, lease, NOW)
    await publishAll(db)
  })

  it('are not enqueued, as they change with other skills', async () => {
    expect(await score()).toMatchObject({ changed: 2 })
    expect(await enqueued()).toEqual([])
  })
})
