import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SKILLS_AT_ONCE } from '../../../../src/db/catalogue/upkeep/unfinished.ts'
import { MergedTag } from '../../../../src/routes/admin/catalogue/tag-schema.ts'
import { FeedPage } from '../../../../src/routes/feed/feed-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { manySkills } from '../../../support/builders/many-skills.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'
import { expectFeedIsTrue, expectPrivate, tagFaults, tagId, tagKeys } from '../../../support/builders/taxonomy.ts'
import { latestSeq, named, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { logOf } from '../../../support/run/log.ts'

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
const post = async (from: string, into: string) =>
  api.send('POST', `/v1/admin/tags/${await id(from)}/merge`, { into: await id(into) }, admin)
async function merge(from: string, into: string) {
  const response = await post(from, into)
  expect(response.status).toBe(200)
  expectPrivate(response)
  return MergedTag.parse(await response.json())
}
const skill = async (slug: string) =>
  (await api.call(`/v1/skills/${slug}`)).json<{ tags: string[]; updated_at: string }>()
const found = async (query: string) =>
  (await (await api.call(`/v1/skills?${query}`)).json<{ items: { slug: string }[] }>()).items
    .map((item) => item.slug)
    .sort()
const approve = (file: { id: string; file_hash: string | null }) =>
  api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, { file_hash: file.file_hash }, admin)

describe('POST /v1/admin/tags/{id}/merge', () => {
  it('gives the skills of a tag the other one, and makes its key an alias', async () => {
    const one = await aSkill(api.db, { tags: ['js', 'web'] })
    const both = await aSkill(api.db, { tags: ['js', 'javascript'] })
    const draft = await aSkill(api.db, { tags: ['js'], status: 'draft' })
    const { changed, tag } = await merge('js', 'javascript')
    expect(changed).toBe(3)
    expect(tag).toMatchObject({ id: await id('javascript'), key: 'javascript', merged_into: null, skills: 2 })
    expect((await skill(one.slug)).tags).toEqual(['javascript', 'web'])
    expect((await skill(both.slug)).tags).toEqual(['javascript'])
    const { rows } = await api.db.execute(sql`select search_tags from skills where id = ${draft.id}::uuid`)
    expect(rows).toEqual([{ search_tags: 'javascript' }])
    expect(await tagKeys(api.db)).toEqual(['javascript', 'js → javascript', 'web'])
  })

  it('shows in search, taxonomy and filters, even filters by the old key', async () => {
    const { slug } = await aSkill(api.db, { name: 'one', tags: ['ecma-script'] })
    const other = await aSkill(api.db, { name: 'two', tags: ['javascript'] })
    await merge('ecma-script', 'javascript')
    const all = [slug, other.slug].sort()
    expect(await found('q=javascript')).toEqual(all)
    expect(await found('q=ecma')).toEqual([])
    expect(await found('tag=javascript')).toEqual(all)
    expect(await found('tag=ecma-script')).toEqual(all)
    expect(await (await api.call('/v1/taxonomy')).json()).toMatchObject({
      tags: [{ key: 'javascript', name: 'javascript', skills: 2 }],
    })
  })

  it('is in the feed after the answer: a tombstone and the skills, but no documents', async () => {
    const skills = [
      await aSkill(api.db, { tags: ['js'], description_md: 'Text.' }),
      await aSkill(api.db, { tags: ['js'] }),
    ]
    await aSkill(api.db, { tags: ['javascript'] })
    await publishAll(api.db)
    const last = await latestSeq(api.db)
    await merge('js', 'javascript')
    const { items } = FeedPage.parse(await (await api.call(`/v1/feed?after=${last}&limit=100`)).json())
    expect(named(items).sort()).toEqual([`-tag ${await id('js')}`, ...skills.map((s) => `skill ${s.id}`)].sort())
    for (const item of items) if (item.kind === 'skill') expect(item.payload).toMatchObject({ tags: ['javascript'] })
  })

  it('publishes a tag that only drafts had once an active skill gets it', async () => {
    await aSkill(api.db, { tags: ['js'] })
    await aSkill(api.db, { tags: ['javascript'], status: 'draft' })
    await publishAll(api.db)
    const last = await latestSeq(api.db)
    await merge('js', 'javascript')
    const { items } = FeedPage.parse(await (await api.call(`/v1/feed?after=${last}&limit=100`)).json())
    expect(named(items)).toContain(`tag ${await id('javascript')}`)
  })

  it('sets updated_at of the changed skills only', async () => {
    const one = await aSkill(api.db, { tags: ['js'] })
    const other = await aSkill(api.db, { tags: ['javascript'] })
    const before = [await skill(one.slug), await skill(other.slug)]
    await merge('js', 'javascript')
    expect((await skill(one.slug)).updated_at > (before[0]?.updated_at ?? '')).toBe(true)
    expect((await skill(other.slug)).updated_at).toBe(before[1]?.updated_at)
  })

  it('does nothing the second time', async () => {
    const { slug } = await aSkill(api.db, { tags: ['js'] })
    await aSkill(api.db, { tags: ['javascript'] })
    await merge('js', 'javascript')
    const before = [await skill(slug), await latestSeq(api.db), (await auditOf(api.db)).length]
    expect((await merge('js', 'javascript')).changed).toBe(0)
    expect([await skill(slug), await latestSeq(api.db), (await auditOf(api.db)).length]).toEqual(before)
  })

  it('moves the aliases of the tag along, so that there are no chains', async () => {
    const { slug } = await aSkill(api.db, { tags: ['a'] })
    await aSkill(api.db, { tags: ['b'] })
    await aSkill(api.db, { tags: ['c'] })
    await merge('a', 'b')
    await merge('b', 'c')
    expect(await tagKeys(api.db)).toEqual(['a → c', 'b → c', 'c'])
    expect((await skill(slug)).tags).toEqual(['c'])
    expect(await found('tag=a')).toHaveLength(3)
  })

  it('audits each tag and skill that it changes, and by whom', async () => {
    const { id: skillId } = await aSkill(api.db, { tags: ['a', 'web'] })
    await aSkill(api.db, { tags: ['b'] })
    await aSkill(api.db, { tags: ['c'] })
    await merge('a', 'b')
    const [a, b, c] = [await id('a'), await id('b'), await id('c')]
    const earlier = (await auditOf(api.db)).length
    const response = await post('b', 'c')
    const rows = (await auditOf(api.db)).slice(earlier)
    const by = { actor: 'admin', action: 'tag.merge', request_id: response.headers.get('X-Request-Id') }
    expect(rows).toHaveLength(4)
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...by, target_type: 'tag', target_id: a, before: { merged_into: b }, after: { merged_into: c } },
        { ...by, target_type: 'tag', target_id: b, before: { merged_into: null }, after: { merged_into: c } },
        {
          ...by,
          target_type: 'skill',
          target_id: skillId,
          before: { tags: ['b', 'web'] },
          after: { tags: ['c', 'web'] },
        },
      ]),
    )
  })

  it('holds for files: a file with the old key gets the new tag, once', async () => {
    const text = (body: string) => aFile('kit', { more: 'license: MIT\ntags: [js, javascript, web]\n', body })
    const file = await aStoredFile(api.db, { path: 'kit/SKILL.md', text: text('One.') })
    await approve(file)
    await merge('js', 'javascript')
    const changed = await aStoredFile(api.db, { path: 'kit/SKILL.md', text: text('Two.') })
    expect((await approve(changed)).status).toBe(200)
    expect((await skill('acme--kit')).tags).toEqual(['javascript', 'web'])
    expect(await tagKeys(api.db)).toEqual(['javascript', 'js → javascript', 'web'])
  })

  it('holds for admins too', async () => {
    const { id: skillId } = await aSkill(api.db, { tags: ['js'] })
    await aSkill(api.db, { tags: ['javascript'] })
    await merge('js', 'javascript')
    for (const tags of [['js'], ['JavaScript', 'JS']]) {
      const response = await api.send('PATCH', `/v1/admin/skills/${skillId}`, { tags }, admin)
      expect(await response.json()).toMatchObject({ tags: ['javascript'] })
    }
  })

  it('takes one round trip a page of skills', async () => {
    await aSkill(api.db, { tags: ['a', 'b', 'c'] })
    await manySkills(api.db, 2 * SKILLS_AT_ONCE, { tagId: await id('b') })
    const path = `/v1/admin/tags/${await id('b')}/merge`
    const into = await id('c')
    const fetched = vi.spyOn(globalThis, 'fetch')
    const { changed, remaining } = MergedTag.parse(await (await api.send('POST', path, { into }, admin)).json())
    const sent = fetched.mock.calls
      .map(([, init]) => String(init?.body))
      .filter((body) => body.includes('insert into skill_tags'))
    fetched.mockRestore()
    expect([changed, remaining, sent.length]).toEqual([2 * SKILLS_AT_ONCE + 1, 0, 3])
  })

  it('lets search know at once, and logs it if that fails', async () => {
    await aSkill(api.db, { tags: ['a', 'b', 'c'] })
    const waiting = async () =>
      (await api.db.execute(sql`select count(*)::int as n from skill_search_changes`)).rows[0]?.n
    await merge('a', 'c')
    expect(await waiting()).toBe(0)
    await api.db.execute(sql`alter table search_terms rename to away`)
    const lines = await logOf(() => merge('b', 'c'))
    await api.db.execute(sql`alter table away rename to search_terms`)
    expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'warn')).toMatchObject([
      { event: 'not_indexed_yet', code: '42P01' },
    ])
    expect(await waiting()).toBe(1)
  })
})

describe('POST /v1/admin/tags/{id}/merge refuses', () => {
  beforeEach(async () => {
    await aSkill(api.db, { tags: ['a', 'b', 'c'] })
  })
  const unchanged = async () => {
    expect(await tagKeys(api.db)).toEqual(['a', 'b', 'c'])
    expect((await auditOf(api.db)).filter(({ action }) => action === 'tag.merge')).toEqual([])
  }

  it('a tag into itself, with its id in any case', async () => {
    const own = await id('a')
    for (const into of [own, own.toUpperCase()]) {
      const response = await api.send('POST', `/v1/admin/tags/${own}/merge`, { into }, admin)
      expectPrivate(response)
      expect(await readProblem(response)).toMatchObject({
        status: 400,
        errors: [{ in: 'body', pointer: '/into', message: 'must be another tag' }],
      })
    }
    await unchanged()
  })

  it('an unknown tag', async () => {
    const response = await api.send('POST', `/v1/admin/tags/${await id('a')}/merge`, { into: NOBODY }, admin)
    expect(await readProblem(response)).toMatchObject({
      status: 400,
      errors: [{ in: 'body', pointer: '/into', message: 'is not the id or key of a tag' }],
    })
    const unknown = await api.send('POST', `/v1/admin/tags/${NOBODY}/merge`, { into: await id('a') }, admin)
    expect(await readProblem(unknown)).toMatchObject({ status: 404, code: 'not_found' })
    await unchanged()
  })

  it.each([
    ['no body', undefined, ''],
    ['no target', {}, '/into'],
    ['a key', { into: 'javascript' }, '/into'],
    ['a number', { into: 1 }, '/into'],
    ['more than that', { into: NOBODY, force: true }, '/force'],
  ])('%s', async (_, body, pointer) => {
    const problem = await readProblem(await api.send('POST', `/v1/admin/tags/${NOBODY}/merge`, body ?? null, admin))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', pointer }] })
  })

  it('an alias as the target, and names its tag', async () => {
    await merge('b', 'c')
    const problem = await readProblem(await post('a', 'b'))
    expect(problem).toMatchObject({ status: 409, code: 'conflict', errors: [{ in: 'body', pointer: '/into' }] })
    expect(problem.detail).toContain(`'c'`)
    expect(problem.detail).toContain(await id('c'))
    expect(await tagKeys(api.db)).toEqual(['a', 'b → c', 'c'])
  })

  it('an alias as the source, and names its tag', async () => {
    await merge('a', 'b')
    expect((await post('b', 'a')).status).toBe(409)
    const problem = await readProblem(await post('a', 'c'))
    expect(problem.status).toBe(409)
    expect(problem.detail).toContain(`'b'`)
    expect(await tagKeys(api.db)).toEqual(['a → b', 'b', 'c'])
  })

  it.each([
    ['nobody', 404],
    ['%00', 400],
  ])('a key that no tag has, or can have: %s', async (wrong, status) => {
    const response = await api.send('POST', `/v1/admin/tags/${wrong}/merge`, { into: NOBODY }, admin)
    expect(await readProblem(response)).toMatchObject({ status })
  })
})
