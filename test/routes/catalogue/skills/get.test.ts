import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { SkillDetail } from '../../../../src/routes/catalogue/skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill, aSkill, someEvents } from '../../../support/builders/builders.ts'

let api: Api

async function get(ref: string) {
  const response = await api.call(`/v1/skills/${encodeURIComponent(ref)}`)
  expect(response.status).toBe(200)
  return SkillDetail.parse(await response.json())
}

beforeAll(async () => {
  api = await startApi()
})

describe('GET /v1/skills/{ref}', () => {
  it('answers a skill by its id, with cache headers', async () => {
    const skill = await aSkill(api.db, { category: 'science', tags: ['Zeta', 'alpha'] })
    const response = await api.call(`/v1/skills/${skill.id}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=60, stale-while-revalidate=600, stale-if-error=3600',
    )
    expect(response.headers.get('Cache-Tag')?.split(',')).toContain('skills')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(SkillDetail.parse(await response.json())).toMatchObject({
      id: skill.id,
      slug: skill.slug,
      category: { key: 'science', name: 'SCIENCE' },
      tags: ['alpha', 'zeta'],
      copies: 1,
      duplicate_of: null,
      sources: [],
      validation: null,
    })
  })

  it('answers the same by slug and id, in any case', async () => {
    const { id, slug } = await aSkill(api.db, { owner: 'CamelCase' })
    const byId = await get(id)
    expect(await get(slug)).toEqual(byId)
    expect(await get(slug.toUpperCase())).toEqual(byId)
    expect(await get(id.toUpperCase())).toEqual(byId)
  })

  it('answers a skill whose slug is not ASCII', async () => {
    const { id, slug } = await aSkill(api.db, { owner: 'Ünïcode', name: '회의록-정리' })
    expect(slug).toBe('ünïcode--회의록-정리')
    expect((await get(slug)).id).toBe(id)
    expect((await get('ÜNÏCODE--회의록-정리')).id).toBe(id)
    const { headers } = await api.call(`/v1/skills/${encodeURIComponent(slug)}`)
    expect(headers.get('Cache-Tag')).toMatch(/^[\x21-\x7e]+$/)
  })

  it('tags the answer by slug and id alike, so that one purge finds both', async () => {
    const { slug } = await aSkill(api.db)
    const tags = async (ref: string) => (await api.call(`/v1/skills/${ref}`)).headers.get('Cache-Tag')
    expect(await tags(slug.toUpperCase())).toBe(await tags(slug))
  })

  it('includes the text of a skill that may be redistributed', async () => {
    const { slug } = await aSkill(api.db, { description_md: '# Text\n\n회의록', content_policy: 'full' })
    expect(await get(slug)).toMatchObject({ content_policy: 'full', description_md: '# Text\n\n회의록' })
  })

  it.each(['link_only', 'unknown'])('leaves out the text of a %s skill, but not the summary', async (policy) => {
    const { slug } = await aSkill(api.db, {
      description_md: 'the-secret-text',
      summary: 'Short.',
      content_policy: policy,
    })
    const response = await api.call(`/v1/skills/${slug}`)
    const text = await response.text()
    expect(text).not.toContain('the-secret-text')
    expect(SkillDetail.parse(JSON.parse(text))).toMatchObject({ description_md: null, summary: 'Short.' })
  })

  it('shows every field of a skill', async () => {
    const fields = {
      canonical_repo: 'acme/skills',
      skill_type: 'prompt',
      spec_format: 'skillmd',
      spec_version: '1.2',
      capabilities: ['read'],
      trigger_hints: ['when asked'],
      negative_triggers: ['never'],
      license: 'Apache-2.0',
      license_confidence: 'high',
    }
    const { slug } = await aSkill(api.db, fields)
    expect(await get(slug)).toMatchObject(fields)
  })
})

describe('the origin of a skill', () => {
  const finding = { rule: 'name.folder', severity: 'warning' as const, message: 'is not its folder', line: 2 }

  it("is shown with the parser's findings", async () => {
    const { slug } = await anIngestedSkill(api.db, { name: 'sourced', source: 'kdense', findings: [finding] })
    const skill = await get(slug)
    expect(skill.sources).toMatchObject([
      {
        name: 'kdense',
        type: 'folder',
        path: 'skills/sourced/SKILL.md',
        url: 'https://github.com/acme/skills/blob/HEAD/skills/sourced/SKILL.md',
        revision: null,
      },
    ])
    expect(skill.validation).toEqual({ status: 'ok', valid: true, findings: [finding] })
    expect(skill).toMatchObject({ skill_path: 'skills/sourced/SKILL.md', tags: ['tag'], category: { key: 'tools' } })
  })

  it('is not valid if there is one error', async () => {
    const error = { ...finding, severity: 'error' as const }
    const { slug } = await anIngestedSkill(api.db, { name: 'faulty', findings: [finding, error] })
    expect((await get(slug)).validation).toMatchObject({ valid: false, findings: [finding, error] })
  })
})

describe('copies', () => {
  it('name their original, which counts them', async () => {
    const contentHash = 'c'.repeat(64)
    const original = await anIngestedSkill(api.db, { name: 'copied', owner: 'first', contentHash, source: 'one' })
    const copy = await anIngestedSkill(api.db, { name: 'copied', owner: 'second', contentHash, source: 'two' })
    expect(await get(original.slug)).toMatchObject({ copies: 2, duplicate_of: null, content_hash: contentHash })
    expect(await get(copy.slug)).toMatchObject({ duplicate_of: original.slug, content_hash: contentHash })
  })

  it('are counted alike in all answers', async () => {
    const contentHash = 'd'.repeat(64)
    const original = await aSkill(api.db, { contentHash })
    const copy = await aSkill(api.db, { contentHash, duplicateOf: original.id })
    expect((await get(copy.slug)).copies).toBe((await get(original.slug)).copies)
  })
})

describe('popularity and rank', () => {
  it('come from the batch', async () => {
    const { db, call, tick } = await startApi()
    const used = await aSkill(db, { category: 'science', stars: 7 })
    const other = await aSkill(db, { category: 'art' })
    await db.execute(sql`update skill_popularity set github_forks = 3 where skill_id = ${used.id}::uuid`)
    await someEvents(db, [
      { skillId: used.id },
      { skillId: used.id },
      { skillId: used.id, type: 'view' },
      { skillId: used.id, type: 'favorite' },
    ])
    const read = async (slug: string) => SkillDetail.parse(await (await call(`/v1/skills/${slug}`)).json())
    expect((await read(used.slug)).rank).toEqual({ global: null, category: null })
    expect((await read(used.slug)).popularity.as_of).toBeNull()

    await tick()

    const { popularity, rank } = await read(used.slug)
    const score = Math.log(1 + 7) + 1.6 * Math.log(1 + 2) + 1.2 * 1 + 1
    expect(popularity).toMatchObject({ stars: 7, forks: 3, uses_1d: 2, uses_7d: 2, uses_30d: 2 })
    expect(popularity).toMatchObject({ views_1d: 1, views_7d: 1, views_30d: 1, favorites_total: 1 })
    expect(popularity.score).toBeCloseTo(score, 4)
    expect(Date.parse(popularity.as_of ?? '')).toBeGreaterThan(Date.now() - 11 * 60_000)
    expect(popularity.as_of).toMatch(/T\d\d:\d0:00\.000Z$/)
    expect(rank.global).toMatchObject({ rank: 1, total: 2, score: popularity.score })
    expect(rank.category).toMatchObject({ rank: 1, total: 1, score: popularity.score })
    expect((await read(other.slug)).rank).toMatchObject({
      global: { rank: 2, total: 2 },
      category: { rank: 1, total: 1 },
    })
  })
})

describe('ETag', () => {
  it('answers 304 to a matching If-None-Match, with the headers for caches and browsers', async () => {
    const { slug } = await aSkill(api.db)
    const first = await api.call(`/v1/skills/${slug}`)
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]+"$/)
    const again = await api.call(`/v1/skills/${slug}`, { headers: { 'If-None-Match': `"other", W/${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    for (const name of ['ETag', 'Cache-Control', 'Cache-Tag', 'Access-Control-Allow-Origin'])
      expect(again.headers.get(name), name).toBe(first.headers.get(name))
    expect(again.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(again.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it('changes with the skill', async () => {
    const { id, slug } = await aSkill(api.db)
    const before = (await api.call(`/v1/skills/${slug}`)).headers.get('ETag') ?? ''
    await api.send('PATCH', `/v1/admin/skills/${id}`, { summary: 'Changed.' }, await api.logIn())
    const after = await api.call(`/v1/skills/${slug}`, { headers: { 'If-None-Match': before } })
    expect(after.status).toBe(200)
    expect(after.headers.get('ETag')).not.toBe(before)
  })
})

describe('GET /v1/skills/{ref} refuses', () => {
  it.each(['draft', 'pending', 'archived'])('a skill that is %s', async (status) => {
    const { id, slug } = await aSkill(api.db, { status })
    for (const ref of [id, slug]) {
      const response = await api.call(`/v1/skills/${ref}`)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Cache-Tag')).toBeNull()
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
    }
  })

  it.each([
    'nobody--nothing',
    'f0000000-0000-4000-8000-000000000000',
    'f0000000-0000-4000-8000',
    '%25',
    '%ff%fe',
    "'%3B drop table skills%3B--",
    '..%2F..%2Fetc%2Fpasswd',
    '%0d%0aSet-Cookie:%20a=b',
    '%F0%9F%92%A9',
    'a'.repeat(400),
  ])('an unknown ref: %s', async (ref) => {
    const problem = await readProblem(await api.call(`/v1/skills/${ref}`))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(problem.detail).toMatch(/^There is no skill '/)
  })

  it.each(['a'.repeat(401), 'a%00b', '%00'])('an invalid ref: %s', async (ref) => {
    const problem = await readProblem(await api.call(`/v1/skills/${ref}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/ref' }] })
  })
})
