import { beforeAll, describe, expect, it } from 'vitest'
import { AdminSkill } from '../../../../src/routes/admin/catalogue/skill-schema.ts'
import { SkillDetail } from '../../../../src/routes/catalogue/skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill, aSkill } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const remove = (id: string, headers: Record<string, string> = admin) =>
  api.call(`/v1/admin/skills/${id}`, { method: 'DELETE', headers })
const read = async (ref: string) => SkillDetail.parse(await (await api.call(`/v1/skills/${ref}`)).json())
const listed = async (query: string) =>
  (await (await api.call(`/v1/skills?${query}`)).json<{ items: { slug: string; copies: number }[] }>()).items

describe('DELETE /v1/admin/skills/{id}', () => {
  it('archives the skill, keeps every field, and may be sent twice', async () => {
    const { id } = await aSkill(api.db, { tags: ['kept'], description_md: 'Kept.' })
    for (let time = 0; time < 2; time++) {
      const response = await remove(id)
      expect(response.status).toBe(204)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
      expect(await response.text()).toBe('')
    }
    const kept = AdminSkill.parse(await (await api.call(`/v1/admin/skills/${id}`, { headers: admin })).json())
    expect(kept).toMatchObject({ status: 'archived', tags: ['kept'], description_md: 'Kept.' })
  })

  it('removes the skill from the public API', async () => {
    const { id, slug } = await aSkill(api.db, { name: 'forgotten', tags: ['forgotten-tag'], category: 'forgotten' })
    await remove(id)
    expect((await api.call(`/v1/skills/${id}`)).status).toBe(404)
    expect((await api.call(`/v1/skills/${slug}`)).status).toBe(404)
    for (const query of ['q=forgotten', 'tag=forgotten-tag', 'category=forgotten', 'sort=latest&size=100'])
      expect(
        (await listed(query)).map((item) => item.slug),
        query,
      ).not.toContain(slug)
    const taxonomy = await (await api.call('/v1/taxonomy')).text()
    expect(taxonomy).not.toContain('forgotten-tag')
    const event = { event_id: crypto.randomUUID(), slug, event_type: 'use' }
    expect((await api.send('POST', '/v1/events', event)).status).toBe(202)
    await api.tick()
    expect(await (await api.call('/v1/rankings?page_size=100')).text()).not.toContain(slug)
  })

  it('of an original makes the earliest copy the new original', async () => {
    const contentHash = 'e'.repeat(64)
    const made = (owner: string) => anIngestedSkill(api.db, { name: 'tale', owner, contentHash, source: owner })
    const [original, second, third] = [await made('first'), await made('second'), await made('third')]
    expect((await listed('q=tale')).map((item) => [item.slug, item.copies])).toEqual([[original.slug, 3]])
    const { id } = await read(original.slug)

    await remove(id)
    expect((await listed('q=tale')).map((item) => [item.slug, item.copies])).toEqual([[second.slug, 2]])
    expect(await read(second.slug)).toMatchObject({ duplicate_of: null, copies: 2 })
    expect(await read(third.slug)).toMatchObject({ duplicate_of: second.slug })

    await api.send('PATCH', `/v1/admin/skills/${id}`, { status: 'active' }, admin)
    expect((await listed('q=tale')).map((item) => [item.slug, item.copies])).toEqual([[original.slug, 3]])
    expect(await read(third.slug)).toMatchObject({ duplicate_of: original.slug })
  })

  it('of a copy leaves its original with one copy less', async () => {
    const contentHash = 'f'.repeat(64)
    const made = (owner: string) => anIngestedSkill(api.db, { name: 'saga', owner, contentHash, source: owner })
    const [original, copy] = [await made('first'), await made('second')]
    await remove((await read(copy.slug)).id)
    expect(await read(original.slug)).toMatchObject({ copies: 1, duplicate_of: null })
  })

  it('keeps the skill archived when the same file is ingested again', async () => {
    const made = () => anIngestedSkill(api.db, { name: 'unwanted', contentHash: '9'.repeat(64) })
    const { slug } = await made()
    await remove((await read(slug)).id)
    await made()
    expect((await api.call(`/v1/skills/${slug}`)).status).toBe(404)
  })

  it('answers an unknown id with a 404 problem', async () => {
    const response = await remove('f0000000-0000-4000-8000-000000000000')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each([
    ['nobody', 404],
    ['%00', 400],
  ])('refuses a name that nobody has, or can have: %s', async (name, status) => {
    expect(await readProblem(await remove(name))).toMatchObject({ status })
  })

  it('does nothing without a token', async () => {
    const { id } = await aSkill(api.db)
    expect(await readProblem(await remove(id, {}))).toMatchObject({ status: 401, code: 'unauthorized' })
    expect((await api.call(`/v1/skills/${id}`)).status).toBe(200)
  })
})
