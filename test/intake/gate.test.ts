import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { approveWaiting } from '../../src/intake/approve.ts'
import { aFile as aFolderFile } from '../support/builders/folders.ts'
import { aFile, aStoredFile, aStoredFolder } from '../support/builders/raw-files.ts'
import { aReport } from '../support/builders/reports.ts'
import { createDatabase } from '../support/run/database.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const PATH = 'tidy/SKILL.md'
const approve = async (sourceId: string) => (await approveWaiting({ db }, sourceId, () => true)).approved
const versions = async () =>
  (await db.execute(sql`select version, verdict, held from skill_versions order by nth`)).rows

/** A skill with one version that passes. */
async function aListedSkill() {
  const first = await aStoredFolder(db, { path: PATH })
  expect(await approve(first.sourceId)).toBe(1)
  return first
}

/** Another folder for the same skill. */
const next = (body: string, files: Awaited<ReturnType<typeof aFolderFile>>[] = []) =>
  aStoredFolder(db, { path: PATH, text: aFile('tidy', { body }), files })

describe('a source that approves by itself', () => {
  it('approves what passes and what is for review, after it has scanned what nobody had scanned', async () => {
    const one = await aStoredFolder(db)
    await aReport(db, one.folder_digest, { odd: 'review' })
    const other = await aStoredFile(db)
    expect(await approve(one.sourceId)).toBe(2)
    const { rows } = await db.execute(sql`select id, verdict from raw_skills`)
    expect(new Map(rows.map(({ id, verdict }) => [id, verdict]))).toEqual(
      new Map([
        [one.id, 'review'],
        [other.id, 'pass'],
      ]),
    )
  })

  it('does not approve what has a warning', async () => {
    const file = await aStoredFolder(db)
    await aReport(db, file.folder_digest, { lure: 'warn' })
    expect(await approve(file.sourceId)).toBe(0)
  })

  it('approves a later version that is no worse and asks for no more', async () => {
    await aListedSkill()
    const second = await next('Another text.')
    expect(await approve(second.sourceId)).toBe(1)
    expect(await versions()).toMatchObject([{ version: '1.0.0' }, { version: '1.0.1', verdict: 'pass', held: null }])
  })

  it('lets a later version wait whose verdict is worse than that of the one before', async () => {
    await aListedSkill()
    const second = await next('Another text.')
    await aReport(db, second.folder_digest, { odd: 'review' })
    expect(await approve(second.sourceId)).toBe(0)
    expect(await versions()).toHaveLength(1)
  })

  it.each([
    ['reaches a host that the one before did not', 'See https://api.weather.gov/points for more.', []],
    ['brings a script', 'Run it.', [['scripts/run.sh', '#!/bin/sh\necho hello\n']]],
  ])('lets a later version wait that %s', async (_, body, files) => {
    await aListedSkill()
    const second = await next(body, await Promise.all(files.map(([path = '', text]) => aFolderFile(path, text))))
    expect(await approve(second.sourceId)).toBe(0)
  })

  it('lets a later version wait whose scan finds more power', async () => {
    await aListedSkill()
    const second = await next('Another text.')
    await aReport(db, second.folder_digest, {}, { risk: { level: 'high', powers: ['execution'] } })
    expect(await approve(second.sourceId)).toBe(0)
  })

  it('lets a file wait that has moved and brings a script', async () => {
    await aListedSkill()
    await db.execute(sql`update raw_skills set vanished_at = now()`)
    const moved = await aStoredFolder(db, {
      path: 'moved/tidy/SKILL.md',
      text: aFile('tidy'),
      files: [await aFolderFile('scripts/run.sh', '#!/bin/sh\n')],
    })
    expect(await approve(moved.sourceId)).toBe(0)
  })
})
