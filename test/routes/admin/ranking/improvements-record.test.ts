import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Improvement } from '../../../../src/routes/admin/ranking/improvement-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { anIngestedSkill, aSkill } from '../../../support/builders/builders.ts'
import { AFTER, BEFORE, RECORDED, someUse } from '../../../support/builders/improvements.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: RECORDED })
  api = await startApi()
})
beforeEach(() => setTime(RECORDED.toISOString()))
afterAll(() => {
  vi.useRealTimers()
})

/** Sets the clock, and logs in again to have a token that is valid then. */
async function setTime(time: string) {
  vi.setSystemTime(new Date(time))
  admin = await api.logIn()
}

const post = (skillId: string, body: unknown, headers: Record<string, string> = admin) =>
  api.send('POST', `/v1/admin/skills/${skillId}/improvements`, body, headers)

async function record(skillId: string, body: unknown = { kind: 'content' }) {
  const response = await post(skillId, body)
  return { status: response.status, improvement: Improvement.parse(await response.json()) }
}

describe('POST /v1/admin/skills/{id}/improvements', () => {
  it('stores the usage of the 14 days before, in whole hours', async () => {
    const { id, slug } = await aSkill(api.db)
    await someUse(api.db, id, '2026-01-27T13:00:00Z', { uses: 1000, views: 1000 })
    await someUse(api.db, id, BEFORE, { uses: 1, views: 2 })
    await someUse(api.db, id, '2026-02-10T13:00:00Z', { uses: 2, views: 4 })
    await someUse(api.db, id, '2026-02-01T13:00:00Z', { uses: 500, views: 500, outcome: 'repeat_in_day' })
    await someUse(api.db, id, AFTER, { uses: 1000, views: 1000 })
    const { status, improvement } = await record(id, { kind: 'examples', note: ' Shorter ones. ' })
    expect(status).toBe(201)
    expect(improvement).toEqual({
      id: expect.any(String),
      skill: { id, slug },
      source: null,
      kind: 'examples',
      note: 'Shorter ones.',
      recorded_by: 'admin',
      recorded_at: '2026-02-10T14:30:00.000Z',
      hour: '2026-02-10T14:00:00.000Z',
      due_at: '2026-02-24T14:00:00.000Z',
      is_due: false,
      baseline: { hours: 336, uses: 3, views: 6, use_rate: 0.333333 },
      ...{ post: null, delta: null, verdict: null, evaluated_at: null, points: 0 },
    })
  })

  it('says for how many of these hours the skill existed', async () => {
    const { id } = await aSkill(api.db)
    await api.db.execute(sql`update skills set created_at = '2026-02-10T04:59:00Z' where id = ${id}::uuid`)
    const { improvement } = await record(id)
    expect(improvement.baseline).toEqual({ hours: 10, uses: 0, views: 0, use_rate: 0 })
    const { id: older } = await aSkill(api.db)
    await api.db.execute(sql`update skills set created_at = '2026-02-10T04:59:00Z' where id = ${older}::uuid`)
    await someUse(api.db, older, '2026-02-09T14:00:00Z', { uses: 1 })
    expect((await record(older)).improvement.baseline).toMatchObject({ hours: 24, uses: 1 })
  })

  it('answers a second one of the same kind and UTC day with the first', async () => {
    const { id } = await aSkill(api.db)
    const first = await record(id, { kind: 'content', note: 'First.' })
    await someUse(api.db, id, BEFORE, { uses: 9 })
    await setTime('2026-02-10T23:59:59Z')
    const again = await record(id, { kind: 'content', note: 'Again.' })
    expect(again).toEqual({ status: 200, improvement: first.improvement })
    expect(await auditOf(api.db, first.improvement.id)).toHaveLength(1)
    expect((await record(id, { kind: 'triggers' })).status).toBe(201)
    await setTime('2026-02-11T00:00:00Z')
    expect((await record(id)).status).toBe(201)
  })

  it('records one of two concurrent requests', async () => {
    const { id } = await aSkill(api.db)
    const answers = await Promise.all([record(id), record(id), record(id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201])
    expect(new Set(answers.map(({ improvement }) => improvement.id)).size).toBe(1)
  })

  it('credits the source from which the skill came first', async () => {
    const { slug } = await anIngestedSkill(api.db, { name: 'kept', source: 'the-first' })
    await anIngestedSkill(api.db, { name: 'other', source: 'the-second' })
    const { rows } = await api.db.execute<{ id: string }>(sql`
      with linked as (
        insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at)
        select s.id, l.source_id, l.raw_skill_id, now() + interval '1 hour' from skills s, skill_source_links l join skill_sources o on o.id = l.source_id
        where s.slug = ${slug} and o.name = 'the-second')
      select id from skills where slug = ${slug}`)
    expect((await record(rows[0]?.id ?? '')).improvement.source).toMatchObject({ name: 'the-first' })
  })

  it('audits who did it', async () => {
    const { id } = await aSkill(api.db)
    const { improvement } = await record(id)
    expect(await auditOf(api.db, improvement.id)).toMatchObject([
      {
        actor: 'admin',
        action: 'improvement.record',
        target_type: 'improvement',
        before: null,
        after: { skill_id: id },
      },
    ])
  })

  it.each([
    ['no kind', {}, '/kind'],
    ['a kind that there is not', { kind: 'magic' }, '/kind'],
    ['a blank note', { kind: 'content', note: '  ' }, '/note'],
    ['a note without end', { kind: 'content', note: 'x'.repeat(2001) }, '/note'],
    ['points', { kind: 'content', points: 10 }, '/points'],
  ])('refuses %s', async (_, body, pointer) => {
    const { id } = await aSkill(api.db)
    expect(await readProblem(await post(id, body))).toMatchObject({ status: 400, errors: [{ pointer }] })
    expect(await auditOf(api.db, id)).toHaveLength(1)
  })

  it('answers an unknown skill with 404', async () => {
    const problem = await readProblem(await post(crypto.randomUUID(), { kind: 'content' }))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })
})
