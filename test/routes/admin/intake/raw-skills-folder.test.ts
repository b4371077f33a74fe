import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureSource } from '../../../../src/db/intake/ensure-source.ts'
import { storeRawSkills } from '../../../../src/db/intake/raw-skills.ts'
import { makeFolder } from '../../../../src/domain/files/manifest.ts'
import { putFiles } from '../../../../src/files/put-files.ts'
import { readRawFile } from '../../../../src/intake/raw-file.ts'
import { RawSkill } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aFile, contentsOf, type FileWithBytes } from '../../../support/builders/folders.ts'

let api: Api
let admin: Record<string, string>
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

/** Stores a folder as a source has it, and returns it as a reviewer reads it. */
async function aWaitingFolder(name: string, files: readonly FileWithBytes[]) {
  const { id: sourceId } = await ensureSource(api.db, { name: 'waiting', type: 'folder' })
  const skillMd = await aFile(
    'SKILL.md',
    `---\nname: ${name}\ndescription: Does ${name}.\nlicense: MIT\n---\n# ${name}\n`,
  )
  const all = [skillMd, ...files]
  await putFiles({ db: api.db }, contentsOf(all))
  const folder = await makeFolder({ files: all })
  const at = { path: `${name}/SKILL.md`, folder: name, owner: 'acme', repo: null }
  const { raw } = await readRawFile(skillMd.bytes, at)
  const [stored] = await storeRawSkills(api.db, sourceId, [{ ...raw, folderDigest: folder.digest }], [folder])
  return read(stored?.rawId ?? '')
}
const read = async (id: string) =>
  RawSkill.parse(await (await api.call(`/v1/admin/raw-skills/${id}`, { headers: admin })).json())
type Waiting = Awaited<ReturnType<typeof read>>
const approve = ({ id, file_hash, folder_digest }: Pick<Waiting, 'id' | 'file_hash' | 'folder_digest'>) =>
  api.send('POST', `/v1/admin/raw-skills/${id}/approve`, { file_hash, folder_digest }, admin)
const versionsOf = async (name: string) => {
  const { rows } = await api.db.execute<{ version: string }>(
    sql`select version from skill_versions v join skills s on s.id = v.skill_id where s.slug = ${`acme--${name}`} order by nth`,
  )
  return rows.map(({ version }) => version)
}

describe('a folder that waits for review', () => {
  it('is shown with every file, and what differs from the newest version', async () => {
    const first = await aWaitingFolder('shown', [await aFile('run.sh', 'echo 1'), await aFile('old.md')])
    expect(first.folder?.manifest.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'added SKILL.md',
      'added old.md',
      'added run.sh',
    ])
    expect((await approve(first)).status).toBe(200)
    const next = await aWaitingFolder('shown', [await aFile('run.sh', 'curl evil'), await aFile('new.py', 'import os')])
    expect(next.folder).toMatchObject({ compared_with: '1.0.0', removed: ['old.md'] })
    expect(next.folder?.manifest.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'same SKILL.md',
      'added new.py',
      'changed run.sh',
    ])
    expect(next.becomes?.action).toBe('update')
    expect((await approve(next)).status).toBe(200)
    expect(await versionsOf('shown')).toEqual(['1.0.0', '1.0.1'])
    expect((await read(next.id)).becomes?.action).toBe('nothing')
  })

  it('lets reviewers read its files, and nobody else', async () => {
    const { id } = await aWaitingFolder('read', [await aFile('scripts/run.sh', 'echo hidden')])
    const path = `/v1/admin/raw-skills/${id}/files/scripts/run.sh`
    const answer = await api.call(path, { headers: admin })
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'private, no-store, no-transform'])
    expect(await answer.text()).toBe('echo hidden')
    expect((await readProblem(await api.call(path))).status).toBe(401)
    expect((await readProblem(await api.call(`${path}x`, { headers: admin }))).status).toBe(404)
  })

  it('is not approved if a file of it has changed since it was read', async () => {
    const seen = await aWaitingFolder('changed', [await aFile('run.sh', 'echo good')])
    await aWaitingFolder('changed', [await aFile('run.sh', 'echo bad')])
    expect(await readProblem(await approve(seen))).toMatchObject({ status: 409 })
    expect(await readProblem(await approve({ ...seen, folder_digest: null }))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('or its `folder_digest` was not sent'),
    })
    expect(await versionsOf('changed')).toEqual([])
  })

  it('is named in the audit log, with the version that it became', async () => {
    const waiting = await aWaitingFolder('audited', [await aFile('run.sh')])
    await approve(waiting)
    const log = await auditOf(api.db)
    const version = log.find(
      ({ action, after }) => action === 'skill_version.create' && after?.digest === waiting.folder_digest,
    )
    expect(version).toMatchObject({ actor: 'admin', before: null, after: { version: '1.0.0' } })
  })

  it('is kept when an unchanged file is stored again without its folder', async () => {
    const waiting = await aWaitingFolder('kept', [await aFile('run.sh')])
    await approve(waiting)
    const { rows } = await api.db.execute<{ source_id: string; external_id: string }>(
      sql`select source_id, external_id from raw_skills where id = ${waiting.id}::uuid`,
    )
    const text = new TextEncoder().encode(waiting.text ?? '')
    const { raw } = await readRawFile(text, { path: 'kept/SKILL.md', folder: 'kept', owner: 'acme', repo: null })
    const [again] = await storeRawSkills(api.db, rows[0]?.source_id ?? '', [raw])
    expect(again).toMatchObject({ state: 'unchanged', status: 'approved' })
    expect((await read(waiting.id)).folder_digest).toBe(waiting.folder_digest)
  })
})
