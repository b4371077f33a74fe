import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { percentileOf, tierOf } from '../../../src/domain/ranking/tier.ts'
import { buildDailyBoard } from '../../../src/jobs/ranking/build-daily-board.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import {
  type DailyEntry,
  readDay,
  readDayBuilds,
  someRankedSkills,
  someUse,
  useSmallChunks,
} from '../../support/builders/daily-boards.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const DAY = '2026-02-10'
const EVENING = new Date(`${DAY}T23:50:00Z`)
const NEXT_DAY = new Date('2026-02-11T00:10:00Z')

/** After a day's last tick, without its boards. */
let evening: TestDatabase
let db: Db
beforeAll(async () => {
  evening = await createDatabase()
  db = evening.db
  await someUse(db, await someRankedSkills(db, 30), EVENING)
  for (const job of [normalizeEvents, refreshPopularity, scoreSkillsJob]) await runAt(db, job, EVENING)
})
beforeEach(async () => {
  ;({ db } = await copyDatabase(evening))
})

const build = (at = NEXT_DAY) => runAt(db, buildDailyBoard, at)

type Listed = Pick<DailyEntry, 'skill_id' | 'category_id' | 'score' | 'power_score'> & { updated_at: string }

/** The boards by the scores that skills have now, computed without SQL. */
async function expectedDay(): Promise<DailyEntry[]> {
  const { rows } = await db.execute<{ row: Listed }>(sql`
    select jsonb_build_object('skill_id', s.id, 'category_id', s.category_id, 'score', p.popularity_score, 'power_score', p.power_score, 'updated_at', s.updated_at) as row
    from skills s join skill_popularity p on p.skill_id = s.id where s.status = 'active' and s.duplicate_of is null`)
  const byUse = (a: Listed, b: Listed) =>
    b.score - a.score || Date.parse(b.updated_at) - Date.parse(a.updated_at) || (a.skill_id < b.skill_id ? -1 : 1)
  const byPower = (a: Listed, b: Listed) => (b.power_score ?? -1) - (a.power_score ?? -1) || byUse(a, b)
  const all = rows.map(({ row }) => row).sort(byUse)
  const allByPower = [...all].sort(byPower)
  return all.map((skill, i) => {
    const { updated_at: _, ...kept } = skill
    const group = all.filter(({ category_id }) => category_id === skill.category_id)
    const scored = group.filter(({ power_score }) => power_score !== null)
    const ahead = scored.filter(({ power_score }) => (power_score ?? -1) > (skill.power_score ?? -1)).length
    const place = { ahead, of: scored.length }
    const isScored = skill.power_score !== null
    return {
      ...{ ...kept, rank: i + 1, power_position: allByPower.indexOf(skill) + 1 },
      category_rank: skill.category_id && group.indexOf(skill) + 1,
      category_power_position: skill.category_id && [...group].sort(byPower).indexOf(skill) + 1,
      percentile: isScored ? percentileOf(place) : null,
      power_rank: isScored ? tierOf(place) : null,
      relaxed: isScored ? scored.length < 10 : null,
    } as DailyEntry
  })
}

describe('the boards of a day', () => {
  it.each([7, 30, 100])('have every listed skill at its places in chunks of %i', async (places) => {
    await useSmallChunks(db, places)
    const report = await build()
    expect(report).toMatchObject({ status: 'succeeded', counts: { days: 1, entries: 30 } })
    expect(await readDay(db, DAY)).toEqual(await expectedDay())
    const [{ chunk_hashes = [], ...made } = {}] = await readDayBuilds(db)
    expect(chunk_hashes).toHaveLength(Math.ceil(30 / places))
    expect(made).toMatchObject({
      day: DAY,
      total: 30,
      hour: `${DAY}T23:00:00+00:00`,
      switched_on_at: expect.any(String),
    })
  })

  it('have no tier for a skill that cannot be scored, which comes last by power', async () => {
    await useSmallChunks(db, 7)
    await db.execute(
      sql`update skill_popularity set github_forks = -1 where skill_id in (select id from skills where name in ('skill-4', 'skill-9', 'skill-12'))`,
    )
    await runAt(db, scoreSkillsJob, EVENING)
    await build()
    const day = await readDay(db, DAY)
    expect(day).toEqual(await expectedDay())
    expect(
      day
        .filter(({ power_rank }) => power_rank === null)
        .map(({ power_position }) => power_position)
        .sort(),
    ).toEqual([28, 29, 30])
  })

  it('exist for an empty catalogue too', async () => {
    ;({ db } = await createDatabase())
    await runAt(db, refreshPopularity, EVENING)
    expect(await build()).toMatchObject({ status: 'succeeded', counts: { days: 1, entries: 0, tiers: 0 } })
    expect(await readDayBuilds(db)).toMatchObject([{ day: DAY, total: 0, completed_at: expect.any(String) }])
  })

  it('are built once', async () => {
    await build()
    const before = await readDayBuilds(db)
    expect(await build()).toMatchObject({ status: 'succeeded', counts: { days: 0, entries: 0, tiers: 0 } })
    expect(await readDayBuilds(db)).toEqual(before)
  })

  it('are not built while the day lasts', async () => {
    expect(await build(EVENING)).toMatchObject({ counts: { days: 0 } })
    expect(await readDayBuilds(db)).toEqual([])
  })
})
