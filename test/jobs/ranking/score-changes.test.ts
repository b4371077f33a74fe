import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { beginRun, type Lease } from '../../../src/db/operations/leases.ts'
import { findWrongPlaces } from '../../../src/db/ranking/buckets.ts'
import { scoreChangedSkills } from '../../../src/db/ranking/score-skills.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aCategory } from '../../support/builders/builders.ts'
import { scoreFaults } from '../../support/oracles/score-faults.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

const NOON = Date.parse('2026-02-10T12:00:00Z')
const MINUTE = 60_000
const SKILLS = 24

let db: Db
let categories: string[]
beforeAll(async () => {
  ;({ db } = await createDatabase())
  categories = await Promise.all(['one', 'two'].map((key) => aCategory(db, key)))
})

const TABLES =
  'skills, skill_popularity, score_groups, score_counts, score_bands, score_changes, score_state, board_buckets, popularity_changes'

/** Replaces all skills with `count` new ones, some in each category, changed on different days. */
async function makeSkills(count: number) {
  await db.execute(sql.raw(`truncate ${TABLES} cascade`))
  await db.execute(sql`
    with made as (
      insert into skills (id, slug, owner, name, status, category_id, last_changed_at, created_at, updated_at)
      select md5('skill ' || n)::uuid, 'o--' || n, 'o', 'n' || n, 'active', (array[${categories[0]}::uuid, ${categories[1]}::uuid, null])[1 + n % 3],
        timestamptz '2026-02-01' - n * interval '3 days', timestamptz '2025-01-01', timestamptz '2026-02-01' + (n % 5) * interval '1 hour'
      from generate_series(1, ${count}::int) n returning id
    ) insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at) select id, 5, 1, now() from made`)
}

const aChange = fc.record({
  skill: fc.integer({ min: 1, max: SKILLS }),
  what: fc.constantFrom(
    'github_stars = github_stars + $n',
    'uses_30d = $n, popularity_score = $n',
    'views_30d = $n, favorites_total = $n % 4',
    'popularity_score = $n % 3',
    'github_forks = $n * 50',
    'status = (array[$active, $draft])[1 + $n % 2]',
    'category_id = $category',
    'updated_at = $later',
    'last_changed_at = $later',
    'duplicate_of = null',
  ),
  n: fc.integer({ min: 0, max: 60 }),
})

function apply({ skill, what, n }: { skill: number; what: string; n: number }) {
  const isOfSkill = /status|category|_at|duplicate/.test(what)
  const set = what
    .replace('$active', `'active'`)
    .replace('$draft', `'draft'`)
    .replace('$category', n % 3 === 2 ? 'null' : `'${categories[n % 3]}'`)
    .replace('$later', `timestamptz '2026-02-09' - ${n} * interval '1 day'`)
    .replaceAll('$n', String(n))
  const [table, key] = isOfSkill ? ['skills', 'id'] : ['skill_popularity', 'skill_id']
  return db.execute(sql.raw(`update ${table} set ${set} where ${key} = md5('skill ${skill}')::uuid`))
}

const lease = async (): Promise<Lease> => {
  const run = { runId: 'r', holder: 'h', job: 'x', scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() }
  const taken = await beginRun(db, 'script:x:all', 600, run)
  if (!taken) throw new Error('The lease was not free.')
  return taken
}

describe('after any changes', () => {
  it(
    'scores are those of the kept averages, averages are kept to 1 %, and places are those of a recount',
    {
      timeout: 120_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(aChange, { maxLength: 6 }), { minLength: 3, maxLength: 6 }),
          async (ticks) => {
            await makeSkills(SKILLS)
            for (const [tick, changes] of ticks.entries()) {
              for (const change of changes) await apply(change)
              const at = new Date(NOON + tick * 300 * MINUTE)
              const runs = await Promise.all([runAt(db, scoreSkillsJob, at), runAt(db, scoreSkillsJob, at)])
              expect(runs.map(({ status }) => status)).toContain('succeeded')
              expect(await scoreFaults(db, at)).toEqual([])
              expect(await findWrongPlaces(db, 5)).toEqual([])
            }
          },
        ),
        { numRuns: sizeOf({ short: 3, long: 30 }), endOnFailure: true },
      ),
  )
})

describe('a group', () => {
  const averagesOf = async () =>
    (await db.execute(sql`select averages, scored_at from score_groups where group_id = ${categories[0]}::uuid`)).rows

  it('is scored anew as a whole only when an average has moved by more than 1 %', async () => {
    const members = sizeOf({ short: 300, long: 1000 })
    const many = members * 0.06
    await makeSkills(members * 3)
    await runAt(db, scoreSkillsJob, new Date(NOON))
    const before = await averagesOf()
    await db.execute(sql`update skill_popularity set github_stars = 6 where skill_id = md5('skill 3')::uuid`)
    expect((await runAt(db, scoreSkillsJob, new Date(NOON + MINUTE))).counts).toMatchObject({
      processed: 1,
      categories: 0,
      changed: 1,
    })
    expect(await averagesOf()).toEqual(before)
    await db.execute(
      sql`update skill_popularity set github_stars = 50 where skill_id in (select skill_id from skill_popularity where category_id = ${categories[0]}::uuid limit ${many}::int)`,
    )
    const { counts } = await runAt(db, scoreSkillsJob, new Date(NOON + 2 * MINUTE))
    expect(counts).toMatchObject({ processed: many, categories: 1 })
    expect(counts.changed).toBeGreaterThan(members)
    expect(await averagesOf()).not.toEqual(before)
    expect(await scoreFaults(db, new Date(NOON))).toEqual([])
  })
})

describe('midnight', () => {
  const TOMORROW = new Date(NOON + 24 * 60 * MINUTE)

  it('changes all ages in steps, and a run that is stopped in the middle is continued by the next', async () => {
    await makeSkills(30)
    await runAt(db, scoreSkillsJob, new Date(NOON))
    const step = async () => (await scoreChangedSkills(db, await lease(), { now: TOMORROW, limit: 10 }))?.processed
    expect([await step(), await step()]).toEqual([10, 10])
    expect(await findWrongPlaces(db, 5)).toEqual([])
    expect((await runAt(db, scoreSkillsJob, TOMORROW)).counts).toMatchObject({ processed: 10 })
    expect(await scoreFaults(db, TOMORROW)).toEqual([])
    expect((await runAt(db, scoreSkillsJob, TOMORROW)).counts).toMatchObject({ processed: 0, changed: 0 })
  })

  it('is not undone by a tick that comes late', async () => {
    await makeSkills(10)
    await runAt(db, scoreSkillsJob, TOMORROW)
    await db.execute(sql`update skill_popularity set github_stars = 9`)
    await runAt(db, scoreSkillsJob, new Date(NOON))
    expect(await scoreFaults(db, TOMORROW)).toEqual([])
  })

  it('writes nothing of skills so old that their age no longer counts', async () => {
    await makeSkills(10)
    await db.execute(sql`update skills set last_changed_at = '2001-01-01'`)
    await runAt(db, scoreSkillsJob, new Date(NOON))
    expect((await runAt(db, scoreSkillsJob, TOMORROW)).counts).toMatchObject({ processed: 10, changed: 0 })
  })
})

describe('a change that is committed while a run scores', () => {
  it('is scored by the next run', async () => {
    await makeSkills(SKILLS)
    await Promise.all([
      ...Array.from({ length: 12 }, (_, n) => apply({ skill: n + 1, what: 'github_stars = $n', n })),
      runAt(db, scoreSkillsJob, new Date(NOON)),
      ...Array.from({ length: 12 }, (_, n) => apply({ skill: n + 1, what: 'category_id = $category', n })),
    ])
    await runAt(db, scoreSkillsJob, new Date(NOON + MINUTE))
    expect(await scoreFaults(db, new Date(NOON))).toEqual([])
    expect(await findWrongPlaces(db, 5)).toEqual([])
  })
})
