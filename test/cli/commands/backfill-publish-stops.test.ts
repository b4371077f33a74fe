import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { main } from '../../../src/cli/main.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { expectedState, publishAll, publishedState, readDue } from '../../support/oracles/feed-oracle.ts'
import { FAULTS, startFaultyEndpoint } from '../../support/outside/faulty-endpoint.ts'
import { ops } from '../../support/run/cli.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'

/** Seven skills with a tag, in a catalogue that knows of no feed yet. Each test has a copy. */
let prepared: TestDatabase
beforeAll(async () => {
  prepared = await createDatabase()
  for (let i = 0; i < 7; i++) await aSkill(prepared.db, { tags: ['pdf'] })
  await prepared.db.execute(sql`truncate publish_outbox`)
})

let at: TestDatabase
let db: Db
beforeEach(async () => {
  at = await copyDatabase(prepared)
  db = at.db
})

const backfill = (...argv: string[]) => ops(at, ['backfill-publish', ...argv])

describe('a backfill that is stopped', () => {
  /** Stops by a signal once so many pages are done. */
  async function stopAfter(pages: number, ...argv: string[]) {
    let stop = () => {}
    let [stdout, seen] = ['', 0]
    const code = await main(['backfill-publish', '--verbose', ...argv], {
      stdout: (text) => {
        stdout += text
      },
      stderr: (text) => {
        if (text.includes('"page"') && ++seen === pages) stop()
      },
      isTerminal: { stdout: false, stderr: false },
      settings: { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, OPS_ACTOR: 'tester' },
      clock: () => new Date(),
      random: Math.random,
      sleep: async () => {},
      readSecret: async () => '',
      onSignal: (callback) => {
        stop = callback
      },
    })
    return { code, summary: JSON.parse(stdout) }
  }

  it('reports its last row, and a second run continues after it', async () => {
    const { code, summary } = await stopAfter(2, '--kind', 'skill', '--limit', '2')
    expect(code).toBe(0)
    expect(summary).toMatchObject({
      targets_total: 7,
      succeeded_total: 4,
      warnings: [expect.stringContaining('signal')],
    })
    const rest = await backfill('--kind', 'skill', '--limit', '2', '--after-id', summary.details.skill.last_id)
    expect(rest.summary()).toMatchObject({ targets_total: 3, succeeded_total: 3 })
    const { rows } = await db.execute(sql`select id from skills order by id`)
    expect((await readDue(db)).map(({ source }) => source).sort()).toEqual(rows.map(({ id }) => id))
  })

  it('does not start the next kind', async () => {
    const { summary } = await stopAfter(1)
    expect(Object.keys(summary.details)).toEqual(['category'])
  })

  it('finds nothing more to do after the last row', async () => {
    const { last_id } = (await backfill('--kind', 'tag')).summary().details.tag as { last_id: string }
    const rest = await backfill('--kind', 'tag', '--after-id', last_id)
    expect(rest.summary()).toMatchObject({ targets_total: 0, details: { tag: { rows: 0, differing: 0, last_id } } })
  })
})

describe('a backfill whose connection dies', () => {
  it.each(FAULTS)(
    '%s: reports the last row that was certainly enqueued, and a second run continues after it',
    async (fault) => {
      let requests = 0
      // One request looks for our tables, one takes the lease, one counts. Each page has one that renews, and one that enqueues.
      const draw = () => (++requests === 7 ? fault : undefined)
      const faulty = await startFaultyEndpoint({ target: at.endpoint, draw })
      onTestFinished(() => faulty.stop())
      const { code, summary } = await ops({ url: at.url, endpoint: faulty.url }, [
        ...['backfill-publish', '--kind', 'skill', '--limit', '3'],
      ])
      const { rows } = await db.execute(sql`select id from skills order by id`)
      const sure = rows[2]?.id
      expect(code).toBe(2)
      expect(summary()).toMatchObject({
        ...{ targets_total: 7, succeeded_total: 3, failed_total: 1 },
        errors: [{ target: 'skill', reason: expect.stringContaining(`after ${sure}`) }],
        details: { skill: { rows: 3, last_id: sure } },
      })
      const rest = await backfill('--kind', 'skill', '--after-id', String(sure))
      expect(rest.summary()).toMatchObject({ targets_total: 4, succeeded_total: 4 })
      await backfill('--kind', 'popularity')
      await backfill('--kind', 'tag')
      await publishAll(db)
      expect(await publishedState(db)).toEqual(await expectedState(db))
    },
  )

  it('only at its end waits until the database is back, so that the next run finds no lease', async () => {
    let requests = 0
    const faulty = await startFaultyEndpoint({ target: at.endpoint, draw: () => void requests++ as undefined })
    onTestFinished(() => faulty.stop())
    const run = (more = {}) =>
      ops({ url: at.url, endpoint: faulty.url }, ['backfill-publish', '--kind', 'tag'], {}, '', more)
    await run()
    const all = requests
    requests = 0
    faulty.change(() => (++requests >= all ? 'cut off before' : undefined))
    const waits: number[] = []
    const sleep = async (ms: number) => {
      waits.push(ms / 1000)
      if (waits.length === 2) faulty.change()
    }
    expect((await run({ sleep })).code).toBe(0)
    expect(waits).toEqual([1, 4])
    const { rows } = await db.execute(
      sql`select status, ended_at is not null as ended from job_runs order by started_at`,
    )
    expect(rows).toEqual(Array(2).fill({ status: 'succeeded', ended: true }))
    expect((await db.execute(sql`select from job_leases where expires_at > now()`)).rows).toEqual([])
  })
})

describe('a backfill is refused', () => {
  const ID = '00000000-0000-0000-0000-000000000000'
  it.each([
    ['a limit of 0', ['--limit', '0'], '--limit'],
    ['a negative limit', ['--limit', '-1'], '--limit'],
    ['a fractional limit', ['--limit', '2.5'], '--limit'],
    ['an unknown kind', ['--kind', 'skills'], '--kind'],
    ['an id without a kind', ['--after-id', ID], '--kind'],
    ['an id with all kinds', ['--after-id', ID, '--kind', 'all'], '--kind'],
    ['an id that is no UUID', ['--after-id', 'x', '--kind', 'skill'], '--after-id'],
    ['a source, as it does not work by source', ['--org-id', ID], '--org-id'],
  ])('for %s', async (_, argv, named) => {
    const done = await backfill(...argv)
    expect(done.code).toBe(3)
    expect(done.lines().at(-1)).toMatchObject({ event: 'refused', message: expect.stringContaining(named) })
    expect(await readDue(db)).toEqual([])
  })

  it('while another backfill of the same kind runs', async () => {
    await db.execute(sql`insert into job_leases (key, holder, token, acquired_at, expires_at)
      values ('script:backfill-publish:skill', 'somebody', 1, now(), now() + interval '1 hour')`)
    expect((await backfill('--kind', 'skill')).code).toBe(3)
    expect(await readDue(db)).toEqual([])
  })
})
