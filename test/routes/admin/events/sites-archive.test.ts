import { beforeAll, describe, expect, it } from 'vitest'
import { AdminSite } from '../../../../src/routes/admin/events/site-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite, aSkill, someRawEvents } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const remove = (id: string, headers: Record<string, string> = admin) =>
  api.call(`/v1/admin/sites/${id}`, { method: 'DELETE', headers })
const read = async (id: string) =>
  AdminSite.parse(await (await api.call(`/v1/admin/sites/${id}`, { headers: admin })).json())

describe('DELETE /v1/admin/sites/{id}', () => {
  it('archives the site, keeps every field, and may be sent twice', async () => {
    const { id } = await aSite(api.db, { origins: ['https://example.org'], dailyQuota: 7 })
    const before = await read(id)
    for (let time = 0; time < 2; time++) {
      const response = await remove(id)
      expect(response.status).toBe(204)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
      expect(await response.text()).toBe('')
    }
    const { as_of, updated_at, ...kept } = await read(id)
    expect({ ...kept, as_of, updated_at }).toEqual({ ...before, status: 'archived', as_of, updated_at })
  })

  it('archives a site that has reported events, whatever its status', async () => {
    const { id } = await aSite(api.db, { status: 'paused' })
    await someRawEvents(api.db, [{ siteId: id, skillId: (await aSkill(api.db)).id }])
    expect((await remove(id)).status).toBe(204)
    expect((await read(id)).status).toBe('archived')
  })

  it('leaves other sites alone', async () => {
    const [one, other] = [await aSite(api.db), await aSite(api.db)]
    await remove(one.id)
    expect((await read(other.id)).status).toBe('active')
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
    const { id } = await aSite(api.db)
    const response = await remove(id, {})
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    expect((await read(id)).status).toBe('active')
  })
})
