import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'
import type { Db } from '../../src/db/connect.ts'
import { BATCH_STEPS, batch } from '../../src/jobs/batch.ts'
import { JOBS } from '../../src/jobs/index.ts'
import { crawlSources } from '../../src/jobs/intake/crawl-sources.ts'
import { prune } from '../../src/jobs/prune.ts'
import { publishOutbox } from '../../src/jobs/publish-outbox.ts'
import { buildSnapshots } from '../../src/jobs/ranking/build-snapshots.ts'
import { evaluateImprovements } from '../../src/jobs/ranking/evaluate-improvements.ts'
import { normalizeEvents } from '../../src/jobs/ranking/normalize-events.ts'
import { refreshPopularity } from '../../src/jobs/ranking/refresh-popularity.ts'
import { scoreSkillsJob } from '../../src/jobs/ranking/score-skills.ts'
import type { PlannedJob } from '../../src/runs/job.ts'
import { storeAllPlaces } from '../support/builders/boards.ts'
import { aCategory, aSkill, someEvents, someRawEvents } from '../support/builders/builders.ts'
import { anImprovedSkill, DUE } from '../support/builders/improvements.ts'
import { createDatabase } from '../support/run/database.ts'
import { buildBoards, runAt } from '../support/run/jobs.ts'
import { keepOnlyDefaults } from '../support/run/partitions.ts'
import { connectAsNewRole } from '../support/run/role.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const UNKNOWN_SKILL = 'f0000000-0000-4000-8000-000000000000'

let db: Db
/** The same database, through a role that may not write. */
let readOnly: Db
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  const { db: other, role } = await connectAsNewRole(at)
  await db.execute(sql.raw(`alter role ${role} set default_transaction_read_only = on`))
  readOnly = other
})

/** What a job says a run would do, planned where nothing can be written. */
const planOf = (job: PlannedJob, now = NOW) => job.plan({ db: readOnly, settings: readJobSettings({}), now })

const countsOf = async (job: PlannedJob, now = NOW) => (await runAt(db, job, now)).counts
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)
const change = (statement: string) => db.execute(sql.raw(statement))

describe('the plan of', () => {
  it('normalize-events has as many events as a run handles', async () => {
    const { id: skillId } = await aSkill(db)
    const events = [{ skillId, eventId: 'a' }, { skillId, eventId: 'a' }, { skillId: UNKNOWN_SKILL }, { skillId }]
    await someRawEvents(db, events)
    await change(`update raw_events set next_retry_at = '2026-02-10T14:30:01Z' where id = 4`)
    expect(await planOf(normalizeEvents)).toEqual({ due: 3 })
    expect(await countsOf(normalizeEvents)).toEqual({ normalized: 1, retried: 1, duplicate_event_id: 1 })
    expect(await planOf(normalizeEvents)).toEqual({ due: 0 })
    const later = new Date(NOW.getTime() + 15_000)
    expect(await planOf(normalizeEvents, later)).toEqual({ due: 2 })
    expect(sumOf(await countsOf(normalizeEvents, later))).toBe(2)
  })

  it('refresh-popularity has the skills and events that a run counts, and the hours by which the windows move', async () => {
    const { id: skillId } = await aSkill(db)
    await aSkill(db)
    await someEvents(db, [{ skillId }, { skillId }, { skillId, isBot: true }])
    expect(await planOf(refreshPopularity)).toEqual({ processed: 2, events: 2, hours: 0 })
    expect(await countsOf(refreshPopularity)).toMatchObject({ processed: 2, events: 2 })
    await someEvents(db, [{ skillId }])
    const later = new Date('2026-02-10T17:00:00Z')
    expect(await planOf(refreshPopularity, later)).toEqual({ processed: 1, events: 1, hours: 3 })
    expect(await countsOf(refreshPopularity, later)).toMatchObject({ processed: 1, events: 1 })
    expect(await planOf(refreshPopularity, later)).toEqual({ processed: 0, events: 0, hours: 0 })
    expect(await planOf(refreshPopularity, NOW)).toMatchObject({ hours: 0 })
  })

  it('score-skills has the skills that a run scores or cannot score', async () => {
    const original = await aSkill(db, { stars: 3 })
    const { id } = await aSkill(db)
    await aSkill(db, { status: 'draft' })
    await aSkill(db, { duplicateOf: original.id })
    await change(`update skill_popularity set popularity_score = 'NaN' where skill_id = '${id}'`)
    // A draft and a copy are looked at too: they may have been listed before.
    expect(await planOf(scoreSkillsJob)).toEqual({ skills: 4 })
    expect(await countsOf(scoreSkillsJob)).toMatchObject({ processed: 1, failed: 1 })
    expect(await planOf(scoreSkillsJob)).toEqual({ skills: 0 })
  })

  it('build-snapshots has the boards that a run builds', async () => {
    await aCategory(db, 'empty')
    const { id } = await aSkill(db, { category: 'tools' })
    await aSkill(db, { category: 'tools' })
    await aSkill(db)
    await aSkill(db, { status: 'archived', category: 'tools' })
    await aSkill(db, { duplicateOf: id, category: 'tools' })
    const { id: lost } = await aSkill(db)
    await change(`update skills set category_id = gen_random_uuid() where id = '${lost}'`)
    await countsOf(scoreSkillsJob)
    const plan = await planOf(buildSnapshots)
    expect(plan).toEqual({ boards: 3 })
    expect(await countsOf(buildSnapshots)).toMatchObject(plan)
  })

  it('publish-outbox has the rows that a run processes', async () => {
    await aSkill(db, { tags: ['one'] })
    const { waiting } = await planOf(publishOutbox)
    expect(waiting).toBeGreaterThan(0)
    expect(await countsOf(publishOutbox)).toMatchObject({ processed: waiting })
    expect(await planOf(publishOutbox)).toEqual({ waiting: 0 })
  })

  it('prune has the rows that a run deletes, by kind', async () => {
    await keepOnlyDefaults(db)
    const { id: skillId } = await aSkill(db, { tags: ['one'] })
    await someEvents(db, [
      { skillId, eventId: 'a', at: '2025-12-12T14:29:59Z' },
      { skillId, eventId: 'b', at: '2025-12-12T14:30:00Z' },
      { skillId, eventId: 'a' },
    ])
    await change(`update raw_events set received_at = '2026-01-27T14:29:59Z'`)
    await change(`
      insert into skills (id, slug, owner, name, status, created_at, updated_at)
      select gen_random_uuid(), 'a--' || n, 'a', 'n' || n, 'active', now(), now() from generate_series(1, 110) n`)
    await change(`insert into skill_popularity (skill_id, score_updated_at)
      select id, now() from skills where owner = 'a'`)
    await buildBoards(db, new Date('2026-01-10T00:00:00Z'))
    await buildBoards(db, new Date('2026-01-11T00:00:00Z'))
    await storeAllPlaces(db)
    await runAt(db, publishOutbox)
    await change(`update publish_outbox set processed_at = '2026-02-03T14:29:59Z' where id > 1`)
    await change(`
      update published_items set deleted = true, published_at = '2020-01-01' where kind = 'tag' or kind = 'popularity'`)
    await change(
      `insert into login_attempts (ip_hash, attempted_at) values ('a', '2026-02-09T14:29:59Z'), ('a', '2026-02-09T14:30:00Z')`,
    )
    await change(
      `insert into login_addresses (ip_hash, account_hash, turn_at) values ('a', 'b', '2026-02-09T14:29:59Z')`,
    )
    await change(`
      insert into job_runs (run_id, job, scope, trigger, status, started_at) values ('x', 'crawl-sources', 's', 'cron', 'succeeded', '2020-01-01')`)
    await change(
      `insert into cache_purges (skill_id, changed_at, due_at) values (gen_random_uuid(), '2026-01-11T14:24:59Z', '2026-01-11T14:29:59Z'),
        (gen_random_uuid(), '2026-01-11T14:25:00Z', '2026-01-11T14:30:00Z')`,
    )
    const plan = await planOf(prune)
    expect(plan).toMatchObject({
      source_runs: 1,
      cache_purges: 1,
      raw_events: 3,
      skill_events: 1,
      boards: 1,
      tombstones: 2,
      login_attempts: 1,
      login_addresses: 1,
    })
    expect(plan.outbox).toBeGreaterThan(0)
    expect(await countsOf(prune)).toEqual(plan)
    expect(sumOf(await planOf(prune))).toBe(0)
  })

  it('crawl-sources has the sources that a run crawls', async () => {
    const source = (type: string, more: string) =>
      change(`insert into skill_sources (id, name, type, base_url, status, crawl_interval_minutes, next_crawl_at, vanished_at, created_at, updated_at)
        values (gen_random_uuid(), '${crypto.randomUUID()}', '${type}', 'no address', ${more}, now(), now())`)
    for (const due of [`'active', 60, null, null`, `'error', 60, '2026-02-10T14:30:00Z', null`])
      await source('list', due)
    for (const later of [
      ...[`'active', null, null, null`, `'paused', 60, null, null`, `'active', 60, null, '2026-01-01'`],
      `'active', 60, '2026-02-10T14:30:01Z', null`,
    ])
      await source('list', later)
    await source('folder', `'active', 60, null, null`)
    expect(await planOf(crawlSources)).toEqual({ due: 2 })
    expect(await countsOf(crawlSources)).toMatchObject({ sources: 2 })
    expect(await planOf(crawlSources)).toEqual({ due: 0 })
  })

  it('evaluate-improvements has the sources and improvements that a run evaluates', async () => {
    for (const source of ['one', 'one', 'two', undefined]) await anImprovedSkill(db, source ? { source } : {})
    await anImprovedSkill(db, { source: 'later', at: new Date('2026-02-10T15:00:00Z') })
    const plan = await planOf(evaluateImprovements, DUE)
    expect(plan).toEqual({ sources: 3, evaluated: 4 })
    expect(await countsOf(evaluateImprovements, DUE)).toMatchObject(plan)
    expect(await planOf(evaluateImprovements, DUE)).toEqual({ sources: 0, evaluated: 0 })
  })

  it('batch has what each step finds now, under its name', async () => {
    const { id: skillId } = await aSkill(db)
    await someRawEvents(db, [{ skillId }, { skillId }])
    const plans = await Promise.all(BATCH_STEPS.map(async (step) => [step.name, await planOf(step)] as const))
    const named = plans.flatMap(([name, plan]) => Object.entries(plan).map(([what, n]) => [`${name}.${what}`, n]))
    const plan = await planOf(batch)
    expect(plan).toEqual(Object.fromEntries(named))
    expect(plan).toMatchObject({ 'normalize-events.due': 2, 'score-skills.skills': 1, 'build-snapshots.boards': 1 })
    const { steps } = await runAt(db, batch, NOW)
    expect(steps[0]?.counts).toEqual({ normalized: 2, retried: 0 })
  })
})

describe('every job', () => {
  it('can be planned where a write would be refused', async () => {
    await expect(runAt(readOnly, prune, NOW)).resolves.toMatchObject({
      status: 'failed',
      errors: [{ reason: expect.stringContaining('25006') }],
    })
  })

  it.each([...JOBS.values()].map((job) => [job.name, job] as const))(
    'plans on an empty database: %s',
    async (_, job) => {
      for (const n of Object.values(await planOf(job))) expect(Number.isInteger(n)).toBe(true)
    },
  )
})
