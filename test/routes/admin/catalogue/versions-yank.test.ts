import { beforeAll, describe, expect, it } from 'vitest'
import { Version } from '../../../../src/routes/catalogue/versions/version-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

let api: Api
let admin: Record<string, string>
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const path = (slug: string, version = '1.0.0') => `/v1/admin/skills/${slug}/versions/${version}/yank`
const yank = (slug: string, reason: unknown, version?: string) =>
  api.send('PUT', path(slug, version), { reason }, admin)
const unyank = (slug: string, reason = 'It is harmless.') =>
  api.call(`${path(slug)}?${new URLSearchParams({ reason })}`, { method: 'DELETE', headers: admin })
const latestOf = async (slug: string) =>
  (await (await api.call(`/v1/skills/${slug}`)).json<{ latest_version: { version: string } | null }>()).latest_version
    ?.version

describe('PUT /v1/admin/skills/{id}/versions/{version}/yank', () => {
  it('withdraws a version with its reason, so that the one before it is the latest', async () => {
    await aVersion(api.db, { name: 'bad', files: [await aFile('SKILL.md', 'Good.')] })
    const { slug } = await aVersion(api.db, { name: 'bad', files: [await aFile('SKILL.md', 'Bad.')] })
    const response = await yank(slug, 'It deletes the home folder.', '1.0.1')
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store'])
    const version = Version.parse(await response.json())
    expect(version).toMatchObject({
      version: '1.0.1',
      withheld: 'yanked',
      yanked: { reason: 'It deletes the home folder.' },
    })
    expect(await latestOf(slug)).toBe('1.0.0')
    expect((await api.call(`/v1/skills/${slug}/versions/1.0.1/archive.zip`)).status).toBe(410)
  })

  it('keeps the time when it is sent again, and records a new reason', async () => {
    const { slug } = await aVersion(api.db, { name: 'again' })
    const [first, again, other] = [await yank(slug, 'One.'), await yank(slug, 'One.'), await yank(slug, 'Two.')]
    const yanked = await Promise.all(
      [first, again, other].map(async (response) => Version.parse(await response.json()).yanked),
    )
    expect(new Set(yanked.map((about) => about?.at)).size).toBe(1)
    expect(yanked[2]?.reason).toBe('Two.')
    const log = (await auditOf(api.db)).filter(({ after }) => after?.yank_reason !== undefined)
    expect(log.map(({ action, actor, after }) => [action, actor, after?.yank_reason])).toContainEqual([
      'skill_version.yank',
      'admin',
      'Two.',
    ])
    expect(log.filter(({ after }) => after?.yank_reason === 'One.')).toHaveLength(1)
  })

  it.each([undefined, '', '  ', 7, 'x'.repeat(1001)])('needs a reason, which %j is not', async (reason) => {
    const { slug } = await aVersion(api.db, { name: 'reasons' })
    expect(await readProblem(await yank(slug, reason))).toMatchObject({
      status: 400,
      errors: [{ in: 'body', pointer: '/reason' }],
    })
  })

  it('answers 404 for a version or skill that does not exist', async () => {
    const { slug } = await aVersion(api.db, { name: 'there' })
    expect((await readProblem(await yank(slug, 'No.', '9.9.9'))).status).toBe(404)
    expect((await readProblem(await yank('acme--nobody', 'No.'))).status).toBe(404)
  })
})

describe('DELETE /v1/admin/skills/{id}/versions/{version}/yank', () => {
  it('keeps the reason in the audit log, and in the public history with that of the yank', async () => {
    const { slug } = await aVersion(api.db, { name: 'history' })
    await yank(slug, 'It deletes the home folder.')
    for (let i = 0; i < 2; i++) await unyank(slug, 'That was another skill.')
    const { yank_history } = Version.parse(await (await api.call(`/v1/skills/${slug}/versions/1.0.0`)).json())
    expect(yank_history).toEqual([
      { action: 'yank', at: expect.any(String), reason: 'It deletes the home folder.' },
      { action: 'unyank', at: expect.any(String), reason: 'That was another skill.' },
    ])
    const log = (await auditOf(api.db)).filter(({ after }) => after?.unyank_reason === 'That was another skill.')
    expect(log).toMatchObject([{ action: 'skill_version.unyank', actor: 'admin' }])
  })

  it.each(['', '  ', 'x'.repeat(1001)])('needs a reason, which %j is not', async (reason) => {
    const { slug } = await aVersion(api.db, { name: 'unyank-reasons' })
    expect(await readProblem(await unyank(slug, reason))).toMatchObject({
      status: 400,
      errors: [{ in: 'query', pointer: '/reason' }],
    })
    expect((await api.call(path(slug), { method: 'DELETE', headers: admin })).status).toBe(400)
  })

  it('gives the version out again, also if it was never yanked', async () => {
    const { slug } = await aVersion(api.db, { name: 'back' })
    await yank(slug, 'By mistake.')
    for (let i = 0; i < 2; i++) {
      expect(Version.parse(await (await unyank(slug)).json())).toMatchObject({ withheld: null, yanked: null })
    }
    expect((await api.call(`/v1/skills/${slug}/versions/1.0.0/archive.zip`)).status).toBe(200)
  })
})
