import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Interception, serveApp } from '../../../support/api/served-app.ts'
import { aLoginLimiter, readJunit, runSmoke, statuses } from '../../../support/api/smoke.ts'
import { createDatabase, type TestDatabase } from '../../../support/run/database.ts'

/** The pauses of a run, in milliseconds: nobody waits for them here. */
const pauses: number[] = []
// Not `vi.mock`: other files may have loaded the command before this one.
beforeAll(() => {
  vi.spyOn(timers, 'setTimeout').mockImplementation((async (ms: number) => void pauses.push(ms)) as never)
  syncBuiltinESMExports()
})
afterAll(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
beforeEach(async () => {
  pauses.length = 0
  at = await createDatabase()
  api = await serveApp(at, { LOGIN_LIMITER: aLoginLimiter() })
})
afterEach(() => api.stop())

const problem = (status: number, headers: Record<string, string> = {}) =>
  Response.json(
    { type: 'urn:agent-skills:problem:test', title: 'A test', status, detail: 'By the test.', request_id: 'test' },
    { status, headers },
  )

/** Answers one request of that kind, or each of them, in place of the API. */
const instead =
  (method: string, path: RegExp, answer: () => Response, times = Number.POSITIVE_INFINITY): Interception =>
  (asked, _headers, how) =>
    how === method && path.test(asked) && times-- > 0 ? answer() : null

async function active(): Promise<number> {
  const { rows } = await at.db.execute<{ n: number }>(sql`
    select (select count(*) from skills where status <> 'archived')::int + (select count(*) from sites where status <> 'archived')::int
      + (select count(*) from categories where key like 'smoke-%')::int as n`)
  return rows[0]?.n ?? -1
}

describe('a smoke test', () => {
  it('exits with 1 if a required case fails, skips the cases that need it, and still cleans up', async () => {
    api.intercept(instead('POST', /^\/v1\/events$/, () => problem(500)))
    const { code, summary, cases, junit } = await runSmoke(api.origin)
    expect(code).toBe(1)
    expect(summary().errors).toEqual([
      { target: 'events.of_a_site', reason: 'expected 202 EventVerdicts, got 500 test: By the test.' },
      { target: 'events.anonymous', reason: expect.any(String) },
    ])
    expect(cases().get('events.of_a_site')).toMatchObject({
      expected: '202 EventVerdicts',
      got: '500 test: By the test.',
    })
    expect(cases().get('events.stored')).toMatchObject({ status: 'skipped', message: 'events.of_a_site failed.' })
    expect(cases().get('events.counted')).toMatchObject({ status: 'skipped', message: 'events.stored was skipped.' })
    expect(statuses(cases())).toMatchObject({ 'feed.change': 'passed', 'clean-up': 'passed' })
    expect(await active()).toBe(0)
    const { stated, counted, failures } = readJunit(await junit())
    expect(stated).toEqual(counted)
    expect(counted).toMatchObject({ failures: 2, skipped: 2 })
    expect(failures[0]).toEqual({
      type: 'required',
      message: expect.stringContaining('expected 202 EventVerdicts, got 500'),
    })
  })

  it('fails each case with another shape, no JSON, a redirect, too much, or no Retry-After', async () => {
    const faults: [string, Interception, RegExp][] = [
      ['reads.taxonomy', instead('GET', /^\/v1\/taxonomy/, () => Response.json({ items: [] })), /^\/as_of: /],
      ['ranking.top', instead('GET', /^\/v1\/rankings\/top/, () => new Response('<html>')), /expected object/],
      ['reads.updates', instead('GET', /^\/v1\/updates/, () => Response.redirect('http://127.0.0.1:1')), /got 302/],
      ['permission.wrong_secret', instead('POST', /^\/v1\/sites\/.*\/token/, () => new Response('{}'), 1), /got 200/],
      ['throttling.logins', throttledAfter(3), /no Retry-After/],
    ]
    api.intercept(async (...asked) => {
      for (const [, interception] of faults) {
        const answer = await interception(...asked)
        if (answer) return answer
      }
      return null
    })
    const { cases } = await runSmoke(api.origin)
    for (const [name, , message] of faults)
      expect(cases().get(name)).toMatchObject({ status: 'failed', message: expect.stringMatching(message) })
    const failed = [...cases().values()].filter(({ status }) => status === 'failed').map((result) => result.case)
    expect(failed.sort()).toEqual(faults.map(([name]) => name).sort())
  })

  it('fails if a page of the feed is damaged', async () => {
    api.intercept(async (path) => {
      if (!path.startsWith('/v1/feed?after=')) return null
      const page = await (await api.fromApp(path)).text()
      return new Response(page.replace('Created by a smoke test.', 'Made by nobody at all.'), { status: 200 })
    })
    const { code, cases } = await runSmoke(api.origin)
    expect(code).toBe(1)
    expect(cases().get('feed.change')?.message).toMatch(/payload_hash of skill .* does not match its payload/)
  })

  it('exits with 2 if only an optional case fails', async () => {
    await api.stop()
    api = await serveApp(at)
    const { code, summary, junit } = await runSmoke(api.origin)
    expect(code).toBe(2)
    expect(summary().errors).toEqual([{ target: 'throttling.logins', reason: 'expected 429 Problem, got 200' }])
    expect(readJunit(await junit()).failures).toMatchObject([{ type: 'optional' }])
    expect(api.paths.filter((path) => path === '/v1/admin/login')).toHaveLength(21)
  })

  it('exits with 2 if only the clean-up fails, reports the fault, and cleans up the rest', async () => {
    api.intercept(instead('GET', /^\/v1\/admin\/sites/, () => problem(503)))
    const { code, summary, details } = await runSmoke(api.origin)
    expect(code).toBe(2)
    expect(summary().errors).toEqual([
      {
        target: 'clean-up',
        reason: expect.stringMatching(/GET \/v1\/admin\/sites\?q=smoke-.* returned 503/),
      },
    ])
    expect(details().left).toMatchObject([{ kind: 'skill', state: 'archived' }])
  })

  it('removes rows whose creation got no answer', async () => {
    api.intercept(async (path, headers, method) => {
      if (method !== 'POST' || path !== '/v1/admin/sites') return null
      const { authorization = '' } = headers
      const init = { method, headers: { authorization, 'content-type': 'application/json' } }
      const key = api.paths.find((asked) => asked.startsWith('/v1/skills/smoke-'))?.split('/')[3]
      await api.fromApp(path, { ...init, body: JSON.stringify({ key, name: 'Smoke test' }) })
      return problem(502)
    })
    const { code, details } = await runSmoke(api.origin)
    expect(code).toBe(1)
    expect(details().left).toMatchObject([{ kind: 'skill' }, { kind: 'site', state: 'archived' }])
    expect(await active()).toBe(0)
  })

  it('deactivates a category that has been on a board, instead of deleting it', async () => {
    api.intercept(instead('PATCH', /^\/v1\/admin\/skills/, () => problem(500), 1))
    const { code, details } = await runSmoke(api.origin)
    expect(code).toBe(1)
    expect(details().left).toMatchObject([{ kind: 'skill' }, { kind: 'site' }, { kind: 'category', state: 'inactive' }])
  })

  it('waits for a throttled login, at most a minute', async () => {
    api.intercept(instead('POST', /login$/, () => problem(429, { 'Retry-After': '42' }), 1))
    expect((await runSmoke(api.origin)).code).toBe(0)
    expect(pauses[0]).toBe(42_000)

    api.intercept(instead('POST', /login$/, () => problem(429, { 'Retry-After': '900' }), 1))
    const late = await runSmoke(api.origin)
    expect(late.code).toBe(1)
    expect(statuses(late.cases())).toMatchObject({
      'login.right': 'failed',
      'skill.create': 'skipped',
      'clean-up': 'skipped',
    })
    expect(pauses).not.toContain(900_000)
  })

  it('skips the run of the batch while a tick runs it, and says so', async () => {
    api.intercept((path, _headers, method) =>
      method === 'POST' && path.endsWith('/batch/runs') && api.paths.filter((p) => p === path).length > 1
        ? problem(409)
        : null,
    )
    const { code, summary, cases } = await runSmoke(api.origin)
    expect(code).toBe(0)
    expect(summary().warnings).toEqual(['job.run was skipped: 409 test: By the test.'])
    expect(statuses(cases())).toMatchObject({ 'job.plan': 'passed', 'job.run': 'skipped', 'events.counted': 'skipped' })
    expect(pauses.filter((ms) => ms > 0)).toEqual(Array(6).fill(5000))
  })

  it('that is stopped cleans up, and exits with 1 because the other cases did not run', async () => {
    let stop = () => {}
    api.intercept((path, { authorization }, method) => {
      if (method === 'POST' && path === '/v1/admin/skills' && authorization) stop()
      return null
    })
    const { code, summary, cases } = await runSmoke(api.origin, [], undefined, (onSignal) => {
      stop = onSignal
    })
    expect(code).toBe(1)
    expect(summary().errors).toEqual([{ target: 'smoke', reason: 'The run was stopped before its end.' }])
    expect(statuses(cases())).toMatchObject({ 'throttling.logins': 'skipped', 'clean-up': 'passed' })
    expect(await active()).toBe(0)
  })
})

/** Answers each login but the first few by a 429 that does not say how long. */
function throttledAfter(logins: number): Interception {
  return (path) => (path === '/v1/admin/login' && logins-- <= 0 ? problem(429) : null)
}
