import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { beginRun } from '../../src/db/queries/leases.ts'
import { batch } from '../../src/jobs/batch.ts'
import { aSkill } from '../support/builders.ts'
import { createDatabase } from '../support/database.ts'
import { runAt } from '../support/jobs.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
  await aSkill(db)
})

const hold = (job: string) =>
  beginRun(db, `script:${job}:all`, 60, {
    ...{ runId: 'other', holder: 'other', job, scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() },
  })
const jobsRun = async () =>
  (await db.execute(sql`select job from job_runs where run_id <> 'other' order by started_at, ended_at`)).rows.map(
    (row) => row.job,
  )

describe('the batch', () => {
  it('runs its steps in their order, each with a row of its own', async () => {
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'succeeded', counts: { steps: 2, succeeded: 2, skipped: 0 } })
    expect(report.steps.map((step) => step.job)).toEqual(['refresh-popularity', 'build-snapshots'])
    expect((await jobsRun()).toSorted()).toEqual(['batch', 'build-snapshots', 'refresh-popularity'])
  })

  it('starts no step while another batch is under way: its boards would be of scores that are not written yet', async () => {
    await hold('batch')
    expect((await runAt(db, batch)).status).toBe('skipped')
    expect(await jobsRun()).toEqual([])
  })

  it('goes on where somebody runs a step by hand', async () => {
    await hold('refresh-popularity')
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'succeeded', counts: { steps: 2, succeeded: 1, skipped: 1 } })
  })

  it('is partial when a step failed, and the later ones still work on what is there', async () => {
    await db.execute(sql`alter table skill_events rename to skill_events_away`)
    const report = await runAt(db, batch)
    expect(report).toMatchObject({ status: 'partial', errors: [{ target: 'refresh-popularity' }] })
    expect(report.steps.map((step) => step.status)).toEqual(['failed', 'succeeded'])
  })
})
