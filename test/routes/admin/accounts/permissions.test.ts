import { beforeAll, describe, expect, it } from 'vitest'
import { anAccount } from '../../../support/api/accounts.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

/** What reviewers may do besides reading sources and the taxonomy. Decide for each new route whether it belongs here. */
const REVIEWERS = [
  'GET /v1/admin/me',
  'POST /v1/admin/me/password',
  'GET /v1/admin/skills',
  'POST /v1/admin/skills',
  'GET /v1/admin/skills/{id}',
  'PATCH /v1/admin/skills/{id}',
  'DELETE /v1/admin/skills/{id}',
  'PUT /v1/admin/skills/{id}/versions/{version}/yank',
  'DELETE /v1/admin/skills/{id}/versions/{version}/yank',
  'POST /v1/admin/devices/{user_code}/approve',
  'POST /v1/admin/decisions',
  'GET /v1/admin/decisions/{id}',
  'POST /v1/admin/decisions/{id}/revoke',
  'GET /v1/admin/reports',
  'GET /v1/admin/reports/{id}',
  'POST /v1/admin/reports/{id}/decision',
  'GET /v1/admin/raw-skills',
  'GET /v1/admin/raw-skills/{id}',
  'GET /v1/admin/raw-skills/{id}/files/{path}',
  'POST /v1/admin/raw-skills/approve',
  'POST /v1/admin/raw-skills/reject',
  'POST /v1/admin/raw-skills/{id}/approve',
  'POST /v1/admin/raw-skills/{id}/reject',
  'POST /v1/admin/raw-skills/{id}/reparse',
  'GET /v1/admin/categories',
  'GET /v1/admin/categories/{id}',
  'GET /v1/admin/tags',
  'GET /v1/admin/tags/{id}',
  'GET /v1/admin/unfinished-changes',
  'GET /v1/admin/category-aliases',
  'GET /v1/admin/category-aliases/{id}',
  'GET /v1/admin/sources',
  'GET /v1/admin/sources/{id}',
  'GET /v1/admin/improvements',
]
const ANYBODY = 'POST /v1/admin/login'

let api: Api
let reviewer: Record<string, string>
let operations: string[]
beforeAll(async () => {
  api = await startApi()
  const { username, password } = await anAccount(api.db, { role: 'reviewer' })
  const login = await api.send('POST', '/v1/admin/login', { username, password })
  reviewer = { Authorization: `Bearer ${(await login.json<{ access_token: string }>()).access_token}` }
  const { paths } = await (await api.call('/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>()
  operations = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/admin/'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
})

const ask = (operation: string, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = operation.split(' ')
  return api.call(path.replaceAll(/\{\w+\}/g, crypto.randomUUID()), { method, headers })
}

describe('every operation under /v1/admin', () => {
  it('requires a token, except for the login', async () => {
    expect(operations.length).toBeGreaterThan(30)
    for (const operation of operations.filter((other) => other !== ANYBODY)) {
      const response = await ask(operation)
      expect([operation, response.headers.get('Cache-Control')]).toEqual([operation, 'private, no-store'])
      expect([operation, response.headers.get('WWW-Authenticate')]).toEqual([operation, 'Bearer'])
      const { status, code } = await readProblem(response)
      expect([operation, status, code]).toEqual([operation, 401, 'unauthorized'])
    }
  })

  it('refuses reviewers, except for their own operations', async () => {
    const open: string[] = []
    for (const operation of operations.filter((other) => other !== ANYBODY)) {
      const response = await ask(operation, reviewer)
      expect([operation, response.headers.get('Cache-Control')]).toEqual([operation, 'private, no-store'])
      if (response.status !== 403) open.push(operation)
      else expect(await readProblem(response)).toMatchObject({ code: 'forbidden' })
    }
    expect(open.toSorted()).toEqual(REVIEWERS.toSorted())
  })
})
