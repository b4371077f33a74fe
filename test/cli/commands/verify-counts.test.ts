import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { beginRun } from '../../../src/db/operations/leases.ts'
import { prune } from '../../../src/jobs/prune.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { someActivity } from '../../support/builders/activity.ts'
import { aSite, aSkill, someEvents } from '../../support/builders/builders.ts'
import { normalize, payloadOf, storeRaw } from '../../support/builders/events.ts'
import { ops } from '../../support/run/cli.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { keepOnlyDefaults } from '../../support/run/partitions.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const TODAY = '2026-02-10T09:15:00Z'

/** All kinds of events, counted. Each test has a copy. */
let counted: TestDatabase
let skillIds: string[]
let at: TestDatabase
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  counted = await createDatabase()
  at = counted
  const skills = [await aSkill(at.db, { name: 'one' }), await aSkill(at.db, { name: 'two' })]
  skillIds = skills.map(({ id }) => id)
  const [one = '', two = ''] = skillIds
  await someEvents(at.db, someActivity({ skillIds, now: NOW, days: 25, events: 150, seed: 1 }))
  await someEvents(at.db, [
    { skillId: one, at: TODAY, session: 'x' },
    { skillId: one, at: TODAY, session: 'y', siteId: (await aSite(at.db)).id },
    { skillId: two, at: TODAY, session: 'x', type: 'favorite' },
    { skillId: two, at: TODAY, session: 'x', type: 'favorite', eventId: 'again' },
    { skillId: two, at: TODAY, session: 'x', type: 'favorite', eventId: 'again' },
  ])
  await storeRaw(
    at.db,
    ['a', 'b', 'c', 'd'].map((session) => ({
      payload: payloadOf({ skillId: one, session, at: TODAY }),
      ...{ vouched: false, address: 'an-address', receivedAt: TODAY },
    })),
  )
  await normalize(at.db)
  await refresh()
  await runAt(at.db, scoreSkillsJob, NOW)
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  at = await copyDatabase(counted)
})
afterEach(() => {
  vi.useRealTimers()
})

const refresh = (when = NOW) => runAt(at.db, refreshPopularity, when)
const verify = (...argv: string[]) => ops(at, ['verify-counts', ...argv])
const change = (query: string) => at.db.execute(sql.raw(query))
const rows = async (query: string) => (await change(query)).rows
/** All counts, whatever was written when. */
const counts = () =>
  rows(`select 'hour' as kind, to_jsonb(h) as row from skill_event_hours h union all select 'favorite', to_jsonb(f) from skill_favorites f
    union all select 'address', to_jsonb(d) from address_days d union all select 'actors', to_jsonb(s) from address_skill_days s
    union all select 'bucket', to_jsonb(b) - 'id' from board_buckets b union all select 'score', to_jsonb(c) from score_counts c
    union all select 'band', to_jsonb(b) from score_bands b
    union all select 'group', jsonb_build_object(group_id, members) from score_groups
    union all select 'popularity', to_jsonb(p) - 'score_updated_at' from skill_popularity p order by 1, 2`)

const EQUAL = { popularity: 0, hours: 0, favorites: 0, addresses: 0, places: 0 }
const HOUR = `hour = '2026-02-10T09:00Z' and event_type = 'use' and outcome = 'counted'`
const ONE = `skill_id = (select id from skills where slug = 'acme--one')`
const TWO = `skill_id = (select id from skills where slug = 'acme--two')`

describe('correct counts', () => {
  it('pass the check after events of all kinds, and nothing is written', async () => {
    const before = await counts()
    const done = await verify()
    expect(done.code).toBe(0)
    expect(done.summary()).toMatchObject({
      ...{ targets_total: 5, succeeded_total: 5, failed_total: 0, warnings: [], errors: [] },
      details: { differences: EQUAL },
    })
    expect(await counts()).toEqual(before)
    expect(await rows(`select job from job_runs where trigger = 'cli'`)).toEqual([{ job: 'verify-counts' }])
  })

  it('pass while events wait to be counted, and hours after the last refresh', async () => {
    await someEvents(at.db, someActivity({ skillIds, now: NOW, days: 25, events: 80, seed: 2 }))
    expect(await rows(`select count(*) > 0 as waits from popularity_changes`)).toEqual([{ waits: true }])
    vi.setSystemTime(new Date('2026-02-11T20:10:00Z'))
    expect((await verify()).summary().details).toMatchObject({ differences: EQUAL })
    await refresh(new Date())
    expect((await verify()).code).toBe(0)
  })

  it('pass after old events were pruned: their hours are left out', async () => {
    await keepOnlyDefaults(at.db)
    const later = new Date('2026-03-31T12:00:00Z')
    vi.setSystemTime(later)
    await someEvents(at.db, someActivity({ skillIds, now: later, days: 20, events: 50, seed: 3 }))
    const pruned = await runAt(at.db, prune, later)
    expect(pruned.counts.skill_events).toBeGreaterThan(0)
    await refresh(later)
    const done = await verify()
    expect(done.summary()).toMatchObject({ errors: [], details: { hours_since: '2026-01-31T00:00:00.000Z' } })
    await change(`update skill_event_hours set events = events + 1 where hour < '2026-01-31' and event_type = 'view'`)
    expect((await verify()).summary().details).toMatchObject({ differences: EQUAL })
  })

  it('are checked only for days whose events are all kept, even if fewer days were kept before', async () => {
    await change(`delete from skill_events where created_at < '2026-02-04T12:00:00Z'`)
    const kept = await rows(
      `select to_char(date_trunc('day', min(created_at), 'UTC') + interval '1 day', 'YYYY-MM-DD') as day from skill_events`,
    )
    expect((await verify()).summary()).toMatchObject({
      errors: [],
      details: { hours_since: `${kept[0]?.day}T00:00:00.000Z` },
    })
  })

  it('are not compared before the first count', async () => {
    await change('delete from popularity_state')
    await change('update skill_popularity set uses_30d = 77')
    expect((await verify()).code).toBe(0)
  })

  it('are not compared with events if none are kept', async () => {
    await change('delete from skill_events')
    const done = await verify('--repair')
    expect(done.summary()).toMatchObject({ errors: [], warnings: [expect.stringMatching(/hour counters were not/)] })
    expect(done.code).toBe(0)
  })
})

describe.each([
  [
    'a column',
    `update skill_popularity set views_7d = 7000 where ${ONE}`,
    'popularity',
    /^acme--one views_7d: kept 7000, recount \d+$/,
  ],
  [
    'an hour',
    `update skill_event_hours set events = 9 where ${HOUR}`,
    'hours',
    /acme--one 2026-02-10T09:00Z use counted: kept 9, recount 5/,
  ],
  [
    'whom an hour is of',
    `update skill_event_hours set anonymous = 5 where ${HOUR}`,
    'hours',
    /use counted \(anonymous\): kept 5, recount 4$/,
  ],
  ['an hour that is missing', `delete from skill_event_hours where ${HOUR}`, 'hours', /use counted: kept 0, recount 5/],
  [
    'an hour that nothing happened in',
    `insert into skill_event_hours select id, '2026-02-10T03:00Z', 'view', 'bot', 4, 0 from skills where slug = 'acme--two'`,
    'hours',
    /^acme--two 2026-02-10T03:00Z view bot: kept 4, recount 0$/,
  ],
  [
    'a favourite that is lost',
    `delete from skill_favorites where ${TWO} and actor = 'x'`,
    'favorites',
    /^acme--two favorites: kept \d, recount \d$/,
  ],
  [
    'a favourite turned round',
    `update skill_favorites set favorite = false where ${TWO} and actor = 'x'`,
    'favorites',
    /^acme--two favorites: /,
  ],
  [
    'an address whose actors are forgotten',
    `delete from address_skill_days`,
    'addresses',
    /^acme--one 2026-02-10 actors of address an-addre: kept 0, recount 3$/,
  ],
  [
    'an address with events that nobody sent',
    `update address_days set events = 99`,
    'addresses',
    /^all skills 2026-02-10 events of address an-addre: kept 99, recount 3$/,
  ],
  [
    'an address that sent nothing',
    `insert into address_days values ('elsewhere', '2026-02-10', 7)`,
    'addresses',
    /^all skills 2026-02-10 events of address elsewher: kept 7, recount 0$/,
  ],
  [
    'a favourite of nobody',
    `insert into skill_favorites select id, 'nobody', true, '${TODAY}' from skills where slug = 'acme--one'`,
    'favorites',
    /^acme--one favorites: /,
  ],
  [
    'a bucket of a board',
    `update board_buckets set members = members + 1`,
    'places',
    /^all skills board 0{8}-[0-]+ by popularity: kept 3, recount 2; /,
  ],
  [
    'a band of a group',
    `update score_bands set members = 0`,
    'places',
    /^all skills band \d+ of group 0{8}-[0-]+: kept 0, recount \d/,
  ],
  [
    'a score of a group',
    `update score_counts set members = 0`,
    'places',
    /^all skills score \d+ in group 0{8}-[0-]+: kept 0, recount \d/,
  ],
  [
    'the members of a group',
    `update score_groups set members = 7`,
    'places',
    /^all skills members of group 0{8}-[0-]+: kept 7, recount 2$/,
  ],
])('%s', (_, damage, check, told) => {
  it('is reported, and corrected by --repair, as a dry run predicts', async () => {
    const before = await counts()
    await change(damage)
    const damaged = await counts()

    const found = await verify()
    const errors = found.summary().errors
    expect(errors.find(({ target }) => target === check)?.reason).toMatch(told)
    expect(found.code).toBe(2)
    const dry = await verify('--repair', '--dry-run')
    expect(dry.code).toBe(2)
    expect(await counts()).toEqual(damaged)

    const done = await verify('--repair')
    const { differences } = found.summary().details
    expect(done.summary()).toMatchObject({
      succeeded_total: 5,
      errors: [],
      details: { repaired: differences, differences },
    })
    expect(dry.summary().details).toMatchObject({ would_repair: differences })
    expect(done.code).toBe(0)
    expect(done.lines()).toContainEqual(expect.objectContaining({ event: 'difference', check }))
    expect(await counts()).toEqual(before)
    expect((await verify()).code).toBe(0)
  })
})

describe('a repair', () => {
  it('does not count waiting events twice', async () => {
    await someEvents(at.db, someActivity({ skillIds, now: NOW, days: 25, events: 40, seed: 4 }))
    await change(`delete from skill_event_hours where ${HOUR}`)
    expect((await verify('--repair')).code).toBe(0)
    await refresh()
    expect((await verify()).code).toBe(0)
    expect(await rows('select 1 from popularity_changes')).toEqual([])
  })

  it('waits for a running round of normalising, and counts its events', async () => {
    const round = new pg.Client({ connectionString: at.url })
    await round.connect()
    onTestFinished(() => round.end())
    await change(`delete from skill_event_hours where ${HOUR}`)
    await round.query(`begin; select pg_advisory_xact_lock(hashtextextended('normalize-events', 0))`)
    const repair = verify('--repair')
    await vi.waitFor(
      async () =>
        expect(await rows(`select 1 as waits from pg_locks where locktype = 'advisory' and not granted`)).toHaveLength(
          1,
        ),
      { timeout: 10_000, interval: 5 },
    )
    await round.query(`insert into skill_events (id, skill_id, event_type, created_at, round)
      select gen_random_uuid(), id, 'use', '2026-02-09T01:30Z', 99 from skills where slug = 'acme--two'; commit`)
    expect((await repair).code).toBe(0)
    expect(
      await rows(
        `select events from skill_event_hours where hour = '2026-02-09T01:00Z' and ${TWO} and event_type = 'use'`,
      ),
    ).toEqual([{ events: 1 }])
  })

  it('does not write equal counts', async () => {
    const done = await verify('--repair')
    expect(done.summary().details).not.toHaveProperty('repaired')
    expect(await rows(`select job from job_runs where trigger = 'cli'`)).toEqual([{ job: 'verify-counts' }])
  })

  it('is refused while the popularity is being refreshed', async () => {
    await beginRun(at.db, 'script:refresh-popularity:all', 60, {
      ...{ runId: 'other', holder: 'other', job: 'refresh-popularity', scope: 'all', trigger: 'cron', actor: null },
      startedAt: NOW,
    })
    await change(`delete from skill_event_hours where ${HOUR}`)
    const damaged = await counts()
    const done = await verify('--repair')
    expect(done).toMatchObject({ code: 3, stdout: '' })
    expect(done.stderr).toContain('A run of refresh-popularity is in progress; nothing was changed.')
    expect(await counts()).toEqual(damaged)
    expect((await verify()).code).toBe(2)
  })

  it('reports more counted events than a limit allows, and leaves them as they were counted', async () => {
    await change(`update skill_events set excluded_reason = null where excluded_reason = 'address_limit'`)
    const done = await verify('--repair')
    expect(done.summary().errors).toMatchObject([
      { target: 'addresses', reason: 'acme--one 2026-02-10 actors of address an-addre: kept 3, recount 4' },
    ])
    expect(done.code).toBe(2)
  })

  it('does not hold events that were counted under version 1 of the rules against its limits', async () => {
    await change(
      `update skill_events set excluded_reason = null, rules_version = null, address_hash = null where address_hash is not null`,
    )
    await change('delete from address_days')
    await change('delete from address_skill_days')
    expect((await verify('--repair')).code).toBe(0)
    expect((await verify()).summary().details).toMatchObject({ differences: EQUAL })
  })

  it('reports a difference that the events cannot correct', async () => {
    await change(
      `insert into skill_event_hours select id, '2024-05-01T00:00Z', 'favorite', 'counted', 3, 0 from skills where slug = 'acme--one'`,
    )
    const done = await verify('--repair')
    expect(done.summary().errors).toMatchObject([{ target: 'favorites' }])
    expect(done.summary().details).toMatchObject({ repaired: { popularity: 1, favorites: 0 } })
    expect(done.code).toBe(2)
  })
})

it('exits with 1 if all five checks find differences, and lists a hundred of them with the total', async () => {
  await change(`update skill_event_hours set events = events + 1, anonymous = anonymous + 1`)
  await change(`delete from address_days`)
  await change(`update board_buckets set members = members + 1`)
  const done = await verify()
  expect(done.code).toBe(1)
  const { errors, details, targets_total, failed_total } = done.summary()
  expect([targets_total, failed_total]).toEqual([5, 5])
  const named = errors.flatMap(({ reason }) => reason.split('; ')).filter((line) => !line.endsWith(' more'))
  const { popularity = 0, hours = 0, favorites = 0 } = details.differences as Record<string, number>
  expect(hours).toBeGreaterThan(100)
  expect(named).toHaveLength(100)
  expect(errors[1]?.reason).toMatch(new RegExp(`; ${hours - (100 - popularity)} more$`))
  expect(favorites).toBeGreaterThan(0)
})
