import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { anAccount } from '../../../support/api/accounts.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { auditOf, RFC3339_MS, timesIn } from '../../../support/api/audit.ts'
import { aCategory, aSite, aSkill } from '../../../support/builders/builders.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { aGithub } from '../../../support/outside/github.ts'

let api: Api
let admin: Record<string, string>
let account: { id: string; username: string; password: string }
beforeAll(async () => {
  api = await startApi({ SOURCE_ORIGINS: 'https://skills.example' })
  account = await anAccount(api.db)
  await anAccount(api.db)
  admin = await logIn(account)
})

afterEach(() => {
  vi.restoreAllMocks()
})

async function logIn({ username, password }: { username: string; password: string }) {
  const response = await api.send('POST', '/v1/admin/login', { username, password })
  return { Authorization: `Bearer ${(await response.json<{ access_token: string }>()).access_token}` }
}

const aTag = async (name: string) => {
  await aSkill(api.db, { tags: [name] })
  const { rows } = await api.db.execute<{ id: string }>(sql`select id from tags where key = ${name}`)
  return rows[0]?.id as string
}
const made = async (path: string, body: unknown) => {
  const response = await api.send('POST', `/v1/admin/${path}`, body, admin)
  expect([path, response.status]).toEqual([path, 201])
  return (await response.json<{ id: string }>()).id
}
let count = 0
const aSource = () => made('sources', { type: 'github', base_url: `https://github.com/acme/kit-${++count}` })
const anAlias = async () =>
  made('category-aliases', {
    source_id: await aSource(),
    raw_category: 'Docs',
    category_id: await aCategory(api.db, 'tools'),
  })
/** A file with a category name of its source, and the alias for that name. */
async function aFiledAlias() {
  const file = await aStoredFile(api.db, { text: aFile('filed', { more: 'metadata:\n  category: Odd\n' }) })
  await api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, { file_hash: file.file_hash }, admin)
  return made('category-aliases', {
    source_id: file.sourceId,
    raw_category: 'odd',
    category_id: await aCategory(api.db, 'odds'),
  })
}

const aVersionPath = async () =>
  `skills/${(await aVersion(api.db, { name: `versioned-${++count}` })).slug}/versions/1.0.0`

type Write = { path: string; body?: unknown }
const decision = async () => {
  const { id, file_hash } = await aStoredFile(api.db)
  return { id, file_hash }
}

/** For each write of the admin API, a request that changes something. */
const WRITES: Record<string, () => Promise<Write>> = {
  'POST /v1/admin/skills': async () => ({ path: 'skills', body: { name: 'mine', owner: 'acme' } }),
  'PATCH /v1/admin/skills/{id}': async () => ({
    path: `skills/${(await aSkill(api.db)).id}`,
    body: { summary: 'New.' },
  }),
  'POST /v1/admin/skills/{id}/improvements': async () => ({
    path: `skills/${(await aSkill(api.db)).id}/improvements`,
    body: { kind: 'content' },
  }),
  'DELETE /v1/admin/skills/{id}': async () => ({ path: `skills/${(await aSkill(api.db)).id}` }),
  'PUT /v1/admin/skills/{id}/versions/{version}/yank': async () => ({
    path: `${await aVersionPath()}/yank`,
    body: { reason: 'No.' },
  }),
  'DELETE /v1/admin/skills/{id}/versions/{version}/yank': async () => {
    const path = `${await aVersionPath()}/yank`
    await api.send('PUT', `/v1/admin/${path}`, { reason: 'No.' }, admin)
    return { path: `${path}?reason=Fixed.` }
  },
  'POST /v1/admin/decisions': async () => ({
    path: 'decisions',
    body: { decision: 'malicious', digest: (await aVersion(api.db, { name: `bad-${++count}` })).digest, reason: 'No.' },
  }),
  'POST /v1/admin/decisions/{id}/revoke': async () => {
    const { digest } = await aVersion(api.db, { name: `bad-${++count}` })
    const id = await made('decisions', { decision: 'malicious', digest, reason: 'No.' })
    return { path: `decisions/${id}/revoke`, body: { reason: 'It was not.' } }
  },
  'POST /v1/admin/reports/{id}/decision': async () => {
    const { id: skill } = await aSkill(api.db, { name: `reported-${++count}` })
    const filed = await api.send('POST', '/v1/reports', { skill, kind: 'spam', details: 'It sells watches.' })
    const { id } = await filed.json<{ id: string }>()
    return { path: `reports/${id}/decision`, body: { outcome: 'dismissed', reason: 'It does not.' } }
  },
  'POST /v1/admin/raw-skills/approve': async () => ({
    path: 'raw-skills/approve',
    body: { items: [await decision()] },
  }),
  'POST /v1/admin/raw-skills/reject': async () => ({
    path: 'raw-skills/reject',
    body: { items: [await decision()], reason: 'No.' },
  }),
  'POST /v1/admin/raw-skills/{id}/approve': async () => {
    const { id, file_hash } = await decision()
    return { path: `raw-skills/${id}/approve`, body: { file_hash } }
  },
  'POST /v1/admin/raw-skills/{id}/reject': async () => {
    const { id, file_hash } = await decision()
    return { path: `raw-skills/${id}/reject`, body: { file_hash, reason: 'No.' } }
  },
  'POST /v1/admin/raw-skills/{id}/reparse': async () => {
    const { id } = await decision()
    await api.db.execute(sql`update raw_skills set parse_status = 'invalid' where id = ${id}::uuid`)
    return { path: `raw-skills/${id}/reparse` }
  },
  'POST /v1/admin/sources': async () => ({
    path: 'sources',
    body: { type: 'list', base_url: 'https://skills.example/list.md' },
  }),
  'PATCH /v1/admin/sources/{id}': async () => ({ path: `sources/${await aSource()}`, body: { auto_approve: true } }),
  'DELETE /v1/admin/sources/{id}': async () => ({ path: `sources/${await aSource()}` }),
  'POST /v1/admin/sources/{id}/crawl': async () => {
    aGithub()
    return { path: `sources/${await aSource()}/crawl` }
  },
  'POST /v1/admin/categories': async () => ({ path: 'categories', body: { key: 'made-here', name: 'Made here' } }),
  'PATCH /v1/admin/categories/{id}': async () => ({
    path: `categories/${await aCategory(api.db, 'renamed')}`,
    body: { name: 'Another' },
  }),
  'DELETE /v1/admin/categories/{id}': async () => ({ path: `categories/${await aCategory(api.db, 'going')}` }),
  'PATCH /v1/admin/tags/{id}': async () => ({ path: `tags/${await aTag('before')}`, body: { name: 'After' } }),
  'DELETE /v1/admin/tags/{id}': async () => ({ path: `tags/${await aTag('gone')}` }),
  'POST /v1/admin/tags/{id}/merge': async () => ({
    path: `tags/${await aTag('one')}/merge`,
    body: { into: await aTag('two') },
  }),
  'POST /v1/admin/category-aliases': async () => ({
    path: 'category-aliases',
    body: { source_id: await aSource(), raw_category: 'x', category_id: await aCategory(api.db, 'tools') },
  }),
  'PATCH /v1/admin/category-aliases/{id}': async () => ({
    path: `category-aliases/${await anAlias()}`,
    body: { category_id: await aCategory(api.db, 'elsewhere') },
  }),
  'DELETE /v1/admin/category-aliases/{id}': async () => ({ path: `category-aliases/${await anAlias()}` }),
  'POST /v1/admin/category-aliases/{id}/reapply': async () => ({
    path: `category-aliases/${await aFiledAlias()}/reapply`,
  }),
  'POST /v1/admin/devices/{user_code}/approve': async () => {
    const asked = await api.send('POST', '/api/cli/device/code', {})
    const { user_code } = await asked.json<{ user_code: string }>()
    return { path: `devices/${user_code}/approve` }
  },
  'POST /v1/admin/sites': async () => ({ path: 'sites', body: { key: 'made', name: 'Made' } }),
  'PATCH /v1/admin/sites/{id}': async () => ({ path: `sites/${(await aSite(api.db)).id}`, body: { name: 'New' } }),
  'DELETE /v1/admin/sites/{id}': async () => ({ path: `sites/${(await aSite(api.db)).id}` }),
  'POST /v1/admin/sites/{id}/secret': async () => ({ path: `sites/${(await aSite(api.db)).id}/secret` }),
  'POST /v1/admin/jobs/{name}/runs': async () => ({ path: 'jobs/publish-outbox/runs' }),
  'POST /v1/admin/users': async () => ({
    path: 'users',
    body: { username: 'new', password: account.password, role: 'reviewer' },
  }),
  'PATCH /v1/admin/users/{id}': async () => ({
    path: `users/${(await anAccount(api.db)).id}`,
    body: { role: 'reviewer' },
  }),
  'POST /v1/admin/me/password': async () => {
    admin = await logIn(account)
    return { path: 'me/password', body: { current_password: account.password, new_password: account.password } }
  },
}

describe('the audit log', () => {
  it('has an entry for every write in the OpenAPI document', async () => {
    const { paths } = await (await api.call('/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>()
    const writes = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/admin/') && path !== '/v1/admin/login')
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .filter((operation) => !operation.startsWith('GET '))
    expect(Object.keys(WRITES).toSorted()).toEqual(writes.toSorted())
  })

  it.each(Object.entries(WRITES))('has who did %s, by the request', async (operation, prepare) => {
    const { path, body } = await prepare()
    const [method = ''] = operation.split(' ')
    const response = await api.send(method, `/v1/admin/${path}`, body, admin)
    expect([operation, response.ok]).toEqual([operation, true])
    const requestId = response.headers.get('X-Request-Id')
    const rows = (await auditOf(api.db)).filter((row) => row.request_id === requestId)
    expect(rows.length).toBeGreaterThan(0)
    for (const { before, after, ...row } of rows) {
      expect(row).toMatchObject({ actor: account.username })
      expect(before ?? after).not.toBeNull()
      for (const time of timesIn([before, after])) expect(time).toMatch(RFC3339_MS)
    }
    expect(new Set(rows.map(({ action, target_id }) => `${action} ${target_id}`)).size).toBe(rows.length)
  })
})
