import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { normalize, payloadOf, storeRaw } from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-02-10T14:30:00Z')
const WINDOWS = { '1d': 24, '7d': 168, '30d': 720 }
const COLUMNS = ['view', 'use'].flatMap((type) => Object.keys(WINDOWS).map((window) => `${type}s_${window}`))

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const rowsOf = async <T extends Record<string, unknown>>(text: string) => (await db.execute<T>(sql.raw(text))).rows

type Counted = { skill_id: string; github_stars: number; popularity_score: number; xmin: string } & Record<
  string,
  never
>
const popularity = () => rowsOf<Counted>('select *, xmin::text from skill_popularity order by skill_id')

const state = async () => {
  const [row] = await rowsOf<{ hour: string; round: string }>('select * from popularity_state')
  return { hour: row ? Date.parse(row.hour) : Number.NEGATIVE_INFINITY, round: Number(row?.round ?? 0) }
}

/** The expected columns of each skill: a count of all its processed events, one after the other. */
async function recount() {
  const { hour, round } = await state()
  const events = await rowsOf<{ skill_id: string; event_type: string; created_at: string }>(
    `select * from skill_events where excluded_reason is null and round <= ${round}`,
  )
  const hoursAgo = (at: string) => (hour - Math.floor(Date.parse(at) / HOUR) * HOUR) / HOUR
  return (await popularity()).map(({ skill_id, github_stars }) => {
    const past = events.filter((event) => event.skill_id === skill_id && hoursAgo(event.created_at) >= 0)
    const count = (type: string, hours = Number.POSITIVE_INFINITY) =>
      past.filter((event) => event.event_type === type && hoursAgo(event.created_at) < hours).length
    const windows = (type: string) =>
      Object.entries(WINDOWS).map(([window, hours]) => [`${type}s_${window}`, count(type, hours)])
    const favorites_total = count('favorite') - count('unfavorite')
    const uses = count('use', WINDOWS['30d'])
    const score =
      Math.log(1 + Math.max(0, github_stars)) + 1.6 * Math.log(1 + uses) + 1.2 * favorites_total + (uses > 0 ? 1 : 0)
    return { skill_id, favorites_total, score, ...Object.fromEntries([...windows('view'), ...windows('use')]) }
  })
}

async function isRecount() {
  const found = (await popularity()).map((row) => ({
    ...Object.fromEntries(['skill_id', 'favorites_total', ...COLUMNS].map((name) => [name, row[name as never]])),
    score: expect.closeTo(row.popularity_score, 9),
  }))
  expect(await recount()).toEqual(found)
}

/** Runs something, and checks that it wrote only rows that changed. */
async function writesWhatChanges(work: () => Promise<unknown>) {
  const before = new Map((await popularity()).map((row) => [row.skill_id, row]))
  await work()
  const values = ({ xmin: _, score_updated_at: __, ...others }: Counted) => others
  for (const row of await popularity()) {
    const old = before.get(row.skill_id)
    if (!old) continue
    const isSame = JSON.stringify(values(row)) === JSON.stringify(values(old))
    expect(row.xmin === old.xmin, `${JSON.stringify(old)} became ${JSON.stringify(row)}`).toBe(isSame)
  }
}

const anEvent = fc.record({
  skill: fc.nat(),
  type: fc.constantFrom('view', 'use', 'use', 'favorite', 'unfavorite'),
  session: fc.constantFrom('a', 'b', 'c', undefined),
  /** Minutes before now: up to an hour ahead, at the edges of the windows, or at any time. */
  ago: fc.oneof(
    fc.integer({ min: -60, max: 180 }),
    fc.constantFrom(23, 24, 167, 168, 719, 720).map((hours) => hours * 60),
    fc.integer({ min: 0, max: 800 * 60 }),
  ),
})

type Step =
  | { do: 'events'; events: readonly (typeof anEvent extends fc.Arbitrary<infer T> ? T : never)[] }
  | { do: 'normalize'; limit: number }
  | { do: 'tick'; hours: number }
  | { do: 'late' | 'stars'; by: number; skill: number }
  | { do: 'repeat' | 'together' | 'crowd' | 'skill' | 'uncounted' }

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('events'), events: fc.array(anEvent, { maxLength: 15 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('normalize'), limit: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('tick'),
      hours: fc.constantFrom(0, 0.2, 0.9, 1, 1, 5, 24, 30, 169, 721, 3000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('late' as const, 'stars' as const),
      by: fc.constantFrom(-3, 0, 1, 2, 30, 1000),
      skill: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'repeat' as const,
        'together' as const,
        'crowd' as const,
        'skill' as const,
        'uncounted' as const,
      ),
    }),
  },
)

/** A database of three skills, a clock, and the actions on them. */
async function play(steps: readonly Step[]) {
  const skills: string[] = []
  const aSkillMore = async () => skills.push((await aSkill(db)).id)
  for (let i = 0; i < 3; i++) await aSkillMore()
  const pick = (n: number) => skills[n % skills.length] as string
  let now = START
  const refresh = async (at = now) => {
    const run = await runAt(db, refreshPopularity, new Date(at))
    expect(['succeeded', 'skipped']).toContain(run.status)
    return run.status
  }
  for (const step of steps) {
    if (step.do === 'events')
      await storeRaw(
        db,
        step.events.map(({ skill, type, session, ago }) => {
          const at = new Date(now - ago * 60_000).toISOString()
          return { payload: payloadOf({ skillId: pick(skill), type, at, ...(session && { session }) }) }
        }),
      )
    else if (step.do === 'normalize') await normalize(db, { limit: step.limit })
    else if (step.do === 'stars')
      await db.execute(
        sql`update skill_popularity set github_stars = ${step.by} where skill_id = ${pick(step.skill)}::uuid`,
      )
    else if (step.do === 'skill') await aSkillMore()
    else if (step.do === 'uncounted')
      await db.execute(sql`delete from skill_popularity where skill_id = ${pick(now)}::uuid`)
    else {
      if (step.do === 'tick') now += step.hours * HOUR
      const before = await state()
      const isKnown = (await popularity()).length === skills.length
      await writesWhatChanges(async () => {
        if (step.do === 'late') await refresh(now - step.by * HOUR)
        else if (step.do === 'repeat') for (const _ of [1, 2]) await refresh()
        else if (step.do === 'together') expect(await Promise.all([refresh(), refresh()])).toContain('succeeded')
        else if (step.do === 'crowd')
          await Promise.all([refresh(), normalize(db, { limit: 3 }), normalize(db), refresh()])
        else await refresh()
      })
      const { hour } = await state()
      if (isKnown) expect(hour).toBeGreaterThanOrEqual(before.hour)
      if (step.do !== 'late') expect(hour).toBeGreaterThanOrEqual(Math.floor(now / HOUR) * HOUR)
      await isRecount()
    }
  }
  await normalize(db)
  await refresh()
  await isRecount()
  expect(await rowsOf('select from popularity_changes')).toEqual([])
}

/** The counts of a skill are gone, and hours leave the windows that its new counts never had. */
const LOST_COUNTS: readonly Step[] = [
  { do: 'events', events: [{ skill: 0, type: 'view', session: 'a', ago: 0 }] },
  { do: 'normalize', limit: 1 },
  { do: 'repeat' },
  { do: 'uncounted' },
  { do: 'tick', hours: 721 },
  { do: 'normalize', limit: 1 },
  { do: 'repeat' },
]

describe('whatever happens between the ticks', () => {
  it(
    'the counts are a recount of the events up to the hour they say, and only what changed is written',
    {
      timeout: 240_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 25 }), play).afterEach(
          async () =>
            void (await db.execute(sql`
          truncate skills, raw_events, event_keys, raw_event_days, skill_event_hours, popularity_changes, popularity_state cascade`)),
        ),
        { numRuns: sizeOf({ short: 8, long: 60 }), examples: [[LOST_COUNTS]] },
      ),
  )
})
