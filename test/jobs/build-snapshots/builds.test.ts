import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { beginRun } from '../../../src/db/operations/leases.ts'
import { scoreChangedSkills } from '../../../src/db/ranking/score-skills.ts'
import { buildSnapshots } from '../../../src/jobs/ranking/build-snapshots.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import type { JobContext } from '../../../src/runs/job.ts'
import { buildFaults, openCursor, readBuilds, readHeaders, readPage } from '../../support/builders/boards.ts'
import { aCategory, aSkill } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { buildBoards, runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

const NOON = Date.parse('2026-02-10T12:00:00Z')
const after = (minutes: number) => new Date(NOON + minutes * 60_000)

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

/** Gives every skill stars by a seed: another order by use and by power. */
const shuffle = (seed: number) =>
  db.execute(sql`
    update skill_popularity set popularity_score = x, github_stars = (x * 1000)::int
    from (select skill_id as id, ('x' || substr(md5(${seed}::text || skill_id), 1, 6))::bit(24)::int / 16777216.0 as x from skill_popularity) s
    where id = skill_id`)

async function tick(at: Date) {
  await runAt(db, scoreSkillsJob, at)
  const report = await runAt(db, buildSnapshots, at)
  expect(await buildFaults(db, at)).toEqual([])
  return report
}

const someSkills = async (count: number) => {
  for (let i = 0; i < count; i++) await aSkill(db, i % 3 === 0 ? {} : { category: `c${i % 3}` })
}

const aReader = fc.record({
  from: fc.nat({ max: 5 }),
  size: fc.integer({ min: 1, max: 9 }),
  by: fc.constantFrom('popularity' as const, 'power' as const),
  categoryKey: fc.constantFrom(undefined, 'c1'),
  how: fc.constantFrom('cursor', 'snapshot'),
})

describe('a build', () => {
  it('never changes, and a client that pages through it sees every place once, whatever ticks come between', {
    timeout: 240_000,
  }, async () => {
    await someSkills(14)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ minutes: fc.constantFrom(0, 1, 5), seed: fc.nat(3) }), { minLength: 6, maxLength: 12 }),
        fc.array(aReader, { minLength: 1, maxLength: 4 }),
        async (ticks, readers) => {
          await db.execute(sql`truncate rank_snapshots, skill_rank_snapshots`)
          const reading = readers.map((reader) => ({ ...reader, build: '', place: 0, ids: [] as string[], total: -1 }))
          let minutes = 0
          const seen = new Map<string, Record<string, unknown>[]>()
          for (const [turn, { minutes: later, seed }] of [
            ...ticks,
            ...Array(20).fill({ minutes: 0, seed: 0 }),
          ].entries()) {
            minutes += later
            if (turn < ticks.length) {
              await shuffle(seed)
              await tick(after(minutes))
              const builds = await readBuilds(db)
              for (const [id, entries] of seen) expect(builds.get(id)).toEqual(entries)
              for (const [id, entries] of builds) seen.set(id, entries)
            }
            for (const reader of reading) {
              if (turn < reader.from || reader.ids.length === reader.total) continue
              const { by, categoryKey, size } = reader
              const held = reader.build === '' ? {} : { snapshot: reader.build }
              const page = await readPage(db, { by, categoryKey }, { size, after: reader.place, ...held })
              if (reader.build !== '') expect(page.snapshot).toBe(reader.build)
              reader.build = page.snapshot ?? ''
              reader.total = page.total
              reader.ids.push(...page.items.map(({ id }) => id))
              reader.place += size
              expect(page.next_cursor === null).toBe(reader.ids.length === page.total)
              if (reader.how === 'cursor' && page.next_cursor !== null)
                expect(openCursor(page.next_cursor)).toEqual({ by, snapshot: reader.build, after: reader.place })
            }
          }
          for (const { build, by, ids, total } of reading) {
            const place = by === 'power' ? 'power_position' : 'rank'
            const entries = (seen.get(build) ?? []).toSorted((a, b) => Number(a[place]) - Number(b[place]))
            expect(ids).toEqual(entries.map((entry) => entry.skill_id))
            expect(entries.map((entry) => entry[place])).toEqual(Array.from({ length: total }, (_, i) => i + 1))
          }
        },
      ),
      { numRuns: sizeOf({ short: 2, long: 15 }) },
    )
  })

  it('that finds nothing changed is not written again, but records when it looked', async () => {
    await someSkills(4)
    await tick(after(0))
    const [headers, builds] = [await readHeaders(db), await readBuilds(db)]
    expect((await tick(after(10))).counts).toEqual({ boards: 3, entries: 6, changed: 0, failed: 0 })
    expect(await readBuilds(db)).toEqual(builds)
    const generated_at = '2026-02-10T12:10:00+00:00'
    expect(await readHeaders(db)).toEqual(headers.map((header) => ({ ...header, generated_at })))
  })

  it('is not made until all skills were placed once, and is made while a later pass is under way', async () => {
    await someSkills(5)
    const run = { runId: 'r', holder: 'h', job: 'x', scope: 'all', trigger: 'cron', actor: null, startedAt: after(0) }
    const lease = await beginRun(db, 'script:x:all', 600, run)
    if (!lease) throw new Error('The lease is held.')
    const halfAPass = async (now: Date) =>
      expect(await scoreChangedSkills(db, lease, { now, limit: 2 })).toMatchObject({ isLast: false })
    const none = { status: 'succeeded', counts: { boards: 0, entries: 0, changed: 0, failed: 0 } }

    expect(await runAt(db, buildSnapshots, after(0))).toMatchObject(none)
    await halfAPass(after(0))
    expect(await runAt(db, buildSnapshots, after(0))).toMatchObject(none)
    expect(await readHeaders(db)).toEqual([])
    expect((await tick(after(10))).counts).toMatchObject({ boards: 3, changed: 8 })

    await halfAPass(after(1440))
    expect((await runAt(db, buildSnapshots, after(1440))).counts).toMatchObject({ boards: 3, changed: 8 })
    expect(await buildFaults(db, after(1440))).toEqual([])
  })

  it('is replaced if a place by the other order moves, even if nothing else on the board does', async () => {
    await db.execute(sql`insert into score_state (day) values ('2026-02-10')`)
    await db.execute(sql`
      with made as (
        insert into skills (id, slug, owner, name, status, created_at, updated_at)
        select md5(n::text)::uuid, 'o--' || n, 'o', n, 'active', '2026-01-01', '2026-01-01' from generate_series(1, 201) n returning id
      ) insert into skill_popularity (skill_id, score_updated_at) select id, now() from made`)
    // The first hundred by popularity, the first hundred by power, and one that is in neither, in a group of its own.
    const other = await aCategory(db, 'other')
    await db.execute(sql`
      update skill_popularity p set listed = true, changed_at = '2026-01-01', placed_score = 300 - n, category_id = case when n = 201 then ${other}::uuid end,
        power_score = case when n <= 100 then 100 when n <= 200 then 900 else 0 end
      from (select id, name::int as n from skills) s where id = skill_id`)
    const first = async (at: Date) => {
      await runAt(db, buildSnapshots, at)
      return (await readPage(db)).items[0]
    }
    expect(await first(after(0))).toMatchObject({ rank: 1, power_position: 101 })
    await db.execute(sql`update skill_popularity set power_score = 500 where category_id = ${other}::uuid`)
    expect(await first(after(10))).toMatchObject({ rank: 1, power_position: 102 })
    const { rows } = await db.execute(
      sql`select count(*)::int as builds, count(distinct content_hash)::int as hashes from rank_snapshots where scope = 'global'`,
    )
    expect(rows).toEqual([{ builds: 2, hashes: 1 }])
  })

  it('of one board that changed leaves the others’ builds as they are', async () => {
    await someSkills(6)
    await tick(after(0))
    const before = await readHeaders(db)
    await db.execute(sql`
      update skill_popularity set popularity_score = 5 where skill_id = (select s.id from skills s join categories c on c.id = category_id where c.key = 'c1' order by s.id desc limit 1)`)
    await buildBoards(db, after(10))
    const current = (await readHeaders(db)).filter(({ superseded_at }) => superseded_at === null)
    const same = current.filter(({ id }) => before.some((header) => header.id === id)).map(({ board }) => board)
    const { rows } = await db.execute<{ id: string }>(sql`select id from categories where key = 'c2'`)
    expect(same).toEqual(rows.map(({ id }) => id))
  })

  it('that was replaced is readable for an hour and then gone; its replacement stays', async () => {
    await someSkills(5)
    await tick(after(0))
    const first = (await readPage(db)).snapshot as string
    await shuffle(1)
    await tick(after(10))
    const second = (await readPage(db)).snapshot as string
    expect(second).not.toBe(first)
    await tick(after(70))
    expect(await readPage(db, {}, { snapshot: first })).toMatchObject({
      total: 5,
      snapshot: first,
      items: { length: 5 },
    })
    await tick(after(70.1))
    await expect(readPage(db, {}, { snapshot: first })).rejects.toThrow('no such board')
    for (const days of [1, 2, 40]) await tick(after(days * 1440))
    expect(await readPage(db, { date: '2026-02-10' })).toMatchObject({ snapshot: second, items: { length: 5 } })
  })
})

describe.each([2, 5])('%i builds at once', (many) => {
  it('leave one current build of each board', async () => {
    await someSkills(6)
    for (const seed of [1, 2, 3]) {
      await shuffle(seed)
      const at = after(seed)
      await runAt(db, scoreSkillsJob, at)
      const runs = await Promise.all(Array.from({ length: many }, () => runAt(db, buildSnapshots, at)))
      expect(runs.map(({ status }) => status)).toContain('succeeded')
      expect(runs.map(({ status }) => status)).not.toContain('failed')
      expect(await buildFaults(db, at)).toEqual([])
    }
    expect(await readHeaders(db)).toHaveLength(9)
  })

  it('that are one and the same, sent again and again, do so too', async () => {
    await someSkills(6)
    const run = { runId: 'r', holder: 'h', job: 'x', scope: 'all', trigger: 'cron', actor: null, startedAt: after(0) }
    const lease = await beginRun(db, 'script:x:all', 600, run)
    for (const seed of [1, 2, 3]) {
      await shuffle(seed)
      await runAt(db, scoreSkillsJob, after(seed))
      const context = { db, lease, now: after(seed), renew: async () => {} } as Partial<JobContext> as JobContext
      const results = await Promise.all(Array.from({ length: many }, () => buildSnapshots.run(context)))
      for (const { counts } of results) expect(counts).toMatchObject({ boards: 3, failed: 0 })
      expect(await buildFaults(db, after(seed))).toEqual([])
    }
  })
})
