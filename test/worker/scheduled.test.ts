import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { SkillDetail } from '../../src/routes/catalogue/skill-schema.ts'
import { RankingPage } from '../../src/routes/ranking/board-schema.ts'
import { type Api, startApi } from '../support/api/api.ts'
import { aSkill, someEvents, someRawEvents } from '../support/builders/builders.ts'
import { logOf } from '../support/run/log.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

const board = async () => RankingPage.parse(await (await api.call('/v1/rankings')).json())
const names = async () => (await board()).items.map((item) => item.name)
const runs = async () =>
  (
    await api.db.execute(
      sql`select job, scope, trigger, actor, status, counts, errors, ended_at from job_runs where job <> 'batch' order by started_at, ended_at`,
    )
  ).rows
/** Replaces every wait between attempts with an action. Returns how long each would have been. */
function waitInstead(doing: () => Promise<unknown>) {
  const waits: number[] = []
  vi.spyOn(scheduler, 'wait').mockImplementation(async (ms) => {
    waits.push(ms)
    await doing()
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return waits
}
const numberOf = async (query: string) =>
  Number((await api.db.execute<{ n: string }>(sql.raw(`select count(*) as n from ${query}`))).rows[0]?.n)

describe('a tick', () => {
  it('normalises, counts, scores, builds the boards from those counts, then publishes what changed', async () => {
    await aSkill(api.db, { name: 'quiet', stars: 1 })
    const { id } = await aSkill(api.db, { name: 'used' })
    await someRawEvents(api.db, [{ skillId: id }, { skillId: id }, { skillId: id }])
    expect((await board()).is_snapshot).toBe(false)

    const lines = await logOf(() => api.tick())

    expect(await names()).toEqual(['used', 'quiet'])
    const page = await board()
    expect(page.is_snapshot).toBe(true)
    expect(page.items[0]?.score).toBeCloseTo(1.6 * Math.log(4) + 1, 4)
    expect(await runs()).toMatchObject([
      {
        job: 'normalize-events',
        scope: 'all',
        trigger: 'cron',
        actor: null,
        status: 'succeeded',
        counts: { normalized: 3, retried: 0 },
        errors: [],
      },
      {
        job: 'refresh-popularity',
        scope: 'all',
        trigger: 'cron',
        actor: null,
        status: 'succeeded',
        counts: { processed: 2, changed: 2, events: 3 },
        errors: [],
      },
      {
        job: 'score-skills',
        scope: 'all',
        trigger: 'cron',
        actor: null,
        status: 'succeeded',
        counts: { processed: 2, failed: 0, categories: 1, changed: 4 },
        errors: [],
      },
      {
        job: 'build-snapshots',
        scope: 'all',
        trigger: 'cron',
        actor: null,
        status: 'succeeded',
        counts: { boards: 1, entries: 2, changed: 2, failed: 0 },
        errors: [],
      },
      {
        job: 'publish-outbox',
        scope: 'all',
        trigger: 'cron',
        actor: null,
        status: 'succeeded',
        counts: { processed: 8, published: 4, unchanged: 4 },
        errors: [],
      },
    ])
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', event: 'job_ended', job: 'normalize-events', status: 'succeeded' },
      { level: 'info', event: 'job_ended', job: 'refresh-popularity', status: 'succeeded' },
      { level: 'info', event: 'job_ended', job: 'score-skills', status: 'succeeded' },
      { level: 'info', event: 'job_ended', job: 'build-snapshots', status: 'succeeded' },
      { level: 'info', event: 'job_ended', job: 'publish-outbox', status: 'succeeded' },
      { level: 'info', event: 'job_ended', job: 'batch', status: 'succeeded' },
    ])
    expect(await numberOf(`job_runs where job = 'batch' and status = 'succeeded'`)).toBe(1)
  })

  it('moves a skill up after an event', async () => {
    await aSkill(api.db, { name: 'first', stars: 2 })
    const { slug } = await aSkill(api.db, { name: 'second', stars: 1 })
    await api.tick()
    expect(await names()).toEqual(['first', 'second'])
    const event = { event_id: crypto.randomUUID(), slug, event_type: 'use', session_id: 'someone' }
    expect((await api.send('POST', '/v1/events', event)).status).toBe(202)
    await api.tick()
    expect(await names()).toEqual(['second', 'first'])
  })

  it('succeeds on an empty catalogue', async () => {
    await api.tick()
    expect((await runs()).map((run) => run.status)).toEqual(Array(5).fill('succeeded'))
    expect(await board()).toMatchObject({ items: [], total: 0, is_snapshot: true })
  })

  it('changes nothing but the time when it is repeated', async () => {
    const { id } = await aSkill(api.db, { category: 'science' })
    await someEvents(api.db, [{ skillId: id }])
    await api.tick()
    const before = await board()
    await api.tick()
    const after = await board()
    expect(after).toEqual({ ...before, generated_at: after.generated_at })
    expect((await runs()).slice(5)).toMatchObject([
      { counts: { normalized: 0, retried: 0 } },
      { counts: { changed: 0, events: 0 } },
      { counts: { changed: 0 } },
      { counts: { changed: 0 } },
      { counts: { processed: 0, published: 0, unchanged: 0 } },
    ])
  })

  it('that fails at its first job still runs the others, and is retried with all of them', async () => {
    await aSkill(api.db, { name: 'there' })
    await api.db.execute(sql`alter table skill_events rename to skill_events_away`)
    const waits = waitInstead(() => api.db.execute(sql`alter table skill_events_away rename to skill_events`))
    const lines = await logOf(() => api.tick())
    expect(waits).toEqual([60_000])
    expect(await runs()).toMatchObject([
      { job: 'normalize-events', status: 'failed', errors: [{ target: 'normalize-events' }] },
      { job: 'refresh-popularity', status: 'succeeded' },
      { job: 'score-skills', status: 'succeeded' },
      { job: 'build-snapshots', status: 'succeeded' },
      { job: 'publish-outbox', status: 'succeeded' },
      { job: 'normalize-events', status: 'succeeded' },
      { job: 'refresh-popularity', status: 'succeeded' },
      { job: 'score-skills', status: 'succeeded' },
      { job: 'build-snapshots', status: 'succeeded' },
      { job: 'publish-outbox', status: 'succeeded' },
    ])
    expect(JSON.stringify(await runs())).toContain('42P01')
    expect(JSON.stringify(await runs()) + lines.join()).not.toMatch(/select |skill_events/i)
    expect(await names()).toEqual(['there'])
  })

  it('that keeps failing is retried three times, and ends partial', async () => {
    await api.db.execute(sql`alter table rank_snapshots rename to rank_snapshots_away`)
    const waits = waitInstead(async () => {})
    await api.tick()
    expect(waits).toEqual([60_000, 120_000, 240_000])
    expect(await numberOf(`job_runs where job = 'batch' and status = 'partial'`)).toBe(4)
    expect(await numberOf(`job_runs where job = 'score-skills' and status = 'succeeded'`)).toBe(4)
    expect(await numberOf(`job_runs where status = 'running'`)).toBe(0)
  })

  it('of an unknown cron does nothing', async () => {
    await api.tick('0 0 1 1 *')
    await api.tick('')
    expect(await runs()).toEqual([])
    expect(await numberOf('job_leases')).toBe(0)
  })
})

describe('a tick of a job that may withdraw skills', () => {
  const ARCHIVE = '26 * * * *'
  const jobs = async () => (await runs()).map(({ job, status }) => `${job} ${status}`)

  it('also publishes what the job changed', async () => {
    await api.tick(ARCHIVE)
    expect(await jobs()).toEqual(['archive-vanished succeeded', 'publish-outbox succeeded'])
  })

  it('leaves that to the next batch if the job took all the time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    await api.db.execute(sql`alter table skills rename to skills_away`)
    waitInstead(async () => {
      vi.setSystemTime(Date.now() + 14 * 60_000)
      await api.db.execute(sql`alter table skills_away rename to skills`)
    })
    await api.tick(ARCHIVE)
    expect(await jobs()).toEqual(['archive-vanished failed', 'archive-vanished succeeded'])
  })
})

describe('ticks that come at once', () => {
  it.each([2, 5])('%i of them leave one set of data', async (ticks) => {
    const used = await aSkill(api.db, { name: 'used', category: 'science' })
    await aSkill(api.db, { name: 'other', category: 'science' })
    await someRawEvents(api.db, [
      { skillId: used.id },
      { skillId: used.id, type: 'view' },
      { skillId: used.id, type: 'favorite' },
    ])
    await Promise.all(Array.from({ length: ticks }, () => api.tick()))

    expect(await numberOf('rank_snapshots')).toBe(2)
    expect(await numberOf('skill_rank_snapshots')).toBe(4)
    expect(await numberOf('skill_popularity')).toBe(2)
    const skill = SkillDetail.parse(await (await api.call(`/v1/skills/${used.slug}`)).json())
    expect(skill.rank.global?.score).toBe(skill.popularity.score)
    expect(skill).toMatchObject({
      popularity: { uses_30d: 1, views_30d: 1, favorites_total: 1 },
      rank: { global: { rank: 1, total: 2 } },
    })
    for (const run of await runs()) expect(run.status, String(run.job)).toBe('succeeded')
    expect(await numberOf(`job_runs where status = 'running'`)).toBe(0)
    expect(await numberOf('job_leases where expires_at > now()')).toBe(0)

    await api.tick()
    expect(await names()).toEqual(['used', 'other'])
  })

  it('do not disturb readers', async () => {
    for (let i = 0; i < 5; i++) await aSkill(api.db, { name: `skill-${i}`, stars: i })
    await api.tick()
    const expected = await names()
    const ticking = Promise.all([api.tick(), api.tick()])
    for (let i = 0; i < 20; i++) expect(await names()).toEqual(expected)
    await ticking
  })
})

describe('a client that pages through a board', () => {
  it.each(['cursor', 'snapshot'])(
    'by %s sees the build of its first page to the end, whatever ticks come between',
    async (how) => {
      const total = 7
      for (let i = 0; i < total; i++) await aSkill(api.db, { name: `skill-${i}`, stars: i })
      await api.tick()
      const expected = await names()
      const first = await board()
      const read: string[] = []
      let next: string | null = '/v1/rankings?page_size=2'
      for (let page = 1; next !== null; page++) {
        const answer = RankingPage.parse(await (await api.call(next)).json())
        expect(answer).toMatchObject({ snapshot: first.snapshot, total, is_snapshot: true })
        read.push(...answer.items.map(({ name }) => name))
        const more = how === 'cursor' ? `cursor=${answer.next_cursor}` : `snapshot=${answer.snapshot}&page=${page + 1}`
        next = answer.next_cursor && `/v1/rankings?page_size=2&${more}`
        await api.db.execute(sql`update skill_popularity set github_stars = (random() * 1000)::int`)
        await api.tick()
      }
      expect(read).toEqual(expected)
      expect((await board()).snapshot).not.toBe(first.snapshot)
    },
  )
})
