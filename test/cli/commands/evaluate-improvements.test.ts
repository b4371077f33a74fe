import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginRun } from '../../../src/db/operations/leases.ts'
import { evaluateImprovements } from '../../../src/jobs/ranking/evaluate-improvements.ts'
import { anImprovedSkill, breakSource, DUE, readImprovements, readPoints } from '../../support/builders/improvements.ts'
import { ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let at: TestDatabase
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: DUE })
  at = await createDatabase()
})
afterEach(() => {
  vi.useRealTimers()
})

const evaluate = (...argv: string[]) => ops(at, ['evaluate-improvements', ...argv])

/** So many sources, each with three improvements: one that shows, one that does harm, one that nobody can tell. */
async function someSources(many: number): Promise<string[]> {
  const outcomes = ['improved', 'worsened', 'inconclusive'] as const
  for (const outcome of outcomes) await anImprovedSkill(at.db, { outcome, source: 'template' })
  await at.db.execute(sql`
    insert into skill_sources (id, name, type, created_at, updated_at)
    select gen_random_uuid(), 'source-' || n, 'folder', now(), now() from generate_series(1, ${many}::int) n`)
  await at.db.execute(sql`
    insert into skill_improvements (id, skill_id, source_id, kind, recorded_by, recorded_at, hour, baseline)
    select gen_random_uuid(), i.skill_id, s.id, s.name, 'x', i.recorded_at, i.hour, i.baseline
    from skill_improvements i, skill_sources s where s.name like 'source-%'`)
  await at.db.execute(sql`delete from skill_improvements where kind = 'content'`)
  const { rows } = await at.db.execute<{ id: string }>(
    sql`select id from skill_sources where name like 'source-%' order by id`,
  )
  return rows.map(({ id }) => id)
}

const counted = (sources: number) => ({
  ...{ evaluated: 3 * sources, improved: sources, worsened: sources, inconclusive: sources },
  credited_points: 10 * sources,
})

describe('evaluate-improvements', () => {
  it('evaluates every source with due improvements, and the improvements without a source', async () => {
    await someSources(2)
    await anImprovedSkill(at.db)
    const done = await evaluate()
    expect(done.code).toBe(0)
    expect(done.summary()).toMatchObject({
      ...{ dry_run: false, targets_total: 3, succeeded_total: 3, failed_total: 0, errors: [] },
      details: { evaluated: 7, improved: 3, worsened: 2, inconclusive: 2, credited_points: 20 },
    })
    expect(await readPoints(at.db)).toEqual({ 'source-1': 10, 'source-2': 10 })
  })

  it('credits no improvement twice', async () => {
    const sources = await someSources(2)
    await evaluate()
    const first = await readImprovements(at.db)
    const again = await evaluate('--org-ids', sources.join())
    expect(again.code).toBe(0)
    expect(again.summary()).toMatchObject({ targets_total: 2, succeeded_total: 2, details: counted(0) })
    expect((await evaluate()).summary()).toMatchObject({ targets_total: 0, details: counted(0) })
    expect(await readImprovements(at.db)).toEqual(first)
    expect(await readPoints(at.db)).toEqual({ 'source-1': 10, 'source-2': 10 })
  })

  it('predicts in a dry run exactly what the run then does, and changes nothing', async () => {
    await someSources(3)
    await anImprovedSkill(at.db)
    await anImprovedSkill(at.db, { source: 'source-1', at: new Date('2026-02-11T00:00:00Z') })
    const before = await readImprovements(at.db)
    const dry = await evaluate('--dry-run')
    expect(dry.code).toBe(0)
    expect(await readImprovements(at.db)).toEqual(before)
    expect(await readPoints(at.db)).toEqual({})
    expect((await at.db.execute(sql`select from job_runs`)).rows).toEqual([])
    const told = dry.summary()
    expect(told).toMatchObject({ dry_run: true, details: { evaluated: 10, credited_points: 30 } })
    const { targets_total, succeeded_total, details } = (await evaluate()).summary()
    expect({ targets_total, succeeded_total, details }).toEqual({
      targets_total: told.targets_total,
      succeeded_total: told.succeeded_total,
      details: told.details,
    })
  })

  it('evaluates 99 of 100 sources and exits with 2 if one fails; the next run evaluates that one', async () => {
    const sources = await someSources(100)
    const broken = sources[40] ?? ''
    await breakSource(at.db, broken)
    const done = await evaluate('--org-ids', sources.join())
    expect(done.code).toBe(2)
    expect(done.summary()).toMatchObject({
      ...{ targets_total: 100, processed_total: 100, succeeded_total: 99, failed_total: 1 },
      errors: [{ target: broken, reason: expect.stringMatching(/P0001/) }],
      details: counted(99),
    })
    expect(Object.keys(await readPoints(at.db))).toHaveLength(99)
    const { rows } = await at.db.execute(sql`select count(*)::int as left, count(distinct source_id)::int as sources
      from skill_improvements where evaluated_at is null`)
    expect(rows).toEqual([{ left: 3, sources: 1 }])
    expect(done.stdout + done.stderr).not.toMatch(/update skill/i)

    await at.db.execute(sql`drop trigger broken on skill_improvements`)
    expect((await evaluate()).summary()).toMatchObject({ targets_total: 1, details: counted(1) })
    expect(new Set(Object.values(await readPoints(at.db)))).toEqual(new Set([10]))
  })

  it('stops at the first failed source with --fail-fast', async () => {
    const sources = await someSources(4)
    await breakSource(at.db, sources[1] ?? '')
    const done = await evaluate('--fail-fast')
    expect(done.code).toBe(2)
    expect(done.summary()).toMatchObject({ targets_total: 4, succeeded_total: 1, failed_total: 1, details: counted(1) })
  })

  it('evaluates at most --limit sources, always in the same order', async () => {
    const sources = await someSources(3)
    expect((await evaluate('--limit', '2')).summary()).toMatchObject({ targets_total: 2, details: counted(2) })
    expect((await evaluate('--limit', '2')).summary()).toMatchObject({ targets_total: 1, details: counted(1) })
    expect(sources).toHaveLength(3)
  })

  it('evaluates only the named sources, each once, and fails for an unknown one', async () => {
    const [one = '', two = ''] = await someSources(3)
    const unknown = 'f0000000-0000-4000-8000-000000000000'
    const done = await evaluate('--org-ids', `${one},${unknown},${one.toUpperCase()}`)
    expect(done.code).toBe(2)
    expect(done.summary()).toMatchObject({
      ...{ targets_total: 2, succeeded_total: 1 },
      errors: [{ target: unknown, reason: expect.stringContaining('There is no source with this id.') }],
      details: counted(1),
    })
    expect((await evaluate('--dry-run', '--org-id', unknown)).code).toBe(1)
    expect((await evaluate('--org-id', two)).summary()).toMatchObject({ targets_total: 1, details: counted(1) })
  })

  it('is refused while another run holds the lease, even the job’s', async () => {
    await someSources(1)
    const run = { runId: 'r', holder: 'h', job: evaluateImprovements.name, scope: 'all', trigger: 'cron', actor: null }
    await beginRun(at.db, 'script:evaluate-improvements:all', 60, { ...run, startedAt: DUE })
    expect((await evaluate()).code).toBe(3)
    expect(await readPoints(at.db)).toEqual({})
  })

  it('gives the same counts as the job', async () => {
    await someSources(2)
    const dry = (await evaluate('--dry-run')).summary().details
    expect((await runAt(at.db, evaluateImprovements, DUE)).counts).toMatchObject(dry)
  })
})
