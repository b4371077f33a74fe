import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { DecisionResults, RawSkill } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const becomes = async (id: string) => {
  const response = await api.call(`/v1/admin/raw-skills/${id}`, { headers: admin })
  return RawSkill.parse(await response.json()).becomes
}
const approve = async (files: { id: string; file_hash: string }[], more = {}) => {
  const items = files.map(({ id, file_hash }) => ({ id, file_hash }))
  const response = await api.send('POST', '/v1/admin/raw-skills/approve', { items, ...more }, admin)
  expect(response.status).toBe(200)
  return DecisionResults.parse(await response.json()).items
}
const countSkills = async () => (await api.db.execute(sql`select count(*)::int as n from skills`)).rows[0]?.n

describe('a review shows whose skill would change', () => {
  it('one by one: the publisher that the file names, and the owner of the skill', async () => {
    const file = await aStoredFile(api.db, { repo: 'alpha/kit', path: 'a/SKILL.md', text: aFile('report') })
    expect(await becomes(file.id)).toMatchObject({
      action: 'create',
      slug: 'alpha--report',
      publisher: { handle: 'alpha', kind: 'github', is_new: true },
      skill: null,
    })
    await approve([file])
    expect(await becomes(file.id)).toMatchObject({
      action: 'nothing',
      publisher: { handle: 'alpha', kind: 'github', is_new: false },
      skill: { slug: 'alpha--report', owner: 'alpha' },
    })
  })

  it('in bulk: a dry run says what the approval then does, and changes nothing', async () => {
    const first = await aStoredFile(api.db, { repo: 'beta/kit', path: 'a/SKILL.md', text: aFile('report') })
    const second = await aStoredFile(api.db, { repo: 'beta/lab', path: 'a/SKILL.md', text: aFile('report') })
    await approve([first])
    const before = await countSkills()
    const planned = await approve([first, second], { dry_run: true })
    expect(planned).toMatchObject([
      { outcome: 'updated', skill: { slug: 'beta--report', owner: 'beta' } },
      {
        outcome: 'created',
        skill: { id: null, slug: expect.stringMatching(/^beta--report-[0-9a-f]{8}$/), owner: 'beta' },
      },
    ])
    expect(await countSkills()).toBe(before)
    const done = await approve([first, second])
    expect(done.map(({ outcome, skill }) => [outcome, skill?.slug])).toEqual(
      planned.map(({ outcome, skill }) => [outcome, skill?.slug]),
    )
  })
})
