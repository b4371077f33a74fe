import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { countDueImprovements, listSourcesWithDue, measureDue } from '../../../src/db/ranking/due-improvements.ts'
import { listImprovements } from '../../../src/db/ranking/improvements.ts'
import { DUE } from '../../support/builders/improvements.ts'
import { createDatabase } from '../../support/run/database.ts'
import { planOf } from '../../support/run/plan-of.ts'
import { sizeOf } from '../../support/run/proof.ts'

const SKILLS = sizeOf({ short: 200, long: 1000 })

let db: Db
let sourceId: string
/** A hundred improvements a skill, of a hundred sources: 95 of each skill are evaluated, 3 to wait for, and 2 due. */
beforeAll(async () => {
  db = (await createDatabase()).db
  const change = (statement: string) => db.execute(sql.raw(statement))
  await change(`
    insert into skill_sources (id, name, type, created_at, updated_at)
    select gen_random_uuid(), 'source-' || n, 'folder', now(), now() from generate_series(1, 100) n`)
  await change(`
    insert into skills (id, slug, owner, name, status, created_at, updated_at)
    select gen_random_uuid(), 'a--' || n, 'a', 'n' || n, 'active', '2025-01-01', now() from generate_series(1, ${SKILLS}) n`)
  await change(`
    insert into skill_improvements (id, skill_id, source_id, kind, recorded_by, recorded_at, hour, baseline, verdict, evaluated_at)
    select gen_random_uuid(), s.id, o.id, 'kind-' || k, 'x', t.hour, t.hour, '{}', case when k > 5 then 'inconclusive' end, case when k > 5 then now() end
    from skills s join skill_sources o on o.name = 'source-' || (1 + substr(s.name, 2)::int % 100), generate_series(1, 100) k,
      lateral (select timestamptz '2026-02-24T14:00Z' - case when k > 2 then k - 1 else 15 end * interval '24 hours' as hour) t`)
  await change('vacuum analyze skill_improvements')
  const { rows } = await db.execute<{ id: string }>(sql`select id from skill_sources where name = 'source-7'`)
  sourceId = rows[0]?.id ?? ''
}, 120_000)

describe(`of ${SKILLS * 100} improvements`, () => {
  it('the due ones are found by the partial index of waiting improvements', async () => {
    expect(await countDueImprovements(db, DUE)).toEqual({ sources: 100, evaluated: SKILLS * 2 })
    expect(await measureDue(db, { sourceId, now: DUE, after: null, limit: 100 })).toHaveLength(SKILLS / 50)
    const asks = [
      (on: Db) => listSourcesWithDue(on, DUE),
      (on: Db) => countDueImprovements(on, DUE),
      (on: Db) => measureDue(on, { sourceId, now: DUE, after: null, limit: 100 }),
    ]
    for (const ask of asks) {
      const plan = await planOf(db, ask)
      expect(plan).toContain('ix_skill_improvements_waiting')
      expect(plan).not.toContain('Seq Scan on skill_improvements')
    }
  })

  it('a page of a list is read by an index, also for one skill or source', async () => {
    const { rows } = await db.execute<{ id: string }>(sql`select id from skills limit 1`)
    const page = { now: DUE, size: 20 }
    for (const [of, by] of [
      [{}, 'ix_skill_improvements_recorded'],
      [{ source_id: sourceId }, 'ix_skill_improvements_source'],
      [{ skill_id: rows[0]?.id }, 'uq_skill_improvements_day'],
    ] as const) {
      const plan = await planOf(db, (on) => listImprovements(on, { ...page, ...of }))
      expect(plan).toContain(by)
      expect(plan).not.toContain('Seq Scan on skill_improvements')
    }
  })
})
