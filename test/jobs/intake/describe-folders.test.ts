import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { storeFolders } from '../../../src/db/files/folders.ts'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { describeStored } from '../../../src/files/describe-stored.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { describeStoredFolders } from '../../../src/jobs/intake/describe-folders.ts'
import { readAgain } from '../../../src/jobs/intake/read-again.ts'
import { TESTER } from '../../support/builders/builders.ts'
import {
  aFile,
  anOddFolder,
  contentsOf,
  type FileWithBytes,
  ODD_FOLDER,
  someBytes,
} from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

async function aStoredFolder(files: readonly FileWithBytes[]) {
  await putFiles({ db }, [...contentsOf(files), new Uint8Array()])
  const folder = await makeFolder({ files })
  await storeFolders(db, [folder])
  return folder.digest
}

const hashes = async () => {
  const { rows } = await db.execute<{ digest: string; zip: string | null; tar_gz: string | null }>(sql`
    select encode(digest, 'hex') as digest, encode(zip_sha256, 'hex') as zip, encode(tar_gz_sha256, 'hex') as tar_gz from folders`)
  return new Map(rows.map(({ digest, ...of }) => [digest, of]))
}

describe('the description of stored folders', () => {
  it('has the hashes of the archives that are given out', async () => {
    const digest = await aStoredFolder(await anOddFolder())
    expect(await describeStored({ db }, [digest])).toEqual({ described: 1, damaged: [], unfinished: false })
    expect((await hashes()).get(digest)).toEqual({ zip: ODD_FOLDER.zip, tar_gz: ODD_FOLDER.tarGz })
  })

  it('is made once', async () => {
    const digest = await aStoredFolder([await aFile('SKILL.md')])
    await describeStored({ db }, [digest])
    expect(await describeStored({ db }, [digest])).toMatchObject({ described: 0 })
  })

  it('stops where there is no more time', async () => {
    const digest = await aStoredFolder([await aFile('SKILL.md')])
    expect(await describeStored({ db }, [digest], () => false)).toMatchObject({ described: 0, unfinished: true })
  })
})

it('many big folders are described a few megabytes at a time, and the next run goes on where time ended', async () => {
  const digests: string[] = []
  for (let n = 0; n < 5; n++) {
    const large = await aFile('large.bin', someBytes(1.5 * 1024 * 1024, n + 1))
    digests.push(await aStoredFolder([await aFile('SKILL.md', `${n}`), large]))
  }
  let pages = 1
  const first = await describeStored({ db }, digests, () => pages-- > 0)
  expect(first).toEqual({ described: 2, damaged: [], unfinished: true })
  let asked = 0
  const rest = await describeStored({ db }, digests, () => ++asked > 0)
  expect([rest, asked]).toEqual([{ described: 3, damaged: [], unfinished: false }, 2])
  expect([...(await hashes()).values()].every(({ zip }) => zip !== null)).toBe(true)
})

describe('what a description says of skills', () => {
  const capabilities = async (slug: string) =>
    (await db.execute(sql`select capabilities from skills where slug = ${slug}`)).rows[0]?.capabilities
  const idOf = async (slug: string) =>
    `${(await db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id}`
  const undescribe = () => db.execute(sql`update folders set capabilities = null, described_version = 0`)

  it('is which parts their newest versions have, also after an approval', async () => {
    const { slug } = await aVersion(db, { name: 'a', files: [await aFile('SKILL.md'), await aFile('run.sh')] })
    expect(await capabilities(slug)).toEqual(['scripts'])
    await aVersion(db, { name: 'a', files: [await aFile('SKILL.md'), await aFile('a.md'), await aFile('b.png')] })
    expect(await capabilities(slug)).toEqual(['references', 'assets'])
  })

  it('waits for a folder that is not described yet', async () => {
    const { slug, digest } = await aVersion(db, { name: 'a', files: [await aFile('SKILL.md'), await aFile('a.sh')] })
    await db.execute(sql`update skills set capabilities = null`)
    await undescribe()
    await describeStored({ db }, [digest])
    expect(await capabilities(slug)).toEqual(['scripts'])
  })

  it('leaves what an admin has said', async () => {
    const { slug, digest } = await aVersion(db, { name: 'a', files: [await aFile('SKILL.md'), await aFile('a.sh')] })
    await updateSkill(db, TESTER, await idOf(slug), { capabilities: ['by hand'] })
    await undescribe()
    await describeStored({ db }, [digest])
    expect(await capabilities(slug)).toEqual(['by hand'])
  })
})

describe('the job describe-folders', () => {
  it('describes what a writer has left and what older rules have described, and then has nothing to do', async () => {
    const odd = await anOddFolder()
    await aStoredFolder([await aFile('SKILL.md')])
    await aStoredFolder(odd)
    await aStoredFolder([...odd, await aFile('more')])
    await db.execute(sql`update folders set described_version = -1 where files > 1`)
    expect(await describeStoredFolders.plan({ db } as never)).toEqual({ described: 3 })
    expect(await runAt(db, describeStoredFolders)).toMatchObject({ status: 'succeeded', counts: { described: 3 } })
    expect((await hashes()).get(ODD_FOLDER.digest)).toEqual({ zip: ODD_FOLDER.zip, tar_gz: ODD_FOLDER.tarGz })
    expect(await runAt(db, describeStoredFolders)).toMatchObject({ counts: { described: 0 } })
  })

  it('counts the tokens of folders and skills that older rules have described', async () => {
    const text = '---\ndescription: Reads a PDF.\n---\nhello world'
    const files = [await aFile('SKILL.md', text), await aFile('references/a.md', 'hello')]
    const { slug } = await aVersion(db, { name: 'a', files })
    await db.execute(sql`update folders set context_tokens = null, described_version = 4`)
    await db.execute(sql`update skills set context_tokens = null`)
    await runAt(db, describeStoredFolders)
    const { rows } = await db.execute(sql`
      select s.context_tokens as of_skill, f.context_tokens as of_folder from skills s join skill_versions v on v.skill_id = s.id
        join folders f on f.digest = v.digest where s.slug = ${slug}`)
    expect(rows).toEqual([
      { of_skill: 6, of_folder: { tokenizer: 'o200k_base', description: 4, body: 2, references: 1, cut: [] } },
    ])
  })

  it('names a folder that cannot be read, and describes its neighbours', async () => {
    const damaged = await aFile('SKILL.md', 'damaged')
    const digest = await aStoredFolder([damaged])
    await aStoredFolder([await aFile('SKILL.md', 'whole')])
    await db.execute(sql`update file_chunks set bytes = 'x' where sha256 = decode(${damaged.sha256}, 'hex')`)
    const { counts, errors } = await runAt(db, describeStoredFolders)
    expect([counts, errors]).toEqual([
      { described: 1 },
      [{ target: digest, reason: `The file ${damaged.sha256} cannot be read: its bytes are others.` }],
    ])
  })

  it('is a step of the hourly reading', async () => {
    await aStoredFolder([await aFile('SKILL.md')])
    expect(await runAt(db, readAgain)).toMatchObject({ counts: { described: 1, reread: 0 } })
  })
})
