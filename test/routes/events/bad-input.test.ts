import { beforeAll, describe, expect, it } from 'vitest'
import { Verdicts } from '../../../src/routes/events/event-verdicts.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'

const MAX_BYTES = 64 * 1024

let api: Api
let skill: { id: string; slug: string }

beforeAll(async () => {
  api = await startApi()
  skill = await aSkill(api.db)
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug: skill.slug,
  event_type: 'use',
  ...fields,
})
const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  api.call('/v1/events', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })

/** The JSON of the event with the JSON text `value` in the field `name`. */
const withRaw = (name: string, value: string) => JSON.stringify(anEvent({ [name]: '@@' })).replace('"@@"', value)

describe('an invalid event alone', () => {
  it.each([
    ['event_id', undefined, '/event_id'],
    ['event_id', '', '/event_id'],
    ['event_id', 7, '/event_id'],
    ['event_id', 'x'.repeat(129), '/event_id'],
    ['slug', '', '/slug'],
    ['slug', 'x'.repeat(301), '/slug'],
    ['slug', undefined, '/skill_id'],
    ['skill_id', 'f0000000-0000-4000-8000-000000000000', '/skill_id'],
    ['skill_id', 'no-uuid', '/skill_id'],
    ['event_type', 'like', '/event_type'],
    ['event_type', null, '/event_type'],
    ['session_id', 'x'.repeat(201), '/session_id'],
    ['occurred_at', 'yesterday', '/occurred_at'],
    ['occurred_at', '2026-02-10', '/occurred_at'],
    ['occurred_at', '2026-02-30T00:00:00Z', '/occurred_at'],
    ['occurred_at', '0000-01-01T00:00:00Z', '/occurred_at'],
    ['occurred_at', '9999-12-31T23:59:59-23:59', '/occurred_at'],
    ['occurred_at', '2026-02-10T23:59:60Z', '/occurred_at'],
    ['occurred_at', 0, '/occurred_at'],
    ['user_id', 'f0000000-0000-4000-8000-000000000000', '/user_id'],
    ['a/b~c', 1, '/a~1b~0c'],
  ])('is refused for %s = %j, naming %s', async (name, value, pointer) => {
    const response = await post(JSON.stringify(anEvent({ [name]: value })))
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
  })

  it.each([
    [{ slug: undefined }, 'is required unless slug is given'],
    [{ skill_id: 'f0000000-0000-4000-8000-000000000000' }, 'cannot be combined with slug'],
  ])('must name its skill in one way: %j', async (fields, message) => {
    const { errors } = await readProblem(await post(JSON.stringify(anEvent(fields))))
    expect(errors).toEqual([{ in: 'body', pointer: '/skill_id', message }])
  })

  it.each(['null', '[]', '7', '"text"', '{}'])('is refused when it is %s', async (body) => {
    expect(await readProblem(await post(body))).toMatchObject({ status: 400, code: 'invalid' })
  })
})

describe('a batch', () => {
  it.each([
    ['of 101 events', { events: Array.from({ length: 101 }, () => 1) }, '/events'],
    ['of none', { events: [] }, '/events'],
    ['that is not an array', { events: {} }, '/events'],
    ['with more beside it', { events: [1], session_id: 'x' }, '/session_id'],
  ])('%s is refused', async (_, body, pointer) => {
    const problem = await readProblem(await post(JSON.stringify(body)))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer }] })
  })
})

describe('text that PostgreSQL cannot keep', () => {
  const values = [
    ['a NUL', '"a\\u0000b"'],
    ['half of a surrogate pair', '"\\ud800"'],
    ['the other half', '"a\\udc00b"'],
    ['a pair the wrong way round', '"\\udc00\\ud800"'],
  ] as const
  const cases = ['event_id', 'slug', 'session_id'].flatMap((name) =>
    values.map(([what, json]) => [what, name, json] as const),
  )

  it.each(cases)('%s in %s is refused', async (_, name, json) => {
    const problem = await readProblem(await post(withRaw(name, json)))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer: `/${name}` }] })
  })

  it.each(cases)('%s in %s spoils no neighbour', async (_, name, json) => {
    const response = await post(`{"events":[${withRaw(name, json)},${JSON.stringify(anEvent())}]}`)
    expect(response.status).toBe(202)
    const verdicts = Verdicts.parse(await response.json())
    expect(verdicts.items.map((item) => item.verdict)).toEqual(['invalid', 'accepted'])
  })

  it.each(['"\\ud83d\\ude00"', '"회의록"', '"\\u0001\\u001f"', '"\'; drop table skills;--"', '"\\\\u0000"'])(
    '%s is text like any other',
    async (json) => {
      const response = await post(withRaw('session_id', json))
      expect(await response.json()).toMatchObject({ accepted: 1 })
    },
  )
})

describe('a body', () => {
  const huge = JSON.stringify(anEventOf('x'.repeat(MAX_BYTES)))
  function anEventOf(session: string) {
    return { event_id: 'huge', slug: 'a--b', event_type: 'use', session_id: session }
  }
  const streamed = (text: string) => new Blob([text]).stream()

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json', ''])(
    'of the type "%s" is refused',
    async (type) => {
      const problem = await readProblem(await post(JSON.stringify(anEvent()), { 'Content-Type': type }))
      expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    },
  )

  it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/vnd.api+json'])(
    'of the type %s is read',
    async (type) => {
      expect((await post(JSON.stringify(anEvent()), { 'Content-Type': type })).status).toBe(202)
    },
  )

  it.each(['{', '', ' ', '{"event_id": }', "{'a': 1}", '[1,]', '\u0000', 'undefined'])(
    'that is not JSON, %j, is refused',
    async (body) => {
      expect(await readProblem(await post(body))).toMatchObject({ status: 400, code: 'malformed_json' })
    },
  )

  it('that is not UTF-8 does not cause a 500', async () => {
    const response = await api.call('/v1/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    })
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'malformed_json' })
  })

  it('nested 10,000 deep does not cause a 500', async () => {
    expect((await post('['.repeat(10_000) + ']'.repeat(10_000))).status).toBe(400)
    expect((await post(withRaw('session_id', '['.repeat(10_000) + ']'.repeat(10_000)))).status).toBe(400)
    expect((await post(`{"events":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}`)).status).toBe(202)
  })

  it('of more than 64 KiB is refused by its Content-Length', async () => {
    const problem = await readProblem(await post(huge, { 'Content-Length': String(huge.length) }))
    expect(problem).toMatchObject({ status: 413, code: 'payload_too_large' })
  })

  it('of more than 64 KiB is refused without a Content-Length', async () => {
    expect(await readProblem(await post(streamed(huge)))).toMatchObject({ status: 413, code: 'payload_too_large' })
  })

  it('of exactly 64 KiB is read, with and without a Content-Length', async () => {
    const body = JSON.stringify({ events: [anEvent()] })
    const exact = body + ' '.repeat(MAX_BYTES - body.length)
    expect((await post(exact, { 'Content-Length': String(exact.length) })).status).toBe(202)
    expect((await post(streamed(exact))).status).toBe(202)
    expect((await post(streamed(`${exact} `))).status).toBe(413)
  })
})
