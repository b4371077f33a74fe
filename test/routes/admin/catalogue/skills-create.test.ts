import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { AdminSkill } from '../../../../src/routes/admin/catalogue/skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
let category: string

beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  category = await aCategory(api.db, 'science')
})

const post = (body: unknown) => api.send('POST', '/v1/admin/skills', body, admin)

async function create(body: unknown) {
  const response = await post(body)
  expect(response.status).toBe(201)
  return AdminSkill.parse(await response.json())
}
const unique = (prefix = 'skill') => `${prefix}-${crypto.randomUUID()}`
const countOf = async (slug: string) =>
  Number((await api.db.execute(sql`select count(*) as n from skills where slug = ${slug}`)).rows[0]?.n)

/** Every field that an admin may set. */
const everything = () => ({
  name: unique(),
  owner: 'K-Dense-AI',
  summary: 'Short. 회의록 😀',
  description_md: '# Long\n\n\ttext \\ \' " 회의록 😀\r\n',
  canonical_repo: 'K-Dense-AI/skills',
  category_id: category,
  skill_type: 'prompt',
  spec_format: 'other',
  spec_version: '1.2.3',
  capabilities: ['read', 'write', 'ünïcode'],
  trigger_hints: ['when "asked"', 'on \\ Mondays'],
  negative_triggers: [],
  license: 'Apache-2.0',
  content_policy: 'link_only',
  license_confidence: 'medium',
  status: 'pending',
  tags: ['Data Science', '회의'],
})

describe('POST /v1/admin/skills', () => {
  it('stores every field as given', async () => {
    const fields = everything()
    const response = await post(fields)
    expect(response.status).toBe(201)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const created = AdminSkill.parse(await response.json())
    expect(created).toMatchObject({ ...fields, tags: ['data-science', '회의'] })
    expect(created.slug).toBe(`k-dense-ai--${fields.name}`)
    const read = await api.call(`/v1/admin/skills/${created.id}`, { headers: admin })
    expect(AdminSkill.parse(await read.json())).toEqual(created)
  })

  it('creates a draft with defaults from only a name', async () => {
    const name = unique()
    expect(await create({ name })).toMatchObject({
      name,
      owner: 'unknown',
      slug: `unknown--${name}`,
      status: 'draft',
      summary: null,
      category_id: null,
      capabilities: null,
      skill_type: 'unknown',
      spec_format: 'skillmd',
      content_policy: 'unknown',
      license_confidence: 'low',
      tags: [],
      duplicate_of: null,
    })
  })

  it.each(['draft', 'pending', 'archived'])('keeps a %s skill from the public', async (status) => {
    const { slug } = await create({ name: unique(), status })
    expect((await api.call(`/v1/skills/${slug}`)).status).toBe(404)
  })

  it('makes an active skill public at once, in list and search too', async () => {
    const { id, slug, name } = await create({ ...everything(), status: 'active' })
    expect((await api.call(`/v1/skills/${slug}`)).status).toBe(200)
    const found = await (await api.call(`/v1/skills?q=${name}`)).json()
    expect(found).toMatchObject({ items: [{ id }] })
    expect(await (await api.call('/v1/skills?tag=data-science')).json()).toMatchObject({ items: [{ id }] })
  })

  it.each([
    ['acme/skills', 'acme'],
    ['https://github.com/acme/skills', 'acme'],
    ['github.com/acme/skills', 'acme'],
    ['git@github.com:acme/skills.git', 'acme'],
    ['/skills', 'unknown'],
    ['skills', 'unknown'],
    ['x'.repeat(300), 'unknown'],
    [`${'x'.repeat(250)}/skills`, 'x'.repeat(100)],
  ])('takes the owner from canonical_repo %s: %s', async (repo, owner) => {
    expect(await create({ name: unique(), canonical_repo: repo })).toMatchObject({ owner, canonical_repo: repo })
  })

  it('trims names, and accepts null for optional fields', async () => {
    const name = unique()
    const cleared = { summary: null, description_md: null, canonical_repo: null, category_id: null, spec_version: null }
    const lists = { capabilities: null, trigger_hints: null, negative_triggers: null, license: null, tags: null }
    expect(await create({ name: `  ${name}\n`, ...cleared, ...lists })).toMatchObject({
      name,
      ...cleared,
      ...lists,
      tags: [],
    })
  })

  it('merges several spellings of one tag', async () => {
    expect((await create({ name: unique(), tags: ['Data Science', 'data-science', ' DATA  SCIENCE '] })).tags).toEqual([
      'data-science',
    ])
  })
})

describe('a slug that is taken', () => {
  it('is a conflict, and the second skill is not stored', async () => {
    const { slug, name } = await create({ name: unique(), owner: 'acme' })
    const tag = unique('tag')
    const response = await post({ name: name.toUpperCase(), owner: 'ACME', tags: [tag] })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
    expect(problem.detail).toBe(`ACME already has a skill '${name.toUpperCase()}'.`)
    expect(await countOf(slug)).toBe(1)
    const { rows } = await api.db.execute(sql`select from tags where key = ${tag}`)
    expect(rows).toEqual([])
  })

  it('makes one skill from five concurrent requests', async () => {
    const name = unique()
    const responses = await Promise.all(Array.from({ length: 5 }, () => post({ name, tags: ['same', 'other'] })))
    expect(responses.map((response) => response.status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(await countOf(`unknown--${name}`)).toBe(1)
  })
})

describe('POST /v1/admin/skills refuses', () => {
  it.each([
    ['no name', { owner: 'x' }, '/name'],
    ['null for a name', { name: null }, '/name'],
    ['a blank name', { name: ' \t ' }, '/name'],
    ['a name too long', { name: 'x'.repeat(201) }, '/name'],
    ['a name that is a number', { name: 7 }, '/name'],
    ['a summary too long', { name: 'x', summary: 'x'.repeat(401) }, '/summary'],
    ['an unknown field', { name: 'x', nmae: 'y' }, '/nmae'],
    ['a slug', { name: 'x', slug: 'a--b' }, '/slug'],
    ['an id', { name: 'x', id: 'f0000000-0000-4000-8000-000000000000' }, '/id'],
    ['a category by a key that none has', { name: 'x', category_id: 'nowhere' }, '/category_id'],
    [
      'a category that is not there',
      { name: 'x', category_id: 'f0000000-0000-4000-8000-000000000000' },
      '/category_id',
    ],
    ['an unknown status', { name: 'x', status: 'deleted' }, '/status'],
    ['an unknown policy', { name: 'x', content_policy: 'some' }, '/content_policy'],
    ['an unknown confidence', { name: 'x', license_confidence: 'sure' }, '/license_confidence'],
    ['capabilities that are a text', { name: 'x', capabilities: 'read' }, '/capabilities'],
    ['a capability that is a number', { name: 'x', capabilities: ['read', 7] }, '/capabilities/1'],
    ['21 tags', { name: 'x', tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, '/tags'],
    ['a tag without a letter', { name: 'x', tags: ['--'] }, '/tags/0'],
    ['a tag whose only digit is no decimal one', { name: 'x', tags: ['ok', '௰'] }, '/tags/1'],
    ['a tag too long', { name: 'x', tags: ['x'.repeat(81)] }, '/tags/0'],
    ['a NUL in a name', { name: 'a\0b' }, '/name'],
    ['half of a surrogate pair in a name', { name: 'a\ud800' }, '/name'],
    ['a NUL in a text', { name: 'x', description_md: 'a\0b' }, '/description_md'],
    ['half of a surrogate pair in a text', { name: 'x', description_md: '\udc00' }, '/description_md'],
    ['half of a surrogate pair in a list', { name: 'x', trigger_hints: ['\ud800'] }, '/trigger_hints/0'],
    ['a NUL in a tag', { name: 'x', tags: ['a\0b'] }, '/tags/0'],
    ['half of a surrogate pair in a tag', { name: 'x', tags: ['a\ud800'] }, '/tags/0'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('%s', async (_, body, pointer) => {
    const response = await post(body)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
  })

  it('a body that is not JSON, or has another content type', async () => {
    const send = (type: string) =>
      api.call('/v1/admin/skills', { method: 'POST', body: '{', headers: { 'Content-Type': type, ...admin } })
    expect(await readProblem(await send('application/json'))).toMatchObject({ status: 400, code: 'malformed_json' })
    expect(await readProblem(await send('text/plain'))).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  it('a body of more than 4 MiB', async () => {
    const problem = await readProblem(await post({ name: 'x', description_md: 'x'.repeat(4 * 1024 * 1024) }))
    expect(problem).toMatchObject({ status: 413, code: 'payload_too_large' })
  })

  it('but not a text of a million characters of any kind', async () => {
    const description_md = '회'.repeat(600_000)
    expect((await create({ name: unique(), description_md })).description_md).toBe(description_md)
  })

  it('anything without a token, before it reads the body', async () => {
    const response = await api.send('POST', '/v1/admin/skills', { nonsense: true })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
  })
})
