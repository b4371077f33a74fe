import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AdminSkill } from '../../../../src/routes/admin/catalogue/skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
let skill: { id: string; slug: string; name: string }

beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})
beforeEach(async () => {
  skill = await aSkill(api.db, {
    category: 'science',
    tags: ['One', 'two'],
    canonical_repo: 'acme/skills',
    description_md: 'Text.',
    spec_version: '1',
    capabilities: ['a'],
    trigger_hints: ['b'],
    negative_triggers: ['c'],
  })
})

const patch = (body: unknown, id = skill.id) => api.send('PATCH', `/v1/admin/skills/${id}`, body, admin)
const read = async (id = skill.id) =>
  AdminSkill.parse(await (await api.call(`/v1/admin/skills/${id}`, { headers: admin })).json())

async function change(body: unknown) {
  const response = await patch(body)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  return AdminSkill.parse(await response.json())
}

const CLEARABLE = [
  'summary',
  'description_md',
  'canonical_repo',
  'category_id',
  'spec_version',
  'capabilities',
  'trigger_hints',
  'negative_triggers',
  'license',
] as const
const REQUIRED = [
  'name',
  'owner',
  'skill_type',
  'spec_format',
  'content_policy',
  'license_confidence',
  'status',
] as const

describe('PATCH /v1/admin/skills/{id}', () => {
  it('sets the given fields and leaves the rest', async () => {
    const before = await read()
    const after = await change({ summary: 'Another.' })
    const { updated_at, last_changed_at } = after
    expect(after).toEqual({ ...before, summary: 'Another.', updated_at, last_changed_at })
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(before.updated_at))
    expect(await read()).toEqual(after)
  })

  it('sets every field at once', async () => {
    const fields = {
      name: `renamed-${skill.id}`,
      owner: 'Someone Else',
      summary: 'New 회의록 😀',
      description_md: '',
      canonical_repo: 'new/repo',
      category_id: await aCategory(api.db, 'art'),
      skill_type: 'agent',
      spec_format: 'other',
      spec_version: '2',
      capabilities: [],
      trigger_hints: ['x', 'y'],
      negative_triggers: ['"\\'],
      license: 'ISC',
      content_policy: 'link_only',
      license_confidence: 'high',
      status: 'pending',
      tags: ['three'],
    }
    expect(await change(fields)).toMatchObject({ ...fields, id: skill.id, slug: skill.slug })
  })

  it.each(CLEARABLE)('clears %s by null', async (field) => {
    const before = await read()
    expect(before[field]).not.toBeNull()
    expect(await change({ [field]: null })).toMatchObject({ [field]: null, name: before.name, tags: before.tags })
  })

  it.each(REQUIRED)('does not clear %s', async (field) => {
    const before = await read()
    const response = await patch({ [field]: null, summary: 'Changed.' })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer: `/${field}` }] })
    expect(await read()).toEqual(before)
  })

  it('takes the handle of a publisher on one line', async () => {
    expect((await change({ owner: 'New \n Publisher' })).owner).toBe('New Publisher')
    expect((await change({ owner: 'new\tpublisher' })).owner).toBe('New Publisher')
  })

  it('shows the change to the public at once', async () => {
    await change({ summary: 'Xylophone maintenance.' })
    expect(await (await api.call('/v1/skills?q=xylophone')).json()).toMatchObject({ items: [{ id: skill.id }] })
  })

  it('hides a skill and shows it again by its status', async () => {
    await change({ status: 'draft' })
    expect((await api.call(`/v1/skills/${skill.slug}`)).status).toBe(404)
    await change({ status: 'active' })
    expect((await api.call(`/v1/skills/${skill.slug}`)).status).toBe(200)
  })
})

describe('tags', () => {
  it('are left alone when they are not given', async () => {
    expect((await change({ summary: 'x' })).tags).toEqual(['one', 'two'])
  })

  it('are replaced by those given', async () => {
    expect((await change({ tags: ['Two', 'three'] })).tags).toEqual(['three', 'two'])
    expect((await read()).tags).toEqual(['three', 'two'])
  })

  it.each([null, []])('are cleared by %j', async (tags) => {
    expect((await change({ tags })).tags).toEqual([])
    expect(await (await api.call(`/v1/skills/${skill.slug}`)).json()).toMatchObject({ tags: [] })
  })

  it('are found by search while the skill has them', async () => {
    const search = async (q: string) =>
      (await (await api.call(`/v1/skills?q=${q}`)).json<{ items: { id: string }[] }>()).items.map((item) => item.id)
    await change({ tags: ['quasar'] })
    expect(await search('quasar')).toEqual([skill.id])
    await change({ tags: null })
    expect(await search('quasar')).toEqual([])
  })

  it('are one complete set after five concurrent changes', async () => {
    const sets = [['a', 'b'], ['b', 'c'], ['c', 'a'], ['b', 'a'], ['d']]
    const responses = await Promise.all(sets.map((tags) => patch({ tags })))
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200, 200, 200])
    const { tags } = await read()
    expect(sets.map((set) => set.toSorted())).toContainEqual(tags)
    const { rows } = await api.db.execute(sql`select search_tags from skills where id = ${skill.id}::uuid`)
    expect(String(rows[0]?.search_tags).split(' ').toSorted()).toEqual(tags)
  })
})

describe('an invalid change', () => {
  it.each([
    ['nothing to change', {}, ''],
    ['an unknown field', { sumary: 'x' }, '/sumary'],
    ['the slug', { slug: 'a--b' }, '/slug'],
    ['a copy’s original', { duplicate_of: NOBODY }, '/duplicate_of'],
    ['a category by a key that none has', { category_id: 'nowhere' }, '/category_id'],
    ['a category that is not there', { category_id: NOBODY }, '/category_id'],
    ['an unknown status', { status: 'gone' }, '/status'],
    ['a blank owner', { owner: ' ' }, '/owner'],
    ['half of a surrogate pair', { capabilities: ['\ud800'] }, '/capabilities/0'],
  ])('%s', async (_, body, pointer) => {
    const problem = await readProblem(await patch(body))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer }] })
  })

  it.each([
    ['nobody', 404],
    ['7', 404],
    ['f0000000-0000-4000-8000-00000000000g', 404],
    ["'--", 404],
    ['%00', 400],
    ['x'.repeat(401), 400],
  ])('a slug that no skill has, or can have: %s', async (slug, status) => {
    const response = await patch({ summary: 'x' }, slug)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status })
  })

  it('an unknown id', async () => {
    const response = await patch({ summary: 'x', tags: ['never-made'], owner: 'never-made' }, NOBODY)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
    const { rows } = await api.db.execute(sql`
      select from tags where key = 'never-made' union all select from publishers where handle = 'never-made'`)
    expect(rows).toEqual([])
  })

  it('anything without a token', async () => {
    const response = await api.send('PATCH', `/v1/admin/skills/${skill.id}`, { summary: 'x' })
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
  })
})
