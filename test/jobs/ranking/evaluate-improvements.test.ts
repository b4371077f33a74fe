import { sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { recordImprovement } from '../../../src/db/ranking/improvements.ts'
import {
  evaluateImprovements,
  evaluateSource,
  NO_SOURCE,
  noneEvaluated,
} from '../../../src/jobs/ranking/evaluate-improvements.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import {
  AFTER,
  anImprovedSkill,
  breakSource,
  DUE,
  readImprovements,
  readPoints,
  someUse,
} from '../../support/builders/improvements.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { untilWaiting } from '../../support/run/waiting.ts'

let db: Db
let url: string
beforeEach(async () => {
  ;({ db, url } = await createDatabase())
})

const evaluate = (at = DUE) => runAt(db, evaluateImprovements, at)
const change = (statement: string) => db.execute(sql.raw(statement))

describe('an evaluation', () => {
  it('stores the use afterwards, the difference and the verdict, and credits an improvement', async () => {
    const improved = await anImprovedSkill(db, { source: 'one' })
    const worsened = await anImprovedSkill(db, { source: 'one', outcome: 'worsened' })
    const neither = await anImprovedSkill(db, { source: 'two', outcome: 'inconclusive' })
    expect(await evaluate()).toMatchObject({
      status: 'succeeded',
      counts: { sources: 2, evaluated: 3, improved: 1, worsened: 1, inconclusive: 1, credited_points: 10 },
    })
    const kept = await readImprovements(db)
    expect(kept.get(improved.id)).toEqual({
      verdict: 'improved',
      points: 10,
      post: { hours: 336, uses: 40, views: 60, use_rate: 0.4 },
      delta: {
        ...{ uses: 20, views: -20, use_rate: 0.2, by: 'use_rate', value: 0.2 },
        interval: { low: 0.073119, high: 0.318505 },
      },
    })
    expect(kept.get(worsened.id)).toMatchObject({ verdict: 'worsened', points: 0 })
    expect(kept.get(neither.id)).toMatchObject({ verdict: 'inconclusive', points: 0 })
    expect(await readPoints(db)).toEqual({ one: 10 })
  })

  it('happens 14 days after the hour of the improvement, and no earlier', async () => {
    const { id } = await anImprovedSkill(db, { source: 'one' })
    expect((await evaluate(new Date(DUE.getTime() - 1))).counts).toMatchObject({ sources: 0, evaluated: 0 })
    expect((await readImprovements(db)).get(id)).toMatchObject({ verdict: null, post: null, delta: null })
    expect((await evaluate()).counts).toMatchObject({ sources: 1, evaluated: 1 })
  })

  it('that is late has the same result as one in time', async () => {
    const { id, skillId } = await anImprovedSkill(db, { source: 'one' })
    await someUse(db, skillId, '2026-02-24T13:00:00Z', { views: 5 })
    await someUse(db, skillId, '2026-02-24T14:00:00Z', { uses: 900, views: 900 })
    await someUse(db, skillId, '2026-02-12T10:00:00Z', { uses: 900, views: 900, outcome: 'bot' })
    await evaluate(new Date('2026-08-01T00:00:00Z'))
    expect((await readImprovements(db)).get(id)?.post).toMatchObject({ hours: 336, uses: 40, views: 65 })
  })

  it('credits nothing twice, and does not touch evaluated improvements', async () => {
    const { skillId } = await anImprovedSkill(db, { source: 'one' })
    await evaluate()
    const first = await readImprovements(db)
    await someUse(db, skillId, '2026-02-11T00:00:00Z', { views: 5000 })
    expect((await evaluate()).counts).toMatchObject({ sources: 0, evaluated: 0, credited_points: 0 })
    expect(await readImprovements(db)).toEqual(first)
    expect(await readPoints(db)).toEqual({ one: 10 })
  })

  it('covers skills of any status, but none that is gone', async () => {
    const archived = await anImprovedSkill(db, { source: 'one' })
    const gone = await anImprovedSkill(db, { source: 'one' })
    await change(`update skills set status = 'archived' where id = '${archived.skillId}'`)
    await change(`delete from skills where id = '${gone.skillId}'`)
    expect((await evaluate()).counts).toMatchObject({ evaluated: 1, improved: 1 })
  })

  it('credits nobody for a skill without a source', async () => {
    const { id } = await anImprovedSkill(db)
    expect((await evaluate()).counts).toMatchObject({ sources: 1, improved: 1, credited_points: 0 })
    expect((await readImprovements(db)).get(id)).toMatchObject({ verdict: 'improved', points: 0 })
    expect(await readPoints(db)).toEqual({})
  })

  it('does not mistake a new skill for an improved one', async () => {
    const { id: skillId } = await aSkill(db)
    await change(`update skills set created_at = '2026-02-10T14:10:00Z' where id = '${skillId}'`)
    const improvement = { skillId, kind: 'content', note: null, now: new Date('2026-02-10T14:30:00Z') }
    await recordImprovement(db, TESTER, { id: crypto.randomUUID(), ...improvement })
    await someUse(db, skillId, AFTER, { uses: 300 })
    expect((await evaluate()).counts).toMatchObject({ evaluated: 1, inconclusive: 1 })
  })

  it('goes through a source page by page, however much of it is due', async () => {
    const { sourceId } = await anImprovedSkill(db, { source: 'one' })
    await change(`
      insert into skill_improvements (id, skill_id, source_id, kind, recorded_by, recorded_at, hour, baseline)
      select gen_random_uuid(), skill_id, source_id, 'kind-' || n, 'x', recorded_at, hour, baseline from skill_improvements, generate_series(1, 4500) n`)
    const dry = noneEvaluated()
    await evaluateSource(db, { sourceId, now: DUE, dryRun: true }, dry)
    expect(dry).toMatchObject({ evaluated: 4501, credited_points: 45_010 })
    expect((await evaluate()).counts).toMatchObject(dry)
    expect(await readPoints(db)).toEqual({ one: 45_010 })
  })
})

describe('a source that fails', () => {
  it('is an error of the run, stays due, and leaves the others alone', async () => {
    const broken = await anImprovedSkill(db, { source: 'broken' })
    await anImprovedSkill(db, { source: 'one' })
    await anImprovedSkill(db)
    await breakSource(db, broken.sourceId ?? '')
    const { status, counts, errors } = await evaluate()
    expect({ status, counts }).toMatchObject({
      status: 'partial',
      counts: { sources: 3, evaluated: 2, credited_points: 10 },
    })
    expect(errors).toEqual([{ target: broken.sourceId, reason: expect.stringMatching(/P0001/) }])
    expect(JSON.stringify(errors)).not.toMatch(/select|update/i)
    await change('drop trigger broken on skill_improvements')
    expect((await evaluate()).counts).toMatchObject({ sources: 1, evaluated: 1, credited_points: 10 })
    expect(await readPoints(db)).toEqual({ broken: 10, one: 10 })
  })

  it('is credited together with its verdicts, or not at all', async () => {
    const { id, sourceId } = await anImprovedSkill(db, { source: 'one' })
    await change(`alter table skill_sources add constraint no_points check (reward_points = 0)`)
    expect((await evaluate()).errors).toMatchObject([{ target: sourceId }])
    expect((await readImprovements(db)).get(id)).toMatchObject({ verdict: null, points: 0 })
  })

  it('is reported as no-source if there is no source', async () => {
    await anImprovedSkill(db)
    await change(`alter table skill_improvements add constraint none check (verdict is null)`)
    expect((await evaluate()).errors).toMatchObject([{ target: NO_SOURCE }])
  })
})

describe('two evaluations at once', () => {
  it('credit once', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => anImprovedSkill(db, { source: 'one' })))
    const sourceId = made[0]?.sourceId ?? null
    const done = [noneEvaluated(), noneEvaluated(), noneEvaluated()]
    // All three have read what is due, and wait for the same row.
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    onTestFinished(() => client.end())
    await client.query('begin')
    await client.query(`select from skill_improvements where id = '${made[2]?.id}' for update`)
    const runs = done.map((counts) => evaluateSource(db, { sourceId, now: DUE }, counts))
    await untilWaiting(db, 3)
    await client.query('commit')
    await Promise.all(runs)
    expect(done.map(({ evaluated }) => evaluated).toSorted()).toEqual([0, 0, 5])
    expect(done.reduce((sum, { credited_points }) => sum + credited_points, 0)).toBe(50)
    expect(await readPoints(db)).toEqual({ one: 50 })
  })
})
