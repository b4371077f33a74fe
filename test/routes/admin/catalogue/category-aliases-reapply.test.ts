import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CategoryAlias, ReappliedAlias } from '../../../../src/routes/admin/catalogue/category-alias-schema.ts'
import { FeedPage } from '../../../../src/routes/feed/feed-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aCategory } from '../../../support/builders/builders.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'
import { expectFeedIsTrue, expectPrivate } from '../../../support/builders/taxonomy.ts'
import { latestSeq, named, publishAll } from '../../../support/oracles/feed-oracle.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
let film: string
let music: string
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
  film = await aCategory(api.db, 'film')
  music = await aCategory(api.db, 'music')
})
afterEach(() => expectFeedIsTrue(api.db))

/** A skill whose file has the category name of its source. */
async function aFiledSkill(raw: string, repo = 'acme/kit', status = 'active') {
  const name = `skill-${crypto.randomUUID().slice(0, 8)}`
  const text = aFile(name, { more: `license: MIT\ncategory: "${raw}"\n` })
  const file = await aStoredFile(api.db, { repo, path: `${name}/SKILL.md`, text })
  const approval = { file_hash: file.file_hash }
  const response = await api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, approval, admin)
  const { skill } = await response.json<{ skill: { id: string; slug: string } }>()
  if (status !== 'active') await api.send('PATCH', `/v1/admin/skills/${skill.id}`, { status }, admin)
  await api.db.execute(sql`update skills set curated = false where id = ${skill.id}::uuid`)
  return { ...skill, sourceId: file.sourceId }
}
const categoryOf = async (id: string) =>
  (
    await api.db.execute(
      sql`select c.key from skills s left join categories c on c.id = s.category_id where s.id = ${id}::uuid`,
    )
  ).rows[0]?.key
async function anAlias(source_id: string, raw_category: string, category_id = film) {
  const response = await api.send('POST', '/v1/admin/category-aliases', { source_id, raw_category, category_id }, admin)
  expect(response.status).toBe(201)
  return CategoryAlias.parse(await response.json())
}
const read = async (id: string) =>
  CategoryAlias.parse(await (await api.call(`/v1/admin/category-aliases/${id}`, { headers: admin })).json())
async function reapply(id: string) {
  const response = await api.call(`/v1/admin/category-aliases/${id}/reapply`, { method: 'POST', headers: admin })
  expect(response.status).toBe(200)
  expectPrivate(response)
  return { requestId: response.headers.get('X-Request-Id'), ...ReappliedAlias.parse(await response.json()) }
}

describe('an alias', () => {
  it('counts the skills of its source that have its name in any case and are in another category', async () => {
    const { sourceId } = await aFiledSkill('Clips')
    await aFiledSkill('cLIPS')
    await aFiledSkill('Clips and more')
    await aFiledSkill('Clips', 'other/kit')
    const alias = await anAlias(sourceId, 'CLIPS')
    expect(alias.affected_skills).toBe(2)
    expect((await read(alias.id)).affected_skills).toBe(2)
    const list = await (await api.call('/v1/admin/category-aliases', { headers: admin })).json()
    expect(list).toMatchObject({ items: [{ id: alias.id, affected_skills: 2 }] })
  })

  it('counts them again once it means another category', async () => {
    const { sourceId } = await aFiledSkill('Clips')
    const { id } = await anAlias(sourceId, 'clips')
    await reapply(id)
    expect((await read(id)).affected_skills).toBe(0)
    const response = await api.send('PATCH', `/v1/admin/category-aliases/${id}`, { category_id: music }, admin)
    expect(await response.json()).toMatchObject({ category_id: music, affected_skills: 1 })
  })

  it('applies to files that are approved from then on', async () => {
    const { sourceId } = await aFiledSkill('Clips')
    const { id } = await anAlias(sourceId, 'clips')
    expect(await categoryOf((await aFiledSkill('Clips')).id)).toBe('film')
    expect((await read(id)).affected_skills).toBe(1)
  })
})

describe('POST /v1/admin/category-aliases/{id}/reapply', () => {
  it('moves the skills to its category, and publishes and audits each of them', async () => {
    const skills = [await aFiledSkill('Clips'), await aFiledSkill('clips')]
    const other = await aFiledSkill('Something')
    const before = await categoryOf(other.id)
    const { id } = await anAlias(skills[0]?.sourceId ?? '', 'clips')
    await publishAll(api.db)
    const [last, earlier] = [await latestSeq(api.db), (await auditOf(api.db)).length]
    const { rows: from } = await api.db.execute(sql`select category_id from skills where id = ${skills[0]?.id}::uuid`)
    const { changed, requestId } = await reapply(id)
    expect(changed).toBe(2)
    for (const skill of skills) expect(await categoryOf(skill.id)).toBe('film')
    expect(await categoryOf(other.id)).toBe(before)
    const { items } = FeedPage.parse(await (await api.call(`/v1/feed?after=${last}&limit=100`)).json())
    expect(named(items).sort()).toEqual(skills.map((skill) => `skill ${skill.id}`).sort())
    for (const { payload } of items) expect(payload).toMatchObject({ category: 'film' })
    const rows = (await auditOf(api.db)).slice(earlier)
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({
      ...{
        actor: 'admin',
        action: 'category_alias.reapply',
        target_type: 'skill',
        target_id: skills[0]?.id,
        request_id: requestId,
      },
      ...{ before: from[0], after: { category_id: film } },
    })
  })

  it('sets updated_at of the changed skills, and does nothing the second time', async () => {
    const { id: skillId, slug, sourceId } = await aFiledSkill('Clips')
    const skill = async () => (await api.call(`/v1/skills/${slug}`)).json<{ updated_at: string }>()
    const { id } = await anAlias(sourceId, 'clips')
    const before = await skill()
    expect((await reapply(id)).changed).toBe(1)
    const after = await skill()
    expect(after.updated_at > before.updated_at).toBe(true)
    const [last, audited] = [await latestSeq(api.db), await auditOf(api.db, skillId)]
    expect((await reapply(id)).changed).toBe(0)
    expect([await skill(), await latestSeq(api.db), await auditOf(api.db, skillId)]).toEqual([after, last, audited])
  })

  it('leaves skills alone that an admin has edited', async () => {
    const mine = await aFiledSkill('Clips')
    await api.send('PATCH', `/v1/admin/skills/${mine.id}`, { category_id: music }, admin)
    const other = await aFiledSkill('Clips')
    const { id, affected_skills } = await anAlias(mine.sourceId, 'clips')
    expect(affected_skills).toBe(1)
    expect((await reapply(id)).changed).toBe(1)
    expect([await categoryOf(mine.id), await categoryOf(other.id)]).toEqual(['music', 'film'])
  })

  it('includes the sources found in its own, unless they have an alias of their own', async () => {
    const [parent, child, own, grown] = [
      await aFiledSkill('Clips', 'list/all'),
      await aFiledSkill('Clips', 'found/one'),
      await aFiledSkill('Clips', 'found/two'),
      await aFiledSkill('Clips', 'found/in-one'),
    ]
    for (const { sourceId } of [child, own])
      await api.db.execute(
        sql`update skill_sources set parent_id = ${parent.sourceId}::uuid where id = ${sourceId}::uuid`,
      )
    await api.db.execute(
      sql`update skill_sources set parent_id = ${child.sourceId}::uuid where id = ${grown.sourceId}::uuid`,
    )
    const theirs = await anAlias(own.sourceId, 'CLIPS', music)
    const { id, affected_skills } = await anAlias(parent.sourceId, 'clips')
    expect(affected_skills).toBe(2)
    expect((await reapply(id)).changed).toBe(2)
    const before = await categoryOf(grown.id)
    expect(await Promise.all([parent, child, own].map((skill) => categoryOf(skill.id)))).toEqual([
      'film',
      'film',
      before,
    ])
    expect((await reapply(theirs.id)).changed).toBe(1)
    expect(await categoryOf(own.id)).toBe('music')
  })

  it('counts a skill with two files once, and moves skills that are not public too', async () => {
    const { id: skillId, sourceId } = await aFiledSkill('Clips', 'acme/kit', 'archived')
    await api.db.execute(sql`
      with raw as (
        insert into raw_skills (id, source_id, external_id, category_raw, created_at, updated_at)
        values (gen_random_uuid(), ${sourceId}::uuid, 'another', ' CLIPS ', now(), now()) returning id
      ) insert into skill_source_links select ${skillId}::uuid, ${sourceId}::uuid, id, now() from raw`)
    const { id, affected_skills } = await anAlias(sourceId, 'clips')
    expect(affected_skills).toBe(1)
    expect((await reapply(id)).changed).toBe(1)
    expect(await categoryOf(skillId)).toBe('film')
  })

  it('moves each skill once if two requests come at once', async () => {
    const { id: skillId, sourceId } = await aFiledSkill('Clips')
    const { id } = await anAlias(sourceId, 'clips')
    const results = await Promise.all([1, 2, 3].map(() => reapply(id)))
    expect(results.map(({ changed }) => changed).toSorted()).toEqual([0, 0, 1])
    expect((await auditOf(api.db, skillId)).filter(({ action }) => action === 'category_alias.reapply')).toHaveLength(1)
  })

  it('answers 404 for an unknown id and 400 for an invalid one', async () => {
    const post = (id: string) =>
      api.call(`/v1/admin/category-aliases/${id}/reapply`, { method: 'POST', headers: admin })
    const unknown = await post(NOBODY)
    expectPrivate(unknown)
    expect(await readProblem(unknown)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await readProblem(await post('x'))).toMatchObject({ status: 400, errors: [{ in: 'path', pointer: '/id' }] })
  })
})
