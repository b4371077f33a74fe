import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { findWrongPlaces } from '../../../src/db/ranking/buckets.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aCategory } from '../../support/builders/builders.ts'
import { readStandings } from '../../support/oracles/places.ts'
import { type Ranked, rankAll, type Scorable } from '../../support/oracles/ranking-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const DAY = 24 * 3_600_000
const NO_GROUP = '00000000-0000-0000-0000-000000000000'

let db: Db
let categories: string[]
beforeAll(async () => {
  ;({ db } = await createDatabase())
  categories = await Promise.all(['one', 'two', 'three'].map((key) => aCategory(db, key)))
})

type Stored = Scorable & { status?: string; duplicateOf?: string }

/** Replaces all skills with these, which have the given counts and popularity. */
async function store(skills: readonly Stored[]) {
  const rows = skills.map(({ group, ageDays, updatedAt, ...skill }) => ({
    status: 'active',
    ...skill,
    categoryId: group,
    changedAt: new Date(Math.floor(NOW.getTime() / DAY - ageDays) * DAY + (skill.stars % 24) * 3_600_000).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }))
  await db.execute(
    sql`truncate skills, skill_popularity, score_groups, score_counts, score_bands, board_buckets, score_state cascade`,
  )
  await db.execute(sql`
    with rows as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, "categoryId" uuid, status text, "duplicateOf" uuid,
        stars int, forks int, uses_30d int, views_30d int, favorites int, popularity float8, "changedAt" timestamptz, "updatedAt" timestamptz)
    ), made as (
      insert into skills (id, slug, owner, name, status, category_id, duplicate_of, last_changed_at, created_at, updated_at)
      select id, 'o--' || id, 'o', id::text, status, "categoryId", "duplicateOf", "changedAt", "changedAt", "updatedAt" from rows
    ) insert into skill_popularity (skill_id, github_stars, github_forks, uses_30d, views_30d, favorites_total, popularity_score, score_updated_at)
      select id, stars, forks, uses_30d, views_30d, favorites, popularity, now() from rows`)
}

async function scored() {
  const all = [...(await readStandings(db)).values()].filter(({ power_score }) => power_score !== null)
  return new Map(all.map(({ skill_id, stats_payload, ...ranked }) => [skill_id, ranked as Ranked]))
}

async function averages() {
  const { rows } = await db.execute<{ group_id: string; averages: Record<string, number>; members: number }>(
    sql`select group_id, members, averages from score_groups`,
  )
  return new Map(rows.map((row) => [row.group_id === NO_GROUP ? null : row.group_id, row]))
}

/** Scores the skills and compares everything with the oracle. */
async function agrees(skills: readonly Scorable[], failed: readonly Scorable[] = []) {
  await store([...skills, ...failed])
  const report = await runAt(db, scoreSkillsJob, NOW)
  const expected = rankAll(skills, failed)
  expect(report.counts).toEqual({
    processed: skills.length,
    failed: failed.length,
    categories: expected.averages.size,
    // Each first gets its stats, and then its score against the group's first averages.
    changed: 2 * skills.length + failed.length,
  })
  expect(await findWrongPlaces(db, 10)).toEqual([])
  expect(report.errors.map(({ target }) => target)).toEqual(failed.map(({ id }) => id).sort())
  expect(report.status).toBe(failed.length > 0 ? 'partial' : 'succeeded')
  const [found, kept] = [await scored(), await averages()]
  for (const skill of skills)
    expect({ ...skill, ...found.get(skill.id) }).toEqual({ ...skill, ...expected.ranked.get(skill.id) })
  expect(found.size).toBe(skills.length)
  expect([...kept.keys()].sort()).toEqual([...expected.averages.keys()].sort())
  for (const [group, of] of expected.averages) {
    expect(kept.get(group)?.members).toBe(skills.filter((skill) => skill.group === group).length)
    for (const [stat, average] of Object.entries(of)) expect(kept.get(group)?.averages[stat]).toBeCloseTo(average, 4)
  }
  expect((await runAt(db, scoreSkillsJob, NOW)).counts.changed).toBe(0)
}

/** Numbers that collide: all zero, few values, or a heavy tail. */
const aKind = fc.constantFrom<fc.Arbitrary<number>>(
  fc.constant(0),
  fc.constant(7),
  fc.integer({ min: 0, max: 2 }),
  fc.constantFrom(0, 0, 0, 1, 5, 100_000),
  fc.double({ min: 0, max: 14, noNaN: true }).map((x) => Math.floor(Math.exp(x)) - 1),
)

/** A group in which each stat is of one kind, so that zeros, ties and equal skills are common. */
const aGroup = (group: string | null, size: fc.Arbitrary<number>): fc.Arbitrary<Scorable[]> =>
  fc.tuple(size, fc.array(aKind, { minLength: 6, maxLength: 6 })).chain(([length, kinds]) => {
    const [stars, forks, uses_30d, views_30d, favorites, days] = kinds as [typeof aNumber, ...(typeof aNumber)[]]
    return fc.array(
      fc.record({
        id: fc.uuid(),
        group: fc.constant(group),
        stars,
        forks: forks as typeof aNumber,
        uses_30d: uses_30d as typeof aNumber,
        views_30d: views_30d as typeof aNumber,
        favorites: favorites as typeof aNumber,
        ageDays: (days as typeof aNumber).map((n) => n % 2000),
        popularity: fc.oneof(fc.constantFrom(0, 1, 2.5), fc.double({ min: 0, max: 40, noNaN: true })),
        updatedAt: fc.constantFrom(0, 1, 2).map((n) => NOW.getTime() - n * DAY),
      }),
      { minLength: length, maxLength: length },
    )
  })
const aNumber = fc.nat()

const sizes = fc.oneof(fc.constantFrom(1, 2, 6, 9, 10), fc.integer({ min: 1, max: 40 }))
const groupOf = (n: number) => categories[n] as string
const unlike = (skills: Scorable[]) => [...new Map(skills.map((skill) => [skill.id, skill])).values()]

describe('an oracle in plain TypeScript agrees on every score, percentile, tier, rank and average', () => {
  it('of random groups, with and without a category', { timeout: 240_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.tuple(aGroup(groupOf(0), sizes), aGroup(groupOf(1), sizes), aGroup(null, sizes)), (groups) =>
        agrees(unlike(groups.flat())),
      ),
      { numRuns: sizeOf({ short: 8, long: 60 }) },
    ),
  )

  it.each([1, 9, 10, 1000])('of a group of %i beside a small one', { timeout: 120_000 }, (size) =>
    fc.assert(
      fc.asyncProperty(fc.tuple(aGroup(groupOf(0), fc.constant(size)), aGroup(groupOf(2), sizes)), (groups) =>
        agrees(unlike(groups.flat())),
      ),
      { numRuns: size === 1000 ? sizeOf({ short: 1, long: 3 }) : sizeOf({ short: 2, long: 10 }) },
    ),
  )

  it('even if some have a stat that is not a number: those fail, and the others are scored without them', {
    timeout: 120_000,
  }, () => {
    const fault = fc.constantFrom<Partial<Scorable>>(
      { stars: -1 },
      { stars: -2_147_483_648 },
      { forks: -7 },
      { uses_30d: -1 },
      { views_30d: -1 },
      { favorites: -3 },
    )
    return fc.assert(
      fc.asyncProperty(
        fc.tuple(aGroup(groupOf(0), sizes), aGroup(null, sizes)),
        fc.array(fault, { minLength: 1, maxLength: 4 }),
        (groups, faults) => {
          const all = unlike(groups.flat())
          const failed = all.slice(0, faults.length).map((skill, i) => ({ ...skill, ...faults[i] }))
          return agrees(all.slice(faults.length), failed)
        },
      ),
      { numRuns: sizeOf({ short: 4, long: 25 }), endOnFailure: true },
    )
  })
})
