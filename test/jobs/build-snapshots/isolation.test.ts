import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { buildSnapshots } from '../../../src/jobs/ranking/build-snapshots.ts'
import { buildFaults, readBuilds, readHeaders, readPage } from '../../support/builders/boards.ts'
import { aCategory, aSkill } from '../../support/builders/builders.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 1, 10, 14, minute))
const KEYS = ['c0', 'c1', 'c2', 'c3', 'c4']

let db: Db
let ids: Record<string, string>
/** A catalogue, and the same with its first boards. Nobody writes to them. */
let catalogue: TestDatabase
let built: TestDatabase
beforeAll(async () => {
  catalogue = await createDatabase()
  ;({ db } = catalogue)
  ids = Object.fromEntries(await Promise.all(KEYS.map(async (key) => [key, await aCategory(db, key)] as const)))
  for (const [i, key] of [...KEYS, ...KEYS].entries()) await aSkill(db, { category: key, stars: i })
  built = await copyDatabase(catalogue)
  await runAt(built.db, batch, at(0))
})

/** Begins a test with a copy of what was prepared. */
const begin = async (prepared: TestDatabase) => {
  ;({ db } = await copyDatabase(prepared))
}

/** Makes the database refuse every entry of these boards (category keys or `global`), as a bad row would. */
const refuse = (...boards: string[]) =>
  db.batch([
    db.execute(
      sql.raw(`
        create function refuse() returns trigger language plpgsql as $$ begin
          if coalesce(new.category_id::text, 'global') in (${boards.map((board) => `'${ids[board] ?? board}'`).join(', ')}) then
            raise exception 'These values are refused.' using errcode = 'check_violation';
          end if;
          return new;
        end $$`),
    ),
    db.execute(sql`create trigger refuse before insert on skill_rank_snapshots for each row execute function refuse()`),
  ])
const relent = () => db.execute(sql`drop function refuse cascade`)

const turnAround = () => db.execute(sql`update skill_popularity set github_stars = 100 - github_stars`)

const current = async () =>
  Object.fromEntries(
    (await readHeaders(db))
      .filter((header) => header.superseded_at === null)
      .map(({ board, id }) => [Object.keys(ids).find((key) => ids[key] === board) ?? board, id]),
  )

describe.each([
  ['one category', ['c2']],
  ['the first and the last', ['c0', 'c4']],
  ['the global board', ['global']],
  ['all but one category', ['global', 'c0', 'c1', 'c3', 'c4']],
])('if the board of %s cannot be built', (_, bad) => {
  it('the others are built, it keeps its old entries, and all are built once the fault is gone', async () => {
    await begin(built)
    const [before, builds] = [await current(), await readBuilds(db)]
    await turnAround()
    await refuse(...bad)
    const report = await runAt(db, batch, at(10))
    const targets = bad.map((board) => `board:${ids[board] ?? board}`)
    expect(report.status).toBe('partial')
    expect(report.errors.map(({ target }) => target).sort()).toEqual(targets.sort())
    expect(JSON.stringify(report.errors)).not.toMatch(/insert|skill_rank_snapshots/i)
    expect(report.steps.map(({ job, status }) => [job, status])).toEqual([
      ['normalize-events', 'succeeded'],
      ['refresh-popularity', 'succeeded'],
      ['score-skills', 'succeeded'],
      ['build-snapshots', 'partial'],
      ['publish-outbox', 'succeeded'],
    ])
    expect(report.steps.at(-2)?.counts).toMatchObject({ boards: 6 - bad.length, failed: bad.length })

    const after = await current()
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
    for (const [board, id] of Object.entries(after)) {
      expect(id === before[board], board).toBe(bad.includes(board))
      if (bad.includes(board)) expect((await readBuilds(db)).get(id)).toEqual(builds.get(id))
    }
    expect(await buildFaults(db, at(10))).toEqual([])
    for (const board of bad) {
      const page = await readPage(db, board === 'global' ? {} : { categoryKey: board })
      expect(page).toMatchObject({ is_snapshot: true, snapshot: before[board], items: { length: page.total } })
    }

    await relent()
    expect(await runAt(db, batch, at(20))).toMatchObject({ status: 'succeeded', errors: [] })
    for (const board of bad) expect((await current())[board]).not.toBe(before[board])
    expect(await buildFaults(db, at(20))).toEqual([])
  })
})

describe('if no board can be built', () => {
  it('no run succeeds, every board is reported, and every old board stays', async () => {
    await begin(built)
    const before = await current()
    await turnAround()
    await refuse('global', ...KEYS)
    const report = await runAt(db, batch, at(10))
    expect(report.status).not.toBe('succeeded')
    expect(report.errors).toHaveLength(6)
    expect(await current()).toEqual(before)
    expect(await buildFaults(db, at(10))).toEqual([])
  })
})

describe('a category whose board fails from the first', () => {
  it('has no board, is answered from the current scores, and does not affect the others', async () => {
    await begin(catalogue)
    await refuse('c2')
    expect(await runAt(db, batch, at(0))).toMatchObject({ status: 'partial' })
    expect(Object.keys(await current()).sort()).toEqual(['c0', 'c1', 'c3', 'c4', 'global'])
    expect(await readPage(db, { categoryKey: 'c2' })).toMatchObject({
      is_snapshot: false,
      total: 2,
      items: { length: 2 },
    })
    expect(await readPage(db, { categoryKey: 'c3' })).toMatchObject({ is_snapshot: true, total: 2 })
  })
})

describe('a fault that no board is to blame for', () => {
  it('fails the step, and no board is tried alone', async () => {
    await begin(built)
    const before = await readHeaders(db)
    await db.execute(sql`alter table skill_rank_snapshots rename column inputs to away`)
    expect(await runAt(db, buildSnapshots, at(10))).toMatchObject({ status: 'failed', counts: {} })
    expect(await readHeaders(db)).toEqual(before)
  })
})
