import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '../../../src/http/failure.ts'
import { readLockfile } from '../../../src/routes/clients/audit/read-lockfile.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const send = (body: unknown, query = '') => api.send('POST', `/v1/audit${query}`, body)

describe('the answer of POST /v1/audit', () => {
  it('is SARIF if that is asked for, with the line of each entry', async () => {
    const text =
      '{\n  "version": 3,\n  "skills": {\n    "a": {\n      "source": "x/y",\n      "sourceType": "github",\n      "skillFolderHash": ""\n    },\n    "b": { "source": "x/y", "sourceType": "github", "skillFolderHash": "" }\n  }\n}'
    const call = (query: string) =>
      api.call(`/v1/audit${query}`, { method: 'POST', body: text, headers: { 'Content-Type': 'application/json' } })
    const response = await call('?format=sarif')
    expect([response.status, response.headers.get('Content-Type'), response.headers.get('Cache-Control')]).toEqual([
      200,
      'application/sarif+json',
      'no-store',
    ])
    const { version, runs } = await response.json<{
      version: string
      runs: { results: { ruleId: string; locations: unknown[] }[] }[]
    }>()
    const at = (line: number, uri = '.agents/.skill-lock.json') => [
      { physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } },
    ]
    expect(version).toBe('2.1.0')
    expect(runs[0]?.results.map(({ ruleId, locations }) => [ruleId, locations])).toEqual([
      ['unknown', at(4)],
      ['unknown', at(9)],
    ])
    const named = await (await call('?format=sarif&file=app/lock.json')).json<{
      runs: { results: { locations: unknown[] }[] }[]
    }>()
    expect(named.runs[0]?.results[0]?.locations).toEqual(at(4, 'app/lock.json'))
  })

  it('has no entries for an empty lockfile', async () => {
    expect(await (await send({ version: 1, skills: {} })).json()).toMatchObject({
      format: 'skills_lock',
      entries: [],
      summary: { entries: 0, level: 'none' },
    })
  })

  it('is stored nowhere', async () => {
    const counted = async () =>
      (
        await api.db.execute(
          sql`select (select count(*) from audit_log) + (select count(*) from raw_events) + (select count(*) from publish_outbox) as n`,
        )
      ).rows
    const before = await counted()
    expect((await send({ skills: [{ name: 'tidy' }] })).status).toBe(200)
    expect(await counted()).toEqual(before)
  })
})

describe('a bad lockfile', () => {
  it.each([
    [[], '', 'must be a lockfile'],
    [{ skills: 'none' }, '', 'must be a lockfile'],
    [{ version: 1, skills: { a: {} } }, '', 'must be a lockfile'],
    [{ skills: [7] }, '/skills/0', 'must be an object'],
    [{ skills: [{ name: 'a', digest: 'abc' }] }, '/skills/0/digest', 'must be a SHA-256'],
    [{ skills: [{ name: 'a', vresion: '1' }] }, '/skills/0/vresion', 'did you mean'],
    [{ skills: [{ name: 'a\0b' }] }, '/skills/0/name', 'NUL'],
    [{ version: 1, skills: { a: { computedHash: '', sourceType: 'github' } } }, '/skills/a/source', 'is required'],
    [
      { version: 1, skills: { 'x/y~': { computedHash: 7, source: '', sourceType: '' } } },
      '/skills/x~1y~0/computedHash',
      'must be a string',
    ],
    [
      { version: 1, skills: { a: { installedAt: 'today', version: null } } },
      '/skills/a/installedAt',
      'must be a number',
    ],
    [{ version: 1, skills: { '': { installedAt: 1, version: null } } }, '/skills/', 'must not be empty'],
  ])('%j is refused at %s', async (body, pointer, message) => {
    const { status, code, errors } = await readProblem(await send(body))
    expect({ status, code }).toEqual({ status: 400, code: 'invalid' })
    expect(errors?.[0]).toMatchObject({ in: 'body', pointer, message: expect.stringContaining(message) })
  })

  it('with ten thousand entries is refused by its size, or by their number', async () => {
    const skills = (more: object) =>
      Object.fromEntries(
        Array.from({ length: 10_000 }, (_, n) => [`skill-${n}`, { version: '1.0.0', installedAt: 1, ...more }]),
      )
    expect(await readProblem(await send({ version: 1, skills: skills({}) }))).toMatchObject({
      status: 400,
      detail: expect.stringContaining('has 10000 entries'),
    })
    expect(
      await readProblem(await send({ version: 1, skills: skills({ trustLabel: 'x'.repeat(100) }) })),
    ).toMatchObject({ status: 413, detail: 'The body must have at most 1048576 bytes.' })
  })

  it('that is not JSON, or does not say so, is refused', async () => {
    const post = (body: string, type: string) =>
      api.call('/v1/audit', { method: 'POST', body, headers: { 'Content-Type': type } })
    expect(await readProblem(await post('{', 'application/json'))).toMatchObject({
      status: 400,
      code: 'malformed_json',
    })
    expect(await readProblem(await post('{"skills": []}', 'text/plain'))).toMatchObject({ status: 415 })
  })

  it.each(['../lock.json', '/etc/passwd', 'a\\b', 'C:/x', ''])('cannot lie at %j', async (file) => {
    const { status, errors } = await readProblem(await send({ skills: [] }, `?file=${encodeURIComponent(file)}`))
    expect([status, errors?.[0]?.pointer]).toEqual([400, '/file'])
  })

  it('of any other form is refused by name too', () => {
    const entry = fc.record(
      {
        source: fc.jsonValue(),
        sourceType: fc.jsonValue(),
        computedHash: fc.jsonValue(),
        version: fc.jsonValue(),
        installedAt: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const lockfile = fc.oneof(
      fc.jsonValue(),
      fc.record({
        version: fc.jsonValue(),
        skills: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), entry), fc.array(entry)),
      }),
    )
    fc.assert(
      fc.property(lockfile, (value) => {
        try {
          readLockfile(JSON.stringify(value), { host: 'skills.example', at: '' })
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
        }
      }),
    )
  })
})
