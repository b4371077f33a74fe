import { beforeAll, describe, expect, it } from 'vitest'
import { Publisher } from '../../../src/routes/catalogue/publishers.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const read = async (handle: string) => Publisher.parse(await (await api.call(`/v1/publishers/${handle}`)).json())
const slugsOf = async (owner: string) => {
  const { items } = await (await api.call(`/v1/skills?owner=${owner}`)).json<{ items: { slug: string }[] }>()
  return items.map(({ slug }) => slug).sort()
}

describe('GET /v1/publishers/{handle}', () => {
  it('shows a publisher by its handle in any case, with cache headers', async () => {
    await aSkill(api.db, { owner: 'Harbor.Lab' })
    await aSkill(api.db, { owner: 'harbor.lab' })
    await aSkill(api.db, { owner: 'Harbor.Lab', status: 'archived' })
    const response = await api.call('/v1/publishers/HARBOR.LAB')
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Tag')).toBe('skills')
    expect(response.headers.get('ETag')).toMatch(/^"[0-9a-f]+"$/)
    expect(Publisher.parse(await response.json())).toMatchObject({
      handle: 'Harbor.Lab',
      kind: 'local',
      name: 'Harbor.Lab',
      github_id: null,
      slug_part: 'harbor-lab',
      status: 'active',
      skills: 2,
    })
  })

  it('gives publishers whose handles make one slug part two parts, and so two slugs', async () => {
    const first = await aSkill(api.db, { owner: 'two.parts', name: 'pdf' })
    const second = await aSkill(api.db, { owner: 'two-parts', name: 'pdf' })
    expect([first.slug, second.slug]).toEqual(['two-parts--pdf', 'two-parts-2--pdf'])
    expect(await slugsOf('two.parts')).toEqual([first.slug])
    expect(await slugsOf('TWO-PARTS')).toEqual([second.slug])
  })

  it('answers an unknown handle with a 404 problem, which names those that may be meant', async () => {
    await aSkill(api.db, { owner: 'Nearby' })
    const nobody = await readProblem(await api.call('/v1/publishers/nobody'))
    expect(nobody).toMatchObject({ status: 404, code: 'not_found', detail: "There is no publisher 'nobody'." })
    const mistyped = await readProblem(await api.call('/v1/publishers/naerby'))
    expect(mistyped).toMatchObject({
      status: 404,
      detail: "There is no publisher 'naerby'; did you mean 'Nearby'?",
      suggestions: ['Nearby'],
    })
  })
})

describe('PATCH /v1/admin/skills/{id} with another owner', () => {
  it('transfers the skill to that publisher, keeps its slug, and records the transfer', async () => {
    const skill = await aSkill(api.db, { owner: 'giver' })
    const { slug: theirs } = await aSkill(api.db, { owner: 'Taker' })
    const response = await api.send('PATCH', `/v1/admin/skills/${skill.id}`, { owner: 'taker' }, admin)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ slug: skill.slug, owner: 'Taker' })
    expect(await slugsOf('taker')).toEqual([skill.slug, theirs].sort())
    expect(await slugsOf('giver')).toEqual([])
    const log = await api.call(`/v1/admin/audit?target_type=skill&target_id=${skill.id}`, { headers: admin })
    const { items } = await log.json<{ items: { action: string; before: object; after: object }[] }>()
    expect(items[0]).toMatchObject({
      action: 'skill.update',
      before: { owner: 'giver', publisher_id: expect.any(String) },
      after: { owner: 'Taker', publisher_id: expect.any(String) },
    })
  })

  it('creates a local publisher for a handle that nobody has', async () => {
    const skill = await aSkill(api.db, { owner: 'giver' })
    await api.send('PATCH', `/v1/admin/skills/${skill.id}`, { owner: 'Newcomer' }, admin)
    expect(await read('newcomer')).toMatchObject({ kind: 'local', slug_part: 'newcomer', skills: 1 })
  })
})
