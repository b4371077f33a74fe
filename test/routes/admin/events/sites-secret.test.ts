import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../../src/domain/text/hash.ts'
import { SiteWithSecret } from '../../../../src/routes/admin/events/site-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const rotate = (id: string, headers: Record<string, string> = admin) =>
  api.call(`/v1/admin/sites/${id}/secret`, { method: 'POST', headers })
const hashOf = async (id: string) =>
  (await api.db.execute(sql`select secret_hash from sites where id = ${id}::uuid`)).rows[0]?.secret_hash

describe('POST /v1/admin/sites/{id}/secret', () => {
  it('shows a new secret, and replaces the stored hash', async () => {
    const { id, key, secret: old } = await aSite(api.db, { origins: ['https://example.org'], dailyQuota: 5 })
    const response = await rotate(id)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const body = await response.text()
    const { secret, ...site } = SiteWithSecret.parse(JSON.parse(body))
    expect(secret).toMatch(/^sks_[\w-]{43}$/)
    expect(site).toMatchObject({ id, key, allowed_origins: ['https://example.org'], daily_quota: 5, status: 'active' })
    expect(await hashOf(id)).toBe(await sha256Hex(secret))
    expect(await hashOf(id)).not.toBe(await sha256Hex(old))
    expect(body).not.toContain(await hashOf(id))
  })

  it('makes another secret each time, and only the last one is valid', async () => {
    const { id } = await aSite(api.db)
    const first = SiteWithSecret.parse(await (await rotate(id)).json())
    const second = SiteWithSecret.parse(await (await rotate(id)).json())
    expect(second.secret).not.toBe(first.secret)
    expect(await hashOf(id)).toBe(await sha256Hex(second.secret))
  })

  it('changes no other site, and no status', async () => {
    const [one, other] = [await aSite(api.db, { status: 'archived' }), await aSite(api.db)]
    expect(SiteWithSecret.parse(await (await rotate(one.id)).json()).status).toBe('archived')
    expect(await hashOf(other.id)).toBe(await sha256Hex(other.secret))
  })

  it('answers an unknown id with a 404 problem without a secret', async () => {
    const response = await rotate('f0000000-0000-4000-8000-000000000000')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await response.clone().text()).not.toContain('sks_')
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each([
    ['nobody', 404],
    ['%00', 400],
  ])('refuses a name that nobody has, or can have: %s', async (name, status) => {
    expect(await readProblem(await rotate(name))).toMatchObject({ status })
  })

  it('changes nothing without a token', async () => {
    const { id, secret } = await aSite(api.db)
    const response = await rotate(id, {})
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    expect(await hashOf(id)).toBe(await sha256Hex(secret))
  })
})
