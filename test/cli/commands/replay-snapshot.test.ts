import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { prune } from '../../../src/jobs/prune.ts'
import { someActivity } from '../../support/builders/activity.ts'
import { aCategory, aSkill, someRawEvents, TESTER } from '../../support/builders/builders.ts'
import { ops } from '../../support/run/cli.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const DAY = '2026-02-10'
const at = (time: string) => new Date(`${DAY}T${time}:00Z`)

let database: TestDatabase
let skillIds: string[]
/** What tests begin with: a catalogue, and the same with a day's boards. Nobody writes to them. */
const prepared: { catalogue?: TestDatabase; day?: TestDatabase } = {}
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('14:30') })
  database = await createDatabase()
  skillIds = []
  for (let i = 0; i < 14; i++) {
    const category = ['science', 'science', 'tools', undefined][i % 4]
    const skill = await aSkill(database.db, {
      name: `skill-${i}`,
      stars: i % 5 ? i * 7 : 0,
      ...(category && { category }),
    })
    skillIds.push(skill.id)
  }
  await change(
    `update skills set last_changed_at = now() - interval '10 days' * (length(slug) + ascii(right(slug, 1)) % 7)`,
  )
  await change(`update skill_popularity set github_forks = github_stars / 3`)
  await aCategory(database.db, 'empty')
  prepared.catalogue = database
  await begin('catalogue')
  // Three ticks of an afternoon.
  for (const [i, time] of ['12:50', '13:00', '14:20'].entries()) {
    await receive(at(time), i)
    await tick(at(time))
  }
  prepared.day = database
  vi.useRealTimers()
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('14:30') })
})
afterEach(() => {
  vi.useRealTimers()
})

const change = (query: string) => database.db.execute(sql.raw(query))
const rows = async (query: string) => (await change(query)).rows
const replay = (...argv: string[]) => ops(database, ['replay-snapshot', ...argv])
const receive = (now: Date, seed: number, days = 28) =>
  someRawEvents(database.db, someActivity({ skillIds, now, days, events: 120, seed }))
const tick = async (now: Date) => {
  vi.setSystemTime(now)
  const { status } = await runAt(database.db, batch, now)
  expect(status).toBe('succeeded')
}
/** Begins a test with a copy of what was prepared. */
async function begin(what: 'catalogue' | 'day') {
  const made = prepared[what]
  if (!made) throw new Error(`The ${what} was not prepared.`)
  database = await copyDatabase(made)
}
const GLOBAL = `snapshot_id = (select id from rank_snapshots where superseded_at is null and scope = 'global')`
const boardsOf = (done: Awaited<ReturnType<typeof replay>>) => done.summary().errors.map(({ target }) => target)

describe('a replay', () => {
  it('equals every board after several ticks with events of all kinds', async () => {
    await begin('day')
    const written = `select to_jsonb(r) - 'total' as row from rank_snapshots r union all select to_jsonb(j) from job_runs j where trigger <> 'cli' order by 1`
    const before = await rows(written)
    const done = await replay('--date', DAY)
    expect(done.summary()).toMatchObject({ targets_total: 4, succeeded_total: 4, errors: [], warnings: [] })
    expect(done.code).toBe(0)
    expect(await rows(written)).toEqual(before)
    const [global] = await rows(
      `select content_hash from rank_snapshots where scope = 'global' and superseded_at is null`,
    )
    expect(done.summary().details.global).toMatchObject({ ...global, recomputed_hash: global?.content_hash })
    expect(
      (await rows(`select max(uses_30d) > 0 and max(favorites_total) > 0 as used from skill_popularity`))[0],
    ).toEqual({ used: true })
  })

  it('takes events as they were counted, and says under which versions of the rules', async () => {
    await begin('day')
    await change(`update skill_events set rules_version = null where round = (select min(round) from skill_events)`)
    const done = await replay('--date', DAY)
    expect(done.summary()).toMatchObject({ succeeded_total: 4, details: { global: { rules_versions: [1, 2] } } })
  })

  it('equals the boards if a skill changed its category but not its global place', async () => {
    await begin('catalogue')
    const only = await aSkill(database.db, { name: 'only', category: 'lonely', stars: 3 })
    await tick(at('12:50'))
    const [empty] = await rows(`select id from categories where key = 'empty'`)
    await change(`update skills set category_id = '${empty?.id}' where id = '${only.id}'`)
    await tick(at('13:00'))
    expect((await replay('--date', DAY)).summary()).toMatchObject({ targets_total: 5, succeeded_total: 5, errors: [] })
  })

  it('is limited to the given category', async () => {
    await begin('day')
    const done = await replay('--date', DAY, '--category', 'science')
    expect(done.summary()).toMatchObject({ targets_total: 1, succeeded_total: 1 })
    expect(Object.keys(done.summary().details)).toEqual(['science'])
  })

  it('equals the boards even after late events of the same hours and changes of skills', async () => {
    await begin('day')
    const later = new Date('2026-02-12T08:00:00Z')
    await receive(at('14:20'), 7)
    await tick(later)
    const [first = '', second = '', third = ''] = skillIds
    await setStars(database.db, [{ skillId: first, stars: 5000 }])
    await updateSkill(database.db, TESTER, second, {
      category_id: await aCategory(database.db, 'tools'),
      name: 'renamed',
    })
    await updateSkill(database.db, TESTER, third, { status: 'archived' })
    await aSkill(database.db, { name: 'new', category: 'science', stars: 900 })
    await receive(later, 8, 5)
    await tick(later)
    // The day is over, so its whole boards are replayed, all at once.
    expect((await replay('--date', DAY)).summary()).toMatchObject({ succeeded_total: 1, errors: [] })
    expect((await replay('--date', '2026-02-12')).summary()).toMatchObject({ succeeded_total: 4, errors: [] })
  })

  it('equals the boards if a tick rebuilt only some of them', async () => {
    await begin('day')
    await someRawEvents(database.db, [{ skillId: skillIds[0] ?? '', at: at('14:25').toISOString() }])
    await tick(at('14:30'))
    expect(
      await rows(
        `select count(*)::int as n from rank_snapshots r where scope = 'category' and superseded_at is not null`,
      ),
    ).not.toEqual([{ n: 0 }])
    await tick(at('15:00'))
    expect((await replay('--date', DAY)).summary()).toMatchObject({ succeeded_total: 4, errors: [] })
  })

  it('equals the boards if a skill has a stat that is not a number', async () => {
    await begin('catalogue')
    await change(`update skill_popularity set github_forks = -1 where skill_id = '${skillIds[3]}'`)
    await receive(at('14:20'), 1)
    vi.setSystemTime(at('14:20'))
    await runAt(database.db, batch, at('14:20'))
    expect((await replay('--date', DAY)).summary()).toMatchObject({ succeeded_total: 4, errors: [] })
  })
})

describe('a difference', () => {
  const line = async (place: number) =>
    String(
      (
        await rows(`select concat_ws(':', rank, skill_id, score, power_score, power_rank, percentile) as line
      from skill_rank_snapshots where ${GLOBAL} and rank = ${place}`)
      )[0]?.line,
    )

  it('is reported with the first differing row, and fails its boards', async () => {
    await begin('day')
    const stood = await line(3)
    await change(`update skill_rank_snapshots set power_score = power_score + 1 where ${GLOBAL} and rank in (3, 5)`)
    const done = await replay('--date', DAY)
    expect(done.code).toBe(2)
    expect(boardsOf(done)).toEqual(['global'])
    expect(done.summary().errors[0]?.reason).toMatch(/^rank 3, acme--skill-\d+: stored 3:.*, recomputed 3:/)
    expect(done.summary().details.global).toMatchObject({
      first_difference: { rank: 3, stored: await line(3), recomputed: stood },
    })
    expect((await replay('--date', DAY, '--category', 'global')).code).toBe(1)
  })

  it.each([
    [
      'an event is gone',
      `delete from skill_events where id = (select id from skill_events where event_type = 'use' and excluded_reason is null limit 1)`,
    ],
    [
      'an excluded event now counts',
      `update skill_events set excluded_reason = null where id = (select id from skill_events where excluded_reason = 'bot' and event_type = 'use'
      and created_at > '2026-02-01' limit 1)`,
    ],
    [
      'the stored inputs differ',
      `update skill_rank_snapshots set inputs = jsonb_set(inputs, '{stars}', '12345') where ${GLOBAL} and rank = 9`,
    ],
  ])('is reported if %s', async (_, damage) => {
    await begin('day')
    expect((await change(damage)).rowCount).toBe(1)
    const done = await replay('--date', DAY)
    expect(boardsOf(done)).toContain('global')
    expect(done.code).toBeGreaterThan(0)
    expect(done.code).toBeLessThan(3)
  })

  it('is reported if only the published hash differs', async () => {
    await begin('day')
    await change(
      `update rank_snapshots set content_hash = repeat('0', 64) where superseded_at is null and scope = 'global'`,
    )
    expect((await replay('--date', DAY)).summary().errors).toEqual([
      {
        target: 'global',
        reason: `its entries are equal, but it was published with another content_hash: ${'0'.repeat(64)}`,
      },
    ])
  })
})

describe('a board that cannot be replayed', () => {
  const refused = async (reason: string | RegExp, ...argv: string[]) => {
    const done = await replay('--date', DAY, ...argv)
    expect(done.stderr).toMatch(reason)
    expect(done).toMatchObject({ code: 3, stdout: '' })
  }

  it('is one that does not exist', async () => {
    await begin('catalogue')
    await refused('2026-02-10 has no boards.')
    await begin('day')
    await refused('2026-02-10 has no board nothing.', '--category', 'nothing')
    expect((await replay('--date', '10.2.2026')).stderr).toContain('--date: must have the form YYYY-MM-DD')
    expect((await replay()).code).toBe(3)
  })

  it('is one with other weights, or from before weights were recorded', async () => {
    await begin('day')
    await change(`update rank_snapshots set weights_version = 77`)
    await refused(
      /global of 2026-02-10 cannot be replayed: it was built with version 77 of the weights, and this is version \d/,
    )
    await change(`update rank_snapshots set hour = null, round = null, weights_version = null`)
    await refused('it was built before boards recorded which events they contain')
  })

  it('is one that has been trimmed', async () => {
    await begin('day')
    await change(`delete from skill_rank_snapshots where rank > 3`)
    await refused('it has been trimmed: 3 of its 14 entries are kept')
    await refused('its inputs have been trimmed: 3 of 14 entries of the global board are kept', '--category', 'empty')
  })

  it('is one whose events are pruned, or are about to be', async () => {
    await begin('day')
    const later = new Date('2026-04-05T03:23:00Z')
    vi.setSystemTime(later)
    await refused('some of its events are no longer kept: they are complete since 2026-02-05T00:00:00.000Z')
    await runAt(database.db, prune, later)
    await refused('some of its events are no longer kept')
    await change('delete from skill_events')
    await refused('some of its events are no longer kept: no day is complete')
  })

  it('is one whose favourites may have arrived late and been pruned since', async () => {
    await begin('catalogue')
    const [skillId = ''] = skillIds
    await someRawEvents(database.db, [{ skillId, type: 'favorite', at: '2026-01-11T13:00:00Z' }])
    await tick(at('14:20'))
    vi.setSystemTime(new Date('2026-03-12T09:00:00Z'))
    await refused('some of its events are no longer kept')
  })

  it('fails on its own, and the others are replayed', async () => {
    await begin('day')
    await change(
      `update rank_snapshots set round = round - 1 where superseded_at is null and category_id = (select id from categories where key = 'tools')`,
    )
    const done = await replay('--date', DAY)
    expect(done.summary()).toMatchObject({
      ...{ targets_total: 4, succeeded_total: 3 },
      errors: [
        {
          target: 'tools',
          reason: expect.stringContaining('the global board of that day was built from other events'),
        },
      ],
    })
    expect(done.code).toBe(2)
  })
})
