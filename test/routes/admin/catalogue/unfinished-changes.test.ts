import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SKILLS_AT_ONCE } from '../../../../src/db/catalogue/upkeep/unfinished.ts'
import { MergedTag, TagDeletion } from '../../../../src/routes/admin/catalogue/tag-schema.ts'
import { UnfinishedChange } from '../../../../src/routes/admin/catalogue/unfinished-changes.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { manySkills } from '../../../support/builders/many-skills.ts'
import { expectFeedIsTrue, expectPrivate, tagFaults, tagId, tagKeys } from '../../../support/builders/taxonomy.ts'

/** One more than a page. */
const SKILLS = SKILLS_AT_ONCE + 1

let api: Api
let admin: { Authorization: string }
let [a, b] = ['', '']
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
  await aSkill(api.db, { tags: ['a', 'b'] })
  ;[a, b] = [await tagId(api.db, 'a'), await tagId(api.db, 'b')]
  await manySkills(api.db, SKILLS - 1, { tagId: a })
})
afterEach(() => vi.useRealTimers())

/** Sends a request while each round trip to the database takes six seconds. */
async function slowly(method: string, path: string, body?: unknown) {
  const send = globalThis.fetch
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation((...request) => {
    vi.setSystemTime(Date.now() + 6000)
    return send(...request)
  })
  const response = await api.send(method, path, body ?? null, admin)
  fetched.mockRestore()
  vi.useRealTimers()
  return response
}

async function followed(response: Response, subject: string) {
  expect(response.status).toBe(202)
  expectPrivate(response)
  const location = response.headers.get('Location') ?? ''
  expect(location).toBe(`/v1/admin/unfinished-changes?subject=${subject}`)
  const { items } = await (await api.call(location, { headers: admin })).json<{ items: unknown[] }>()
  return items.map((item) => UnfinishedChange.parse(item))
}
const finish = () => api.tick('4-54/10 * * * *')
const total = async (query: string) =>
  (await (await api.call(`/v1/skills?${query}&page=1`)).json<{ total: number }>()).total

describe('a change of more skills than a request has time for is answered with 202 and finished by a job:', () => {
  afterEach(async () => {
    const { items } = await (await api.call('/v1/admin/unfinished-changes', { headers: admin })).json<{ items: [] }>()
    expect(items).toEqual([])
    expect(await tagFaults(api.db)).toEqual([])
    await expectFeedIsTrue(api.db)
  })

  it('a merge, while filters by either tag find all skills', async () => {
    const response = await slowly('POST', `/v1/admin/tags/${a}/merge`, { into: b })
    const { changed, remaining } = MergedTag.parse(await response.clone().json())
    expect([changed, remaining]).toEqual([SKILLS - 1, 1])
    expect(await followed(response, a)).toEqual([
      {
        subject: a,
        action: 'tag.merge',
        tag: 'a',
        remaining,
        actor: 'admin',
        request_id: response.headers.get('X-Request-Id'),
        started_at: expect.any(String),
      },
    ])
    expect([await total('tag=a'), await total('tag=b'), await total('tag=a&tag=b')]).toEqual(Array(3).fill(SKILLS))
    await finish()
    expect([await total('tag=a'), await total('tag=b')]).toEqual([SKILLS, SKILLS])
    expect(await tagKeys(api.db)).toEqual(['a → b', 'b'])
  })

  it('a new key', async () => {
    const response = await slowly('PATCH', `/v1/admin/tags/${a}`, { key: 'c' })
    expect(await followed(response, a)).toMatchObject([{ action: 'tag.update', tag: 'c', remaining: 1 }])
    expect([await total('tag=a'), await total('tag=c')]).toEqual([SKILLS, SKILLS])
    await finish()
  })

  it('a deletion, and the tag cannot be renamed or merged meanwhile', async () => {
    const response = await slowly('DELETE', `/v1/admin/tags/${a}`)
    const { remaining } = TagDeletion.parse(await response.clone().json())
    expect(await followed(response, a)).toMatchObject([{ action: 'tag.delete', tag: 'a', remaining }])
    const refusals = [
      await api.send('PATCH', `/v1/admin/tags/${a}`, { key: 'c' }, admin),
      await api.send('POST', `/v1/admin/tags/${a}/merge`, { into: b }, admin),
      await api.send('POST', `/v1/admin/tags/${b}/merge`, { into: a }, admin),
    ]
    for (const refusal of refusals)
      expect(await readProblem(refusal)).toMatchObject({
        status: 409,
        detail: expect.stringContaining(`'a' is still being merged or deleted`),
      })
    await finish()
    expect(await tagKeys(api.db)).toEqual(['b'])
  })
})

describe('GET /v1/admin/unfinished-changes', () => {
  it('lists the oldest first, page by page', async () => {
    await api.db.execute(sql`
      insert into unfinished_changes (subject, action, started_at)
      select n::text, 'skill.refold', timestamptz '2026-01-01' - n * interval '1 s' from generate_series(1, 3) n`)
    const read = async (query: string) =>
      (await api.call(`/v1/admin/unfinished-changes?size=2${query}`, { headers: admin })).json<{
        items: { subject: string }[]
        next_cursor: string
      }>()
    const first = await read('')
    expect(first.items.map(({ subject }) => subject)).toEqual(['3', '2'])
    const second = await read(`&cursor=${first.next_cursor}`)
    expect([second.items.map(({ subject }) => subject), second.next_cursor]).toEqual([['1'], null])
  })

  it('is for admins and reviewers only', async () => {
    expect(await readProblem(await api.call('/v1/admin/unfinished-changes'))).toMatchObject({ status: 401 })
  })
})
