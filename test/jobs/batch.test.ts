import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { beginRun } from '../../src/db/operations/leases.ts'
import { batch } from '../../src/jobs/batch.ts'
import { aSkill, someRawEvents } from '../support/builders/builders.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'
import { keepOnlyDefaults } from '../support/run/partitions.ts'

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  skillId = (await aSkill(db)).id
})

const STEPS = ['normalize-events', 'refresh-popularity', 'score-skills', 'build-snapshots', 'publish-outbox']

const hold = (job: string) =>
  beginRun(db, `script:${job}:all`, 60, {
    ...{ runId: 'other', holder: 'other', job, scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() },
  })
const jobsRun = async () =>
  (await db.execute(sql`select job from job_runs where run_id <> 'other' order by started_at, ended_at`)).rows.map(
    (row) => row.job,
  )

describe('the batch', () => {
  it('runs its steps in order, each with a row of its own', async () => {
    const report = await runAt(db, batch)
    expect(report).toMatchObject({
      status: 'succeeded',
      counts: { steps: 5, succeeded: 5, skipped: 0, processed: 1, failed: 0, categories: 1 },
    })
    expect(report.steps.map((step) => step.job)).toEqual(STEPS)
    expect((await jobsRun()).toSorted()).toEqual(['batch', ...STEPS].toSorted())
  })

  it('takes an event from the raw table to the boards and the feed', async () => {
    await aSkill(db, { name: 'starred', stars: 1 })
    await someRawEvents(db, [{ skillId }])
    const report = await runAt(db, batch)
    expect(report.steps.map((step) => step.counts)).toEqual([
      { normalized: 1, retried: 0 },
      { processed: 2, changed: 2, events: 1 },
      { processed: 2, failed: 0, categories: 1, changed: 4 },
      { boards: 1, entries: 2, changed: 2, failed: 0 },
      { processed: 8, published: 4, unchanged: 4 },
    ])
    const { rows } =
      await db.execute(sql`select skill_id, rank, uses_30d from skill_rank_snapshots join skill_popularity
      using (skill_id) order by rank limit 1`)
    expect(rows).toEqual([{ skill_id: skillId, rank: 1, uses_30d: 1 }])
  })

  it('makes the partitions of the days around it, which its events go to', async () => {
    await keepOnlyDefaults(db)
    await someRawEvents(db, [{ skillId, at: '2026-02-10T09:00:00Z' }])
    await runAt(db, batch, new Date('2026-02-10T14:30:00Z'))
    const { rows } = await db.execute(sql`
      select tableoid::regclass::text as leaf,
        (select count(*)::int from partition_bounds('skill_events'::regclass) where not is_default) as days
      from skill_events`)
    expect(rows).toEqual([{ leaf: 'skill_events_20260210', days: 31 + 1 + 7 }])
  })

  it('starts no step while another batch runs: its boards would come from scores that are not written yet', async () => {
    await hold('batch')
    expect((await runAt(db, batch)).status).toBe('skipped')
    expect(await jobsRun()).toEqual([])
  })

  it.each(STEPS)('goes on where somebody runs %s by hand', async (step) => {
    await hold(step)
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'succeeded', counts: { steps: 5, succeeded: 4, skipped: 1 } })
    expect(report.steps.filter(({ status }) => status === 'skipped').map(({ job }) => job)).toEqual([step])
  })

  it.each([
    ['normalize-events', 'skill_favorites rename to away'],
    ['refresh-popularity', 'skill_popularity rename column score_updated_at to away'],
    ['score-skills', 'score_state rename column day to away'],
    ['build-snapshots', 'rank_snapshots rename to away'],
    ['publish-outbox', 'feed_state rename to away'],
  ])('is partial when %s failed, and the other steps still work on what is there', async (job, fault) => {
    await db.execute(sql.raw(`alter table ${fault}`))
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'partial', errors: [{ target: job }] })
    expect(report.steps.map((step) => [step.job, step.status])).toEqual(
      STEPS.map((step) => [step, step === job ? 'failed' : 'succeeded']),
    )
  })

  it('runs all steps without partitions that could not be made, and says so', async () => {
    await db.execute(sql`alter function make_partitions rename to away`)
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'partial', counts: { succeeded: 5 }, errors: [{ target: 'partitions' }] })
  })
})
