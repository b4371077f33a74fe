import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { prune } from '../../src/jobs/prune.ts'
import { refreshPopularity } from '../../src/jobs/ranking/refresh-popularity.ts'
import { storeAllPlaces } from '../support/builders/boards.ts'
import { aSkill, someEvents, someRawEvents } from '../support/builders/builders.ts'
import { createDatabase } from '../support/run/database.ts'
import { buildBoards, runAt } from '../support/run/jobs.ts'
import { keepOnlyDefaults } from '../support/run/partitions.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const NOTHING = {
  ...{ raw_event_partitions: 0, skill_event_partitions: 0, event_key_partitions: 0, event_keys: 0 },
  ...{ raw_events: 0, skill_events: 0, address_days: 0, address_skill_days: 0, boards: 0, board_days: 0 },
  ...{
    outbox: 0,
    tombstones: 0,
    cache_purges: 0,
    login_attempts: 0,
    login_addresses: 0,
    device_logins: 0,
    source_runs: 0,
    job_runs: 0,
    event_hours: 0,
    search_positions: 0,
  },
  ...{ unreviewed_files: 0, unused_sources: 0, live_lookups: 0, live_spending: 0 },
  ...{
    used_tokens: 0,
    submissions: 0,
    github_deliveries: 0,
    author_challenges: 0,
    hook_deliveries: 0,
    author_events: 0,
    unreviewed_submissions: 0,
    report_senders: 0,
  },
}

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  await keepOnlyDefaults(db)
  skillId = (await aSkill(db)).id
})

const rowsOf = async (query: string) => (await db.execute(sql.raw(query))).rows

describe('pruning raw events', () => {
  const receivedAt = (id: number, time: string) =>
    db.execute(sql`update raw_events set received_at = ${time}::timestamptz where id = ${id}`)
  const kept = async () => (await rowsOf('select id from raw_events order by id')).map((row) => Number(row.id))

  it('deletes normalised ones after 14 days', async () => {
    await someEvents(db, [{ skillId }, { skillId }])
    await receivedAt(1, '2026-01-27T14:29:59Z')
    await receivedAt(2, '2026-01-27T14:30:00Z')
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, raw_events: 1 })
    expect(await kept()).toEqual([2])
  })

  it('deletes dropped ones after 14 days', async () => {
    await someEvents(
      db,
      ['a', 'a', 'a'].map((eventId) => ({ skillId, eventId })),
    )
    await receivedAt(1, NOW.toISOString())
    await receivedAt(2, '2026-01-27T14:29:59Z')
    await receivedAt(3, '2026-01-27T14:30:00Z')
    await runAt(db, prune, NOW)
    expect(await kept()).toEqual([1, 3])
  })

  it('never deletes one that has no outcome yet', async () => {
    await someRawEvents(db, [{ skillId }])
    await receivedAt(1, '2020-01-01T00:00:00Z')
    await runAt(db, prune, NOW)
    expect(await kept()).toEqual([1])
  })
})

describe('pruning the counters of addresses', () => {
  const countedOn = async (...days: string[]) => {
    for (const day of days) {
      await db.execute(sql`insert into address_days values ('x', ${day}::date, 1)`)
      await db.execute(sql`
        insert into address_skill_days (address_hash, skill_id, day, actors) values ('x', ${skillId}::uuid, ${day}::date, 1)`)
    }
  }
  const kept = async () =>
    (
      await rowsOf('select day::text from address_days join address_skill_days using (address_hash, day) order by 1')
    ).map((row) => row.day)

  it('deletes them after 15 days, when no event of their day can arrive any more', async () => {
    await countedOn('2026-01-25', '2026-01-26', '2026-02-10')
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, address_days: 1, address_skill_days: 1 })
    expect(await kept()).toEqual(['2026-01-26', '2026-02-10'])
  })

  it('keeps them while an event of their day waits to be judged', async () => {
    await countedOn('2026-01-19', '2026-01-20', '2026-01-21')
    await someRawEvents(db, [{ skillId }])
    await db.execute(sql`update raw_events set received_at = '2026-01-20T23:00:00Z'`)
    await runAt(db, prune, NOW)
    expect(await kept()).toEqual(['2026-01-20', '2026-01-21'])
  })
})

describe('pruning the counts of search positions', () => {
  it('deletes them after 400 days', async () => {
    await db.execute(sql`
      insert into search_positions values ('2025-01-05', 'use', 1, 7), ('2025-01-06', 'use', 1, 7), ('2026-02-10', 'view', 100, 1)`)
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, search_positions: 1 })
    expect(await rowsOf('select day::text from search_positions order by 1')).toEqual([
      { day: '2025-01-06' },
      { day: '2026-02-10' },
    ])
  })
})

describe('pruning boards', () => {
  it('leaves the first hundred places of a board that is over 30 days old', async () => {
    await db.execute(sql`
      with made as (
        insert into skills (id, slug, owner, name, status, created_at, updated_at) select gen_random_uuid(), 'a--' || n, 'a', 'n' || n, 'active', now(), now()
        from generate_series(1, 120) n returning id
      ) insert into skill_popularity (skill_id, score_updated_at) select id, now() from made`)
    await buildBoards(db, new Date('2026-01-10T00:00:00Z'))
    await buildBoards(db, new Date('2026-01-11T00:00:00Z'))
    await storeAllPlaces(db)
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ boards: 1 })
    expect(
      await rowsOf('select snapshot_date, count(*)::int, max(rank) from skill_rank_snapshots group by 1 order by 1'),
    ).toEqual([
      { snapshot_date: '2026-01-10', count: 100, max: 100 },
      { snapshot_date: '2026-01-11', count: 121, max: 121 },
    ])
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ boards: 0 })
  })
})

describe('pruning the history of runs', () => {
  it('deletes single crawls after 30 days, and nothing else', async () => {
    const old = '2026-01-11T14:29:59Z'
    for (const [id, job, scope, at] of [
      ['a', 'crawl-sources', 'a-source', old],
      ['b', 'crawl-sources', 'a-source', '2026-01-11T14:30:00Z'],
      ['c', 'crawl-sources', 'all', old],
      ['d', 'ingest', 'a-source', old],
    ])
      await db.execute(sql`
        insert into job_runs (run_id, job, scope, trigger, status, started_at) values (${id}, ${job}, ${scope}, 'cron', 'succeeded', ${at}::timestamptz)`)
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, source_runs: 1 })
    expect(await rowsOf(`select run_id from job_runs where job <> 'prune' order by 1`)).toEqual(
      ['b', 'c', 'd'].map((run_id) => ({ run_id })),
    )
  })
})

describe('pruning login attempts', () => {
  const attempted = (at: string, many = 1) =>
    db.execute(sql`
      insert into login_attempts (ip_hash, attempted_at) select 'ip', ${at}::timestamptz from generate_series(1, ${many}::int)`)

  it('deletes them after a day', async () => {
    await attempted('2026-02-09T14:29:59Z')
    await attempted('2026-02-09T14:30:00Z')
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, login_attempts: 1 })
    expect(await rowsOf('select id from login_attempts')).toEqual([{ id: '2' }])
  })

  it.each([20_000, 20_001])('goes on page by page, through %i of them', async (many) => {
    await attempted('2020-01-01T00:00:00Z', many)
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, login_attempts: many })
    expect(await rowsOf('select id from login_attempts')).toEqual([])
  })
})

describe('pruning addresses of logins', () => {
  it('deletes those that logged in 90 days ago, or never did and waited a day ago', async () => {
    await db.execute(sql`
      insert into login_addresses (ip_hash, account_hash, last_login_at, turn_at) values
        ('ip', 'gone', '2025-11-12T14:29:59Z', null), ('ip', 'kept', '2025-11-12T14:30:00Z', null),
        ('ip', 'waited', null, '2026-02-09T14:29:59Z'), ('ip', 'waits', null, '2026-02-09T14:30:00Z'),
        ('ip', 'neither', null, null), ('ip', 'both', '2025-11-12T14:29:59Z', '2026-02-10T14:30:00Z')`)
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, login_addresses: 3 })
    expect(await rowsOf('select account_hash from login_addresses order by 1')).toEqual(
      ['both', 'kept', 'waits'].map((account_hash) => ({ account_hash })),
    )
  })
})

describe('pruning events', () => {
  it('deletes them after 60 days, and changes no published count', async () => {
    await someEvents(db, [
      { skillId, at: '2025-12-12T14:29:59Z' },
      { skillId, at: '2025-12-12T14:30:00Z' },
      { skillId, at: '2025-12-01T00:00:00Z', type: 'favorite' },
      { skillId, at: '2026-02-10T00:00:00Z' },
    ])
    await runAt(db, refreshPopularity, NOW)
    const published = () => rowsOf('select * from skill_popularity')
    const ledger = () => rowsOf('select * from skill_event_hours order by hour')
    const before = { published: await published(), ledger: await ledger() }
    expect((await runAt(db, prune, NOW)).counts).toEqual({ ...NOTHING, skill_events: 2 })
    await runAt(db, refreshPopularity, NOW)
    expect({ published: await published(), ledger: await ledger() }).toEqual(before)
    expect(before.published).toMatchObject([{ favorites_total: 1, uses_30d: 1 }])
  })

  it('keeps favourites', async () => {
    await someEvents(db, [{ skillId, session: 'a', at: '2025-12-01T00:00:00Z', type: 'favorite' }])
    await runAt(db, prune, NOW)
    await someEvents(db, [{ skillId, session: 'a', at: '2026-02-01T00:00:00Z', type: 'favorite' }])
    expect(await rowsOf('select excluded_reason from skill_events')).toEqual([{ excluded_reason: 'no_change' }])
  })

  it('does no harm a second time', async () => {
    await someEvents(db, [{ skillId, at: '2025-12-01T00:00:00Z' }])
    await runAt(db, prune, NOW)
    expect(await runAt(db, prune, NOW)).toMatchObject({ status: 'succeeded', counts: { skill_events: 0 } })
  })
})
