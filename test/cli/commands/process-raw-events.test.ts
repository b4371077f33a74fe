import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../../../src/cli/main.ts'
import { processDeps } from '../../../src/cli/runner/deps.ts'
import { normalizeInRounds } from '../../../src/jobs/ranking/normalize-events.ts'
import { aSite, aSkill, someRawEvents } from '../../support/builders/builders.ts'
import { aFolder, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let skillId: string
beforeEach(async () => {
  at = await createDatabase()
  skillId = (await aSkill(at.db)).id
})

const run = (...argv: string[]) => ops(at, ['process-raw-events', ...argv])
const rows = async (query: string) => (await at.db.execute(sql.raw(query))).rows
const counted = async () => (await rows(`select coalesce(sum(events), 0)::int as n from skill_event_hours`))[0]?.n

type Kind = 'good' | 'malformed' | 'unknown'
const KINDS: Record<Kind, () => { skillId: string; eventId?: string }> = {
  good: () => ({ skillId }),
  malformed: () => ({ skillId, eventId: '' }),
  unknown: () => ({ skillId: crypto.randomUUID() }),
}
/** So many raw events of each kind, the good ones first. */
const receive = async (counts: Partial<Record<Kind, number>>, siteId?: string) => {
  const from = siteId ? { siteId } : {}
  for (const [kind, length] of Object.entries(counts)) {
    const events = Array.from({ length }, () => ({ ...KINDS[kind as Kind](), ...from }))
    await someRawEvents(at.db, events)
  }
}

describe('ops process-raw-events', () => {
  it('normalises the due events, and reports the totals and the reasons for dropping', async () => {
    await receive({ good: 5, malformed: 2, unknown: 1 })
    for (const eventId of ['twice', 'twice']) await someRawEvents(at.db, [{ skillId, eventId }])
    const done = await run()
    expect(done.code).toBe(0)
    expect(done.summary()).toMatchObject({ targets_total: 1, succeeded_total: 1, failed_total: 0, warnings: [] })
    expect(done.summary().details).toEqual({
      processed: 10,
      normalized: 6,
      retried: 1,
      dropped: { invalid_payload_json: 2, duplicate_event_id: 1 },
      dropped_total: 3,
      retry_ratio_pct: 10,
      rounds: 1,
      pending_before: 10,
    })
    expect(await counted()).toBe(7) // the duplicate is in the ledger too, as one
    expect(await rows(`select job, scope, status from job_runs`)).toEqual([
      { job: 'process-raw-events', scope: 'all', status: 'succeeded' },
    ])
  })

  it('succeeds with a ratio of 0 if nothing is due', async () => {
    const { details } = (await run('--max-dropped-total', '0', '--max-retry-ratio-pct', '0')).summary()
    expect(details).toMatchObject({ processed: 0, retry_ratio_pct: 0, dropped: {}, pending_before: 0 })
  })

  it('processes only the events of the given site', async () => {
    const [one, other] = [await aSite(at.db), await aSite(at.db)]
    await receive({ good: 2 }, one.id)
    await receive({ good: 3 }, other.id)
    await receive({ good: 4 })
    const done = await run('--site-id', one.id, '--verbose')
    expect(done.summary().details).toMatchObject({ processed: 2, pending_before: 2 })
    expect(done.lines()).toContainEqual(expect.objectContaining({ event: 'raw_events_processed', target: one.key }))
    expect(await rows(`select count(*)::int as n from raw_events where not normalized`)).toEqual([{ n: 7 }])
    expect(await rows(`select scope from job_runs`)).toEqual([{ scope: one.id }])
  })

  it('processes --limit raw events per round, and stops after --rounds or if nothing is due', async () => {
    await receive({ good: 10 })
    expect((await run('--limit', '3')).summary().details).toMatchObject({ processed: 3, rounds: 1, pending_before: 10 })
    expect((await run('--limit', '2', '--rounds', '2')).summary().details).toMatchObject({ processed: 4, rounds: 2 })
    const last = await run('--limit', '2', '--rounds', '9', '--verbose')
    expect(last.summary()).toMatchObject({ warnings: [], details: { processed: 3, rounds: 2 } })
    const rounds = last.lines().filter((line) => line.event === 'round_done' && line.level === 'debug')
    expect(rounds.map((line) => [line.round, line.normalized])).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  it('processes 250 raw events per round by default', async () => {
    await receive({ good: 251 })
    expect((await run()).summary().details).toMatchObject({ processed: 250, rounds: 1 })
  })

  it('starts no round after a signal', async () => {
    await receive({ good: 3 })
    const printed: string[] = []
    let stop = () => {}
    const code = await main(['process-raw-events', '--limit', '1', '--rounds', '3', '--verbose'], {
      ...processDeps(),
      stdout: (text) => printed.push(text),
      stderr: (text) => text.includes('round_done') && stop(),
      isTerminal: { stdout: false, stderr: false },
      settings: { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint },
      onSignal: (ask) => {
        stop = ask
      },
    })
    expect(code).toBe(0)
    expect(JSON.parse(printed.join(''))).toMatchObject({
      warnings: ['Stopped before the end: a signal arrived.'],
      details: { processed: 1, rounds: 1, pending_before: 3 },
    })
  })

  it('counts every event once, even if two runs overlap', async () => {
    const site = await aSite(at.db)
    await receive({ good: 150 }, site.id)
    await receive({ good: 150 })
    const runs = await Promise.all([
      run('--limit', '20', '--rounds', '50'),
      run('--limit', '20', '--rounds', '50', '--site-id', site.id),
      normalizeInRounds({ db: at.db, now: new Date(), limit: 20, mayGoOn: (done) => done < 3 }),
    ])
    const [all, bySite, cron] = [runs[0].summary().details, runs[1].summary().details, runs[2]]
    expect(Number(all.processed) + Number(bySite.processed) + cron.normalized).toBe(300)
    expect(await counted()).toBe(300)
    expect(await rows(`select count(*)::int as n from raw_events where not normalized`)).toEqual([{ n: 0 }])
  })
})

describe('a quality gate', () => {
  it('passes a value that equals its limit', async () => {
    await receive({ good: 5, malformed: 2, unknown: 1 })
    expect((await run('--max-dropped-total', '2', '--max-retry-ratio-pct', '12.5')).code).toBe(0)
  })

  it.each([
    [['--max-dropped-total', '1'], 'dropped_total 2 exceeds --max-dropped-total 1'],
    [['--max-retry-ratio-pct', '12.4'], 'retry_ratio_pct 12.5 (1 of 8) exceeds --max-retry-ratio-pct 12.4'],
    [
      ['--max-dropped-total', '0', '--max-retry-ratio-pct', '0'],
      'dropped_total 2 exceeds --max-dropped-total 0; retry_ratio_pct 12.5 (1 of 8) exceeds --max-retry-ratio-pct 0',
    ],
  ])('fails the command with %j, but normalised events stay normalised', async (gates, reason) => {
    await receive({ good: 5, malformed: 2, unknown: 1 })
    const file = join(await aFolder({}), 'summary.json')
    const done = await run(...gates, '--json-output', file)
    expect(done.code).toBe(1)
    expect(done.summary()).toMatchObject({
      succeeded_total: 0,
      errors: [{ target: 'all', reason }],
      details: { processed: 8, normalized: 5 },
    })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(done.summary())
    expect(await counted()).toBe(5)
  })
})

describe('the alert webhook', () => {
  const servers: ReturnType<typeof createServer>[] = []
  afterEach(() => {
    vi.restoreAllMocks()
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  /** A receiver with a secret in its path, and what came in. */
  const receiver = async (answer: RequestListener = (_, response) => response.end('ok')) => {
    const received: unknown[] = []
    const server = createServer(async (request, response) => {
      const body = JSON.parse((await request.toArray()).join(''))
      received.push({ method: request.method, url: request.url, type: request.headers['content-type'], body })
      answer(request, response)
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    return { received, host, url: `http://${host}/hook/s3cret?key=s3cret` }
  }
  const GATE = ['--max-dropped-total', '1']

  it('is called once if a gate fails', async () => {
    const site = await aSite(at.db)
    await receive({ good: 1, malformed: 2 }, site.id)
    const { received, url } = await receiver()
    const done = await run(...GATE, '--site-id', site.id, '--alert-webhook', url)
    expect(done.code).toBe(1)
    const { run_id, details } = done.summary()
    const text = `process-raw-events failed (run ${run_id}): ${site.key}: dropped_total 2 exceeds --max-dropped-total 1. ${JSON.stringify(details)}`
    expect(received).toEqual([
      { method: 'POST', url: '/hook/s3cret?key=s3cret', type: 'application/json', body: { text } },
    ])
    expect(done.summary().warnings).toEqual([])
    expect(done.stdout + done.stderr).not.toContain('s3cret')
  })

  it('is called if normalising throws, and earlier rounds stay', async () => {
    await receive({ good: 2 })
    await someRawEvents(at.db, [{ skillId, eventId: 'poison' }])
    await at.db.execute(sql`create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'a secret of the database' using errcode = '55000'; end $$`)
    await at.db.execute(sql`create trigger refuse before insert on skill_events for each row
      when (new.event_id = 'poison') execute function refuse()`)
    const { received, url } = await receiver()
    const done = await run('--limit', '2', '--rounds', '5', '--alert-webhook', url)
    expect(done.code).toBe(1)
    expect(done.summary()).toMatchObject({
      succeeded_total: 0,
      failed_total: 1,
      errors: [{ reason: expect.stringContaining('55000') }],
      details: { processed: 2, rounds: 1 },
    })
    expect(received).toMatchObject([
      { body: { text: expect.stringMatching(/^process-raw-events failed \(run .*\): .*55000.*"processed":2/) } },
    ])
    expect(JSON.stringify(received) + done.stdout + done.stderr).not.toMatch(/insert into|a secret/i)
    expect(await counted()).toBe(2)
  })

  it('is called if there is no database', async () => {
    const { received, url } = await receiver()
    const done = await ops({ ...at, url: 'nowhere' }, ['process-raw-events', '--alert-webhook', url])
    expect(done.code).toBe(3)
    expect(received).toMatchObject([
      { body: { text: expect.stringMatching(/^process-raw-events failed: .*DATABASE_URL/) } },
    ])
  })

  it('is not called after a success, nor in a dry run', async () => {
    const { received, url } = await receiver()
    await receive({ malformed: 2 })
    await run(...GATE, '--dry-run', '--alert-webhook', url)
    await run('--alert-webhook', url)
    expect(received).toEqual([])
  })

  it.each<[string, RequestListener, string]>([
    ['answers 500', (_, response) => response.writeHead(500).end('s3cret'), 'answered with status 500.'],
    [
      'redirects',
      (_, response) => response.writeHead(307, { Location: '/hook/on' }).end(),
      'answered with status 307.',
    ],
    ['hangs up', (request) => request.socket.destroy(), 'could not be reached.'],
    ['hangs', () => {}, 'did not answer within 10 s.'],
  ])('that %s gives a warning without its address, and the exit code stays', async (_, answer, said) => {
    const inReal = AbortSignal.timeout.bind(AbortSignal)
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => inReal(ms === 10_000 ? 500 : ms))
    await receive({ malformed: 2 })
    const { received, host, url } = await receiver(answer)
    const done = await run(...GATE, '--alert-webhook', url)
    expect(done.code).toBe(1)
    expect(done.summary().warnings).toEqual([`The alert webhook at ${host} ${said}`])
    expect(received).toHaveLength(1)
    expect(done.stdout + done.stderr).not.toContain('s3cret')
  })
})

describe('a dry run', () => {
  it.each(['4 in 2', '4 in 9', '3 in 9'])('of %s rounds predicts the real run, and changes nothing', async (size) => {
    await someRawEvents(at.db, [{ skillId, eventId: 'twice' }])
    await receive({ good: 3, malformed: 3, unknown: 2 })
    for (const eventId of ['twice', 'twice']) await someRawEvents(at.db, [{ skillId, eventId }])
    const state = () =>
      rows(`select (select json_agg(r order by id) from raw_events r)::text as raw, (select count(*) from skill_events) as events,
          (select count(*) from job_runs) as runs, (select count(*) from raw_event_days) as days`)
    const before = await state()
    const [limit = '', rounds = ''] = size.split(' in ')
    const options = ['--limit', limit, '--rounds', rounds, '--max-dropped-total', '1', '--max-retry-ratio-pct', '10']
    const dry = await run('--dry-run', ...options)
    expect(await state()).toEqual(before)
    const real = await run(...options)
    expect(dry.code).toBe(0)
    expect(dry.summary().details).toEqual(real.summary().details)
    const reasons = real.summary().errors.flatMap(({ reason }) => reason.split('; '))
    expect(dry.summary().warnings).toEqual(reasons.map((reason) => `The real run would fail: ${reason}.`))
  })
})

describe('bad input', () => {
  const nobody = crypto.randomUUID()
  it.each([
    [['--limit', '10001'], '--limit: must be a whole number from 1 to 10000'],
    [['--rounds', '-1'], '--rounds: '],
    [['--max-dropped-total', '-1'], '--max-dropped-total: must be a whole number from 0'],
    [['--max-dropped-total', 'few'], '--max-dropped-total: '],
    [['--max-dropped-total', ''], '--max-dropped-total: '],
    [['--max-retry-ratio-pct', '-0.5'], '--max-retry-ratio-pct: must be a number from 0 to 100'],
    [['--max-retry-ratio-pct', 'half'], '--max-retry-ratio-pct: '],
    [['--alert-webhook', 's3cret'], '--alert-webhook: must be an https URL'],
    [['--alert-webhook', 'http://hooks.example.org/s3cret'], '--alert-webhook: '],
    [['--alert-webhook', 'https://me:s3cret@hooks.example.org/'], '--alert-webhook: '],
    [['--site-id', 'acme'], '--site-id: must be a UUID'],
    [['--site-id', nobody], `--site-id: there is no site with the id ${nobody}.`],
    [['--site-id', nobody, '--dry-run'], `--site-id: there is no site with the id ${nobody}.`],
    [['--org-id', nobody], "unknown option '--org-id'"],
  ])('%j is refused with exit code 3', async (argv, message) => {
    const done = await run(...argv)
    expect(done.stderr).toContain(message)
    expect(done).toMatchObject({ code: 3, stdout: '' })
    expect(done.stderr).not.toContain('s3cret')
  })

  it('has help for each option', async () => {
    const { stdout } = await run('--help')
    for (const name of ['site-id', 'limit', 'rounds', 'max-dropped-total', 'max-retry-ratio-pct', 'alert-webhook'])
      expect(stdout).toMatch(new RegExp(`--${name} <\\w+> +\\w`))
  })
})
