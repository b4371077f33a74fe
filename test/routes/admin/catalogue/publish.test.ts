import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { FeedPage } from '../../../../src/routes/feed/feed-schema.ts'
import { ADMIN, type Api, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { named, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { countDue } from '../../../support/outside/catalogue-writers.ts'
import { logOf } from '../../../support/run/log.ts'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const NEW = { name: 'pdf', owner: 'acme', status: 'active', summary: 'Reads.', tags: ['forms'] }

const changes = async (after = 0) =>
  FeedPage.parse(await (await api.call(`/v1/feed?after=${after}&limit=1000`)).json()).items
const post = (body: unknown, headers = admin) => api.send('POST', '/v1/admin/skills', body, headers)
const patch = (id: string, body: unknown, headers = admin) => api.send('PATCH', `/v1/admin/skills/${id}`, body, headers)
const archive = (id: string, headers = admin) => api.call(`/v1/admin/skills/${id}`, { method: 'DELETE', headers })

/** A skill that is already published. */
async function aPublishedSkill() {
  const skill = await aSkill(api.db, { description_md: 'Text.' })
  await publishAll(api.db)
  return { ...skill, last: (await changes()).length }
}

describe("an admin's write is in the feed after the answer", () => {
  it('if it creates a skill', async () => {
    const response = await post(NEW)
    expect(response.status).toBe(201)
    const { id } = await response.json<{ id: string }>()
    const items = await changes()
    expect(named(items).sort()).toEqual([`popularity ${id}`, `skill ${id}`, expect.stringMatching(/^tag /)])
    expect(items.find(({ kind }) => kind === 'skill')?.payload).toMatchObject({
      slug: 'acme--pdf',
      summary: 'Reads.',
      tags: ['forms'],
    })
  })

  it('if it changes one', async () => {
    const { id, last } = await aPublishedSkill()
    expect((await patch(id, { summary: 'Another summary.' })).status).toBe(200)
    expect(await changes(last)).toMatchObject([{ kind: 'skill', id, payload: { summary: 'Another summary.' } }])
  })

  it('if it archives one', async () => {
    const { id, last } = await aPublishedSkill()
    expect((await archive(id)).status).toBe(204)
    expect(named(await changes(last)).sort()).toEqual([`-document ${id}`, `-popularity ${id}`, `-skill ${id}`])
  })

  it('if it makes one public again', async () => {
    const { id, last } = await aPublishedSkill()
    await archive(id)
    expect((await patch(id, { status: 'active' })).status).toBe(200)
    expect(named(await changes(last)).sort()).toEqual([`document ${id}`, `popularity ${id}`, `skill ${id}`])
  })

  it('unless it changes nothing public', async () => {
    const { id, last } = await aPublishedSkill()
    expect((await patch(id, { capabilities: ['read'], status: 'archived' })).status).toBe(200)
    const end = (await changes(last)).at(-1)?.seq
    expect((await patch(id, { summary: 'Nobody reads it.' })).status).toBe(200)
    expect(await changes(end)).toEqual([])
    expect(await countDue(api.db)).toBe(0)
  })

  it('up to a thousand changes; the next tick publishes the rest', async () => {
    await api.db.execute(sql`
      insert into publish_outbox (kind, source_id, payload, payload_hash)
      select 'tag', gen_random_uuid(), '{"key":"k","name":"n"}', nth::text from generate_series(1, 1200) nth`)
    expect((await post(NEW)).status).toBe(201)
    expect(await changes()).toHaveLength(1000)
    expect(await countDue(api.db)).toBe(204)
    await api.tick()
    expect(await countDue(api.db)).toBe(0)
  })
})

describe('pending changes are not published', () => {
  const ID = 'f0000000-0000-4000-8000-000000000000'
  let id: string
  let due: number
  beforeEach(async () => {
    ;({ id } = await aSkill(api.db, { name: 'taken' }))
    due = await countDue(api.db)
  })

  async function expectNothingPublished() {
    expect(due).toBeGreaterThan(0)
    expect(await countDue(api.db)).toBe(due)
    expect(await changes()).toEqual([])
  }

  it.each<[string, number, () => Promise<Response>]>([
    ['whose body is not valid', 400, () => post({ name: 7 })],
    ['whose body is no JSON', 400, () => api.call('/v1/admin/skills', { method: 'POST', body: '{', headers: json() })],
    ['without a token', 401, () => patch(id, { summary: 'x' }, {} as never)],
    ['with a token that is none', 401, () => archive(id, { Authorization: 'Bearer x.y.z' })],
    ['of a skill that there is not', 404, () => patch(ID, { summary: 'x' })],
    ['that archives what there is not', 404, () => archive(ID)],
    ['of a name that is taken', 409, () => post({ ...NEW, name: 'taken' })],
    ['that is not JSON by its type', 415, () => api.call('/v1/admin/skills', { method: 'POST', headers: admin })],
  ])('by a write %s: %i', async (_, status, write) => {
    expect((await write()).status).toBe(status)
    await expectNothingPublished()
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('by a %s', async (method) => {
    for (const path of [`/v1/admin/skills/${id}`, '/v1/admin/skills', '/v1/admin/sites'])
      expect((await api.call(path, { method, headers: admin })).ok).toBe(true)
    await expectNothingPublished()
  })

  it('by a login', async () => {
    expect((await api.send('POST', '/v1/admin/login', ADMIN)).status).toBe(200)
    await expectNothingPublished()
  })

  const json = () => ({ ...admin, 'Content-Type': 'application/json' })
})

describe('if the publisher fails', () => {
  it.each<[string, number, (id: string) => Promise<Response>]>([
    ['created', 201, () => post(NEW)],
    ['changed', 200, (id) => patch(id, { summary: 'Another summary.' })],
    ['archived', 204, (id) => archive(id)],
  ])(
    'a skill is %s anyway, the failure is logged, and the next tick publishes the change',
    async (_, status, write) => {
      const { id, last } = await aPublishedSkill()
      await api.db.execute(sql`alter table feed_state rename to feed_state_away`)
      let response: Response | undefined
      const lines = await logOf(async () => {
        response = await write(id)
      })
      expect(response?.status).toBe(status)
      const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level !== 'info')
      expect(warnings).toEqual([
        {
          ts: expect.any(String),
          level: 'warn',
          event: 'not_published_yet',
          request_id: response?.headers.get('X-Request-Id'),
          error: 'NeonDbError',
          code: '42P01',
        },
      ])
      expect(lines.join()).not.toMatch(/select|insert |feed_state|postgres:|Another summary/i)
      expect(await countDue(api.db)).toBeGreaterThan(0)

      await api.db.execute(sql`alter table feed_state_away rename to feed_state`)
      expect(await changes(last)).toEqual([])
      await api.tick()
      expect(await changes(last)).not.toEqual([])
      expect(await countDue(api.db)).toBe(0)
    },
  )
})
