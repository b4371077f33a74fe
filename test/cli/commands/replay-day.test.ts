import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { prune } from '../../../src/jobs/prune.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { someRankedSkills, someUse, useSmallChunks } from '../../support/builders/daily-boards.ts'
import { ops } from '../../support/run/cli.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const DAY = '2026-02-10'
const at = (time: string, day = DAY) => new Date(`${day}T${time}:00Z`)
const NEXT = at('00:00', '2026-02-11')

/** A day of three ticks, and its boards. */
let prepared: TestDatabase
let skillIds: string[]
let database: TestDatabase
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('12:00') })
  prepared = await createDatabase()
  database = prepared
  await useSmallChunks(database.db, 6)
  skillIds = await someRankedSkills(database.db, 14)
  for (const [i, time] of ['12:50', '20:10', '23:55'].entries()) {
    await someUse(database.db, skillIds, at(time), i)
    await tick(at(time))
  }
  await tick(NEXT)
  vi.useRealTimers()
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NEXT })
  database = await copyDatabase(prepared)
})
afterEach(() => {
  vi.useRealTimers()
})

const change = (query: string) => database.db.execute(sql.raw(query))
const replay = (...argv: string[]) => ops(database, ['replay-snapshot', '--date', DAY, ...argv])
async function tick(now: Date) {
  vi.setSystemTime(now)
  expect((await runAt(database.db, batch, now)).status).toBe('succeeded')
}

describe('a replay of the boards of a whole day', () => {
  it('equals them, and their content hash', async () => {
    const done = await replay()
    expect(done.summary()).toMatchObject({ targets_total: 1, succeeded_total: 1, errors: [], warnings: [] })
    const [build] = (await change('select content_hash from board_day_builds')).rows
    expect(done.summary().details.global).toMatchObject({
      ...build,
      recomputed_hash: build?.content_hash,
      first_difference: null,
      rules_versions: [2],
    })
    const { rows } = await change('select max(uses_30d) > 0 and max(favorites_total) > 0 as used from board_day_inputs')
    expect(rows).toEqual([{ used: true }])
  })

  it('equals them after late events of the same day and changes of skills', async () => {
    await someUse(database.db, skillIds, at('23:50'), 7)
    await tick(at('08:00', '2026-02-11'))
    const [first = '', second = '', third = ''] = skillIds
    await setStars(database.db, [{ skillId: first, stars: 5000 }])
    await updateSkill(database.db, TESTER, second, { name: 'renamed', category_id: null })
    await updateSkill(database.db, TESTER, third, { status: 'archived' })
    await aSkill(database.db, { name: 'new', category: 'science', stars: 900 })
    await tick(at('00:00', '2026-02-12'))
    expect((await replay()).summary()).toMatchObject({ succeeded_total: 1, errors: [] })
    expect((await ops(database, ['replay-snapshot', '--date', '2026-02-11'])).summary()).toMatchObject({
      ...{ succeeded_total: 1, errors: [] },
    })
  })

  it.each([
    ['a score', `update board_days set score = score + 1 where rank = 3`, 3],
    ['a place by power', `update board_days set power_position = power_position + 1 where rank = 5`, 5],
    [
      'a tier',
      `update board_days set power_rank = 'S1' where rank = (select max(rank) from board_days where power_rank <> 'S1')`,
      null,
    ],
    ['an entry that is gone', `delete from board_days where rank = 9`, 9],
    ['stars', `update board_day_inputs set github_stars = github_stars + 7000 where rank = 2`, null],
    ['a frozen count', `update board_day_inputs set uses_30d = uses_30d + 1 where rank = 4`, 4],
    [
      'an average',
      `update board_day_groups set averages = jsonb_set(averages, '{uses_30d}', '1') where members > 5`,
      null,
    ],
    [
      'an event that is gone',
      `delete from skill_events where (id, created_at) in (select id, created_at from skill_events where event_type = 'use' and excluded_reason is null limit 1)`,
      null,
    ],
  ])('reports %s as the first difference', async (_, damage, rank) => {
    expect((await change(damage)).rowCount).toBeGreaterThan(0)
    const done = await replay()
    expect(done.code).toBe(1)
    expect(done.summary().errors).toEqual([
      {
        target: 'global',
        reason: expect.stringMatching(new RegExp(`^rank ${rank ?? '\\d+'}, .*: stored .*, recomputed `)),
      },
    ])
  })

  it('reports a content hash that differs from its entries', async () => {
    await change(`update board_day_builds set content_hash = repeat('0', 64)`)
    expect((await replay()).summary().errors).toEqual([
      {
        target: 'global',
        reason: `its entries are equal, but it was published with another content_hash: ${'0'.repeat(64)}`,
      },
    ])
  })

  it('can be limited to the entries of a category', async () => {
    await change(`update board_days set score = score + 1 where rank = (
      select min(rank) from board_days where category_id = (select id from categories where key = 'tools'))`)
    expect((await replay('--category', 'tools')).code).toBe(1)
    expect((await replay('--category', 'science')).summary()).toMatchObject({ succeeded_total: 1, errors: [] })
    expect((await replay('--category', 'nothing')).stderr).toContain(`${DAY} has no board nothing.`)
  })

  it.each([
    [`update board_day_builds set weights_version = 77`, 'it was built with version 77 of the weights'],
    [`update board_day_builds set hash_version = 9`, 'it was hashed by version 9'],
    [`delete from skill_events`, 'some of its events are no longer kept: no day is complete'],
  ])('is refused after %s', async (damage, reason) => {
    await change(damage)
    const done = await replay()
    expect(done).toMatchObject({ code: 3, stdout: '' })
    expect(done.stderr).toContain(reason)
  })
})

describe('pruning', () => {
  const days = async () =>
    (await change('select day::text from board_day_builds order by day')).rows.map(({ day }) => day)
  const leaves = async () =>
    (
      await change(
        `select leaf::text from partition_bounds('board_days') union all select leaf::text from partition_bounds('board_day_inputs') order by 1`,
      )
    ).rows

  it('drops the boards of a day after 30 days, whole', async () => {
    await tick(at('00:00', '2026-02-12'))
    await runAt(database.db, prune, at('03:23', '2026-03-12'))
    expect(await days()).toEqual([DAY, '2026-02-11'])
    const report = await runAt(database.db, prune, at('03:23', '2026-03-13'))
    expect(report.counts).toMatchObject({ board_days: 1 })
    expect(await days()).toEqual(['2026-02-11'])
    expect(await leaves()).toEqual([{ leaf: 'board_day_inputs_20260211' }, { leaf: 'board_days_20260211' }])
    expect((await change('select distinct day::text from board_day_groups')).rows).toEqual([{ day: '2026-02-11' }])
  })
})
