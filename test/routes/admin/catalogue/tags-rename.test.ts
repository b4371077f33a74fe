import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AdminTag } from '../../../../src/routes/admin/catalogue/tag-schema.ts'
import { FeedPage } from '../../../../src/routes/feed/feed-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'
import { expectFeedIsTrue, expectPrivate, tagFaults, tagId, tagKeys } from '../../../support/builders/taxonomy.ts'
import { latestSeq, named, publishAll } from '../../../support/oracles/feed-oracle.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})
afterEach(async () => {
  expect(await tagFaults(api.db)).toEqual([])
  await expectFeedIsTrue(api.db)
})

const id = (key: string) => tagId(api.db, key)
const patch = async (key: string, body: unknown) => api.send('PATCH', `/v1/admin/tags/${await id(key)}`, body, admin)
async function rename(key: string, body: unknown) {
  const response = await patch(key, body)
  expect(response.status).toBe(200)
  expectPrivate(response)
  return AdminTag.parse(await response.json())
}
const skill = async (slug: string) =>
  (await api.call(`/v1/skills/${slug}`)).json<{ tags: string[]; updated_at: string }>()
const found = async (query: string) =>
  (await (await api.call(`/v1/skills?${query}`)).json<{ items: { slug: string }[] }>()).items.map((item) => item.slug)
const remove = (tag: string) => api.call(`/v1/admin/tags/${tag}`, { method: 'DELETE', headers: admin })
/** The changes in the feed that a write causes. */
async function changesOf(write: () => Promise<unknown>) {
  await publishAll(api.db)
  const last = await latestSeq(api.db)
  await write()
  return FeedPage.parse(await (await api.call(`/v1/feed?after=${last}&limit=100`)).json()).items
}

describe('PATCH /v1/admin/tags/{id} with a name', () => {
  it('renames the tag, and search finds its skills by the new name', async () => {
    const { id: skillId, slug } = await aSkill(api.db, { tags: ['k8s', 'web'] })
    const before = await skill(slug)
    const items = await changesOf(() => rename('k8s', { name: '  Kubernetes ' }))
    expect(items).toMatchObject([{ kind: 'tag', deleted: false, payload: { key: 'k8s', name: 'Kubernetes' } }])
    expect(await found('q=kubernetes')).toEqual([slug])
    expect(await found('q=k8s')).toEqual([slug])
    // No published field of the skill has changed.
    expect(await skill(slug)).toEqual(before)
    expect(await auditOf(api.db, skillId)).toHaveLength(1)
    expect(await tagKeys(api.db)).toEqual(['k8s', 'web'])
  })

  it('keeps the new name when a file with the key is approved again', async () => {
    const file = (body: string) =>
      aStoredFile(api.db, { path: 'kit/SKILL.md', text: aFile('kit', { more: 'license: MIT\ntags: [k8s]\n', body }) })
    const approve = async ({ id: rawId, file_hash }: { id: string; file_hash: string | null }) =>
      (await api.send('POST', `/v1/admin/raw-skills/${rawId}/approve`, { file_hash }, admin)).status
    expect(await approve(await file('One.'))).toBe(200)
    await rename('k8s', { name: 'Kubernetes' })
    expect(await approve(await file('Two.'))).toBe(200)
    expect(await found('q=kubernetes')).toEqual(['acme--kit'])
  })
})

describe('PATCH /v1/admin/tags/{id} with a key', () => {
  it('renames it on all skills, and makes the old key an alias', async () => {
    const { id: skillId, slug } = await aSkill(api.db, { tags: ['js', 'web'] })
    const before = await skill(slug)
    const own = await id('js')
    const items = await changesOf(async () => {
      expect(await rename('js', { key: 'javascript', name: 'JavaScript' })).toMatchObject({
        id: own,
        key: 'javascript',
        skills: 1,
      })
    })
    expect(named(items)).toEqual([`tag ${own}`, `skill ${skillId}`])
    expect(await tagKeys(api.db)).toEqual(['javascript', 'js → javascript', 'web'])
    const after = await skill(slug)
    expect(after.tags).toEqual(['javascript', 'web'])
    expect(after.updated_at > before.updated_at).toBe(true)
    expect(await found('tag=js')).toEqual([slug])
    expect(await found('q=javascript')).toEqual([slug])
  })

  it('gives the tag to a new file with the old key', async () => {
    await aSkill(api.db, { tags: ['js'] })
    await rename('js', { key: 'javascript' })
    const { slug } = await aSkill(api.db, { tags: ['js'] })
    expect((await skill(slug)).tags).toEqual(['javascript'])
  })

  it('can take back an alias as the key, repeatedly', async () => {
    const { slug } = await aSkill(api.db, { tags: ['a'] })
    await rename('a', { key: 'b' })
    await rename('b', { key: 'a' })
    expect(await tagKeys(api.db)).toEqual(['a', 'b → a'])
    await rename('a', { key: 'c' })
    expect(await tagKeys(api.db)).toEqual(['a → c', 'b → c', 'c'])
    expect((await skill(slug)).tags).toEqual(['c'])
  })

  it('audits the tag, the new key and the old key, as the skills keep their tag', async () => {
    await aSkill(api.db, { tags: ['a'] })
    await rename('a', { key: 'b' })
    const [own, alias, earlier] = [await id('b'), await id('a'), (await auditOf(api.db)).length]
    const response = await patch('b', { key: 'a' })
    const by = { actor: 'admin', action: 'tag.update', request_id: response.headers.get('X-Request-Id') }
    const rows = (await auditOf(api.db)).slice(earlier)
    expect(rows).toHaveLength(3)
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...by, target_type: 'tag', target_id: own, before: { key: 'b' }, after: { key: 'a' } },
        { ...by, target_type: 'tag', target_id: alias, before: expect.objectContaining({ key: 'a' }), after: null },
        {
          ...by,
          target_type: 'tag',
          target_id: await id('b'),
          before: null,
          after: expect.objectContaining({ merged_into: own }),
        },
      ]),
    )
  })

  it('changes nothing if the values are the same', async () => {
    const { slug } = await aSkill(api.db, { tags: ['a'] })
    await rename('a', { key: 'b', name: 'Bee' })
    const before = [
      await skill(slug),
      await rename('b', { name: 'Bee' }),
      await tagKeys(api.db),
      (await auditOf(api.db)).length,
    ]
    const items = await changesOf(() => rename('b', { key: 'b', name: 'Bee' }))
    expect(items).toEqual([])
    expect([
      await skill(slug),
      await rename('b', { key: 'b' }),
      await tagKeys(api.db),
      (await auditOf(api.db)).length,
    ]).toEqual(before)
  })

  it.each(['회의', 'c', '2d-3d', 'x'.repeat(80)])('accepts the key %s', async (key) => {
    await aSkill(api.db, { tags: ['a'] })
    expect((await rename('a', { key })).key).toBe(key)
  })
})

describe('PATCH /v1/admin/tags/{id} refuses', () => {
  beforeEach(async () => {
    await aSkill(api.db, { tags: ['a', 'b', 'c'] })
  })

  it('the key of another tag, and suggests to merge', async () => {
    const response = await patch('a', { key: 'b', name: 'Never' })
    expectPrivate(response)
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 409, code: 'conflict', errors: [{ in: 'body', pointer: '/key' }] })
    expect(problem.detail).toContain(`send {"into":"${await id('b')}"} to POST /v1/admin/tags/${await id('a')}/merge.`)
    expect(await tagKeys(api.db)).toEqual(['a', 'b', 'c'])
    expect((await auditOf(api.db)).filter(({ action }) => action === 'tag.update')).toEqual([])
  })

  it('an alias of another tag as the key, and any alias as the tag', async () => {
    await rename('b', { key: 'bee' })
    const problem = await readProblem(await patch('a', { key: 'b' }))
    expect(problem).toMatchObject({ status: 409, errors: [{ in: 'body', pointer: '/key' }] })
    expect(problem.detail).toContain(`'bee'`)
    const alias = await readProblem(await patch('b', { name: 'Bee' }))
    expect(alias.status).toBe(409)
    expect(alias.detail).toContain(`'bee'`)
    expect(await tagKeys(api.db)).toEqual(['a', 'b → bee', 'bee', 'c'])
  })

  it.each([
    ['nothing to change', {}, ''],
    ['an empty key', { key: '' }, '/key'],
    ['capitals', { key: 'Key' }, '/key'],
    ['a space', { key: 'a b' }, '/key'],
    ['a hyphen at the end', { key: 'a-' }, '/key'],
    ['two hyphens', { key: 'a--b' }, '/key'],
    ['a key of 81 characters', { key: 'x'.repeat(81) }, '/key'],
    ['a NUL in a key', { key: 'a\0' }, '/key'],
    ['half of a surrogate pair in a key', { key: 'a\ud800' }, '/key'],
    ['a key of null', { key: null }, '/key'],
    ['a blank name', { name: ' ' }, '/name'],
    ['a name of 121 characters', { name: 'x'.repeat(121) }, '/name'],
    ['a NUL in a name', { name: 'a\0b' }, '/name'],
    ['to merge, which is POST', { merged_into: NOBODY }, '/merged_into'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('%s', async (_, body, pointer) => {
    const problem = await readProblem(await patch('a', body))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
    expect(await tagKeys(api.db)).toEqual(['a', 'b', 'c'])
  })

  it.each([NOBODY, 'nothing'])('an unknown tag: %s', async (tag) => {
    const unknown = await api.send('PATCH', `/v1/admin/tags/${tag}`, { key: 'x' }, admin)
    expect(await readProblem(unknown)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('DELETE /v1/admin/tags/{id}', () => {
  it('deletes a tag and its aliases from all skills, and publishes tombstones', async () => {
    const { id: skillId, slug } = await aSkill(api.db, { tags: ['a', 'web'] })
    await rename('a', { key: 'b' })
    const [own, alias, earlier] = [await id('b'), await id('a'), (await auditOf(api.db)).length]
    const items = await changesOf(async () => {
      const response = await remove(own)
      expect(response.status).toBe(204)
      expectPrivate(response)
      expect(await response.text()).toBe('')
    })
    expect(named(items).sort()).toEqual([`-tag ${own}`, `skill ${skillId}`])
    expect((await skill(slug)).tags).toEqual(['web'])
    expect(await found('q=b')).toEqual([])
    expect(await tagKeys(api.db)).toEqual(['web'])
    const rows = (await auditOf(api.db)).slice(earlier)
    expect(rows.map(({ action, target_id, after }) => [action, target_id, after]).sort()).toEqual(
      [
        ['tag.delete', own, null],
        ['tag.delete', alias, null],
        ['tag.delete', skillId, { tags: ['web'] }],
      ].sort(),
    )
    expect((await remove(own)).status).toBe(404)
  })

  it('of an alias deletes only the alias, so that a file with its key gets a tag of its own again', async () => {
    const { slug } = await aSkill(api.db, { tags: ['a'] })
    await rename('a', { key: 'b' })
    expect((await remove(await id('a'))).status).toBe(204)
    expect((await skill(slug)).tags).toEqual(['b'])
    await aSkill(api.db, { tags: ['a'] })
    expect(await tagKeys(api.db)).toEqual(['a', 'b'])
  })

  it('answers 404 for an unknown id and 400 for an invalid one', async () => {
    expect(await readProblem(await remove(NOBODY))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await readProblem(await remove('%00'))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
    const { rows } = await api.db.execute(sql`select from published_items`)
    expect(rows).toEqual([])
  })
})
