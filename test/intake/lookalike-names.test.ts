import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { listProtected, namesOfFiles, namesOfFolders } from '../../src/db/trust/names.ts'
import { scanLoneFiles, scanStored } from '../../src/files/scan-stored.ts'
import { aStoredFile, aStoredFolder } from '../support/builders/raw-files.ts'
import { aVersion } from '../support/builders/versions.ts'
import { createDatabase } from '../support/run/database.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
  const { slug } = await aVersion(db, { name: 'spreadsheet-wizard', owner: 'acme' })
  await db.execute(
    sql`update skill_popularity set placed_score = 9, listed = true where skill_id = (select id from skills where slug = ${slug})`,
  )
})

const verdicts = async () =>
  (await db.execute(sql`select name_raw as name, verdict from raw_skills where verdict is not null order by name_raw`))
    .rows

const rules = async () =>
  (await db.execute<{ rule: string }>(sql`select jsonb_object_keys(rules) as rule from scan_reports`)).rows.map(
    ({ rule }) => rule,
  )

describe('the names of much used skills', () => {
  it('are read with their publishers, and nothing that is little used', async () => {
    await aVersion(db, { name: 'rarely-used' })
    expect(await listProtected(db)).toEqual({
      skills: [{ name: 'spreadsheet-wizard', owner: 'acme' }],
      publishers: [],
    })
  })

  it('make a look-alike of another publisher a finding when its folder is scanned, before it is listed', async () => {
    const { folder_digest } = await aStoredFolder(db, { repo: 'stranger/kit', path: 'spreadsheet-wizzard/SKILL.md' })
    await scanStored({ db }, [folder_digest])
    expect(await verdicts()).toEqual([{ name: 'spreadsheet-wizzard', verdict: 'review' }])
    expect(await rules()).toEqual(['imposture.lookalike-name'])
  })

  it('make a look-alike of a verified publisher a finding, too', async () => {
    await aVersion(db, { name: 'rows', owner: 'harborlab' })
    await db.execute(sql`update publishers set verified_at = now() where handle = 'harborlab'`)
    const { folder_digest } = await aStoredFolder(db, { repo: 'harborIab/kit', path: 'other-rows/SKILL.md' })
    await scanStored({ db }, [folder_digest])
    expect(await rules()).toContain('imposture.lookalike-publisher')
  })

  it('do so for a file whose folder was not read', async () => {
    const { id } = await aStoredFile(db, { repo: 'stranger/kit', path: 'spreadsheet-wizrad/SKILL.md' })
    await scanLoneFiles({ db }, [id])
    expect(await rules()).toEqual(['imposture.lookalike-name'])
  })

  it('are free for their own publisher', async () => {
    const { folder_digest } = await aStoredFolder(db, { repo: 'Acme/other', path: 'spreadsheet-wizzard/SKILL.md' })
    await scanStored({ db }, [folder_digest])
    expect(await verdicts()).toEqual([{ name: 'spreadsheet-wizzard', verdict: 'pass' }])
  })

  it('are compared with the names under which folders and files are published', async () => {
    const { folder_digest, id } = await aStoredFolder(db, { repo: 'stranger/kit', path: 'rows/SKILL.md' })
    const as = { names: ['rows'], owners: ['stranger'] }
    expect(await namesOfFolders(db, [folder_digest])).toEqual(new Map([[folder_digest, as]]))
    expect(await namesOfFiles(db, [id])).toEqual(new Map([[id, as]]))
    expect(await namesOfFolders(db, [])).toEqual(new Map())
  })
})
