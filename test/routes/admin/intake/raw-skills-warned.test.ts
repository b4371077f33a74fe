import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { Approved, DecisionResults } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aStoredFolder } from '../../../support/builders/raw-files.ts'
import { aReport } from '../../../support/builders/reports.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

type File = Awaited<ReturnType<typeof aStoredFolder>>
const named = ({ id, file_hash, folder_digest }: File) => ({ id, file_hash, folder_digest })

async function aWarned() {
  const file = await aStoredFolder(api.db)
  await aReport(api.db, file.folder_digest, { lure: 'warn' })
  return file
}

const bulk = async (files: readonly File[], more: Record<string, unknown> = {}) => {
  const response = await api.send('POST', '/v1/admin/raw-skills/approve', { items: files.map(named), ...more }, admin)
  expect(response.status).toBe(200)
  return DecisionResults.parse(await response.json())
}

const decisions = async ({ folder_digest }: File) =>
  (
    await api.db.execute(
      sql`select decision, reason, decided_by from trust_decisions where digest = decode(${folder_digest}, 'hex') and revoked_at is null`,
    )
  ).rows

describe('the approval of files with a warning', () => {
  it('works one by one, names the verdict, and is a public decision', async () => {
    const file = await aWarned()
    const { id, ...body } = named(file)
    const response = await api.send(
      'POST',
      `/v1/admin/raw-skills/${id}/approve`,
      { ...body, reason: 'A lesson.' },
      admin,
    )
    expect(response.status).toBe(200)
    expect(Approved.parse(await response.json())).toMatchObject({ outcome: 'created', verdict: 'warn' })
    expect(await decisions(file)).toEqual([{ decision: 'accepted_risk', reason: 'A lesson.', decided_by: 'admin' }])
    const archive = await api.call(`/v1/skills/acme--${file.name}/versions/1.0.0/archive.zip`)
    expect(archive.status).toBe(200)
  })

  it('leaves them out of an approval of many, which approves the others', async () => {
    const [warned, good] = [await aWarned(), await aStoredFolder(api.db)]
    expect((await bulk([warned, good])).items).toMatchObject([
      { outcome: 'warned', message: expect.stringContaining('accept_warned') },
      { outcome: 'created', verdict: 'pass', message: null },
    ])
    expect(await decisions(warned)).toEqual([])
  })

  it('takes them into an approval of many that says so, with a reason', async () => {
    const warned = await aWarned()
    const taken = await bulk([warned], { accept_warned: true, reason: 'Read line by line.' })
    expect(taken.items).toMatchObject([{ outcome: 'created', verdict: 'warn' }])
    expect(await decisions(warned)).toMatchObject([{ reason: 'Read line by line.' }])
  })

  it('refuses to take them without a reason, naming the field', async () => {
    const body = { items: [named(await aWarned())], accept_warned: true }
    const problem = await readProblem(await api.send('POST', '/v1/admin/raw-skills/approve', body, admin))
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] })
  })

  it('tells beforehand which have a warning, and changes nothing', async () => {
    const warned = await aWarned()
    expect((await bulk([warned], { dry_run: true })).items).toMatchObject([{ outcome: 'warned' }])
  })
})
