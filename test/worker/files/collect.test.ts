import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { readJobSettings } from '../../../src/config.ts'
import type { Db } from '../../../src/db/connect.ts'
import { collectFiles, collectFolders, findUnneededObjects } from '../../../src/db/files/collect.ts'
import { storeFolders } from '../../../src/db/files/folders.ts'
import { touchFolders } from '../../../src/db/files/touch.ts'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import type { Bucket, FilePlace } from '../../../src/files/file-place.ts'
import { missingFiles, putFiles } from '../../../src/files/put-files.ts'
import { readFile } from '../../../src/files/read-files.ts'
import { collectUnnamed } from '../../../src/jobs/intake/collect-files.ts'
import { runJob } from '../../../src/runs/run-job.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { aFile, contentsOf, type FileWithBytes, someBytes } from '../../support/builders/folders.ts'
import { aReport } from '../../support/builders/reports.ts'
import { createDatabase } from '../../support/run/database.ts'

const { TEST_FILES: bucket } = env as unknown as { TEST_FILES: R2Bucket }
const HOUR_MS = 3_600_000

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS)

/** Runs the job so many hours from now. */
function collect(FILES?: Bucket, hours = 25) {
  const settings = { ...readJobSettings({}), FILES: FILES as R2Bucket | undefined }
  const deps = { db, settings, clock: () => inHours(hours), random: Math.random, log: () => {} }
  return runJob(collectUnnamed, { trigger: 'cron' }, deps)
}

const plan = (FILES?: R2Bucket) =>
  collectUnnamed.plan({ db, settings: { ...readJobSettings({}), FILES }, now: inHours(25) })

const countOf = async (table: string) => {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`)
  return rows[0]?.n
}

async function aFolder(at: FilePlace, files: readonly FileWithBytes[]) {
  await putFiles(at, contentsOf(files))
  const folder = await makeFolder({ files })
  await storeFolders(db, [folder])
  return folder.digest
}

async function aRawSkill(digest: string) {
  await db.execute(sql`
    insert into raw_skills (id, source_id, created_at, updated_at, folder_digest)
    values (gen_random_uuid(), gen_random_uuid(), now(), now(), decode(${digest}, 'hex'))`)
}

async function aVersion(digest: string) {
  const { id } = await aSkill(db)
  await db.execute(sql`
    insert into skill_versions (id, skill_id, nth, version, version_key, major, minor, patch, digest, content_policy, created_at)
    values (gen_random_uuid(), ${id}::uuid, 1, '1.0.0', '1', 1, 0, 0, decode(${digest}, 'hex'), 'full', now())`)
}

const age = (table: string) =>
  db.execute(sql`update ${sql.identifier(table)} set needed_at = now() - interval '25 hours'`)

describe('the collection', () => {
  it('keeps what a file as found or a version names, and deletes the rest', async () => {
    const [shared, found, versioned, unnamed] = await Promise.all(['shared', 'b', 'c', 'd'].map((path) => aFile(path)))
    const both = (file: FileWithBytes | undefined) => [shared, file].filter((one) => one !== undefined)
    await aRawSkill(await aFolder({ db }, both(found)))
    await aVersion(await aFolder({ db }, both(versioned)))
    await aFolder({ db }, both(unnamed))
    await putFiles({ db }, [someBytes(9)])
    expect(await plan()).toEqual({ folders: 1, files: 2 })
    expect(await collect()).toMatchObject({ status: 'succeeded', counts: { folders: 1, files: 2 } })
    expect(await collect(undefined, 26)).toMatchObject({ counts: { folders: 0, files: 0 } })
    for (const file of both(found).concat(both(versioned)))
      expect(await readFile({ db }, file.sha256)).toEqual(file.bytes)
    expect(await countOf('file_chunks')).toBe(3)
  })

  it('deletes what was found in the folders that it deletes, unless a reviewer has decided about them', async () => {
    const pairs = await Promise.all(['a', 'b'].map((name) => Promise.all([aFile(name), aFile(`${name}.md`)])))
    const [plain = '', decided = ''] = await Promise.all(pairs.map((files) => aFolder({ db }, files)))
    await aReport(db, plain, { lure: 'warn' })
    await aReport(db, decided, { lure: 'warn' })
    await db.execute(sql`
      insert into trust_decisions (id, decision, digest, reason, decided_by, decided_at)
      values (gen_random_uuid(), 'malicious', decode(${decided}, 'hex'), 'It steals.', 'someone', now())`)
    await age('folders')
    expect(await collect()).toMatchObject({ counts: { folders: 2 } })
    const { rows } = await db.execute(sql`select encode(digest, 'hex') as digest from scan_reports`)
    expect(rows).toEqual([{ digest: decided }])
  })

  it('keeps for a day what nobody names yet', async () => {
    await aFolder({ db }, [await aFile('SKILL.md')])
    await putFiles({ db }, [someBytes(9)])
    expect(await collect(undefined, 23)).toMatchObject({ counts: { folders: 0, files: 0 } })
    expect(await countOf('files')).toBe(2)
  })

  it('keeps an old file once a writer has asked for it, or has stored it again', async () => {
    const [asked, put] = await Promise.all([aFile('asked'), aFile('put')])
    await putFiles({ db }, [...contentsOf([asked, put]), someBytes(9)])
    await age('files')
    await missingFiles({ db }, [asked.sha256])
    await putFiles({ db }, [put.bytes])
    expect(await collect(undefined, 0)).toMatchObject({ counts: { files: 1 } })
    expect(await missingFiles({ db }, [asked.sha256, put.sha256])).toEqual(new Set())
  })

  it('keeps an old folder once a writer has asked for it, or has stored it again', async () => {
    const asked = await aFolder({ db }, [await aFile('asked')])
    const stored = [await aFile('stored')]
    await aFolder({ db }, stored)
    await aFolder({ db }, [await aFile('neither')])
    await age('folders')
    expect(await touchFolders(db, [asked])).toEqual(new Set([asked]))
    await storeFolders(db, [await makeFolder({ files: stored })])
    expect(await collect(undefined, 0)).toMatchObject({ counts: { folders: 1 } })
  })

  it('deletes what is left of a write that was cut off', async () => {
    await putFiles({ db }, [someBytes(3_500_000)])
    await db.execute(sql`update files set is_complete = false`)
    expect(await collect()).toMatchObject({ counts: { files: 1 } })
    expect(await countOf('file_chunks')).toBe(0)
  })

  it('goes on where the last page ended, whoever asks for the next one, and then begins anew', async () => {
    const digests: string[] = []
    for (let i = 0; i < 5; i++) digests.push(await aFolder({ db }, [await aFile(`${i}`)]))
    for (const digest of digests) await aRawSkill(digest)
    const next = () => collectFolders(db, { before: inHours(1), size: 3 })
    expect(await next()).toEqual({ collected: 0, isEnd: false })
    await db.execute(sql`update raw_skills set folder_digest = null`)
    expect(await next()).toEqual({ collected: 2, isEnd: true })
    expect(await next()).toEqual({ collected: 3, isEnd: false })
    expect(await next()).toEqual({ collected: 0, isEnd: true })
  })

  it('looks at a page of files and of objects at a time', async () => {
    for (let i = 0; i < 5; i++) await putFiles({ db, bucket }, [someBytes(i + 1)])
    const page = { before: inHours(1), size: 3 }
    expect([await collectFiles(db, page), await collectFiles(db, page)]).toEqual([
      { collected: 3, isEnd: false },
      { collected: 2, isEnd: true },
    ])
    const found = [await findUnneededObjects(db, page), await findUnneededObjects(db, page)]
    expect(found.map(({ keys, isEnd }) => [keys.length, isEnd])).toEqual([
      [3, false],
      [2, true],
    ])
    expect(new Set(found.flatMap(({ keys }) => keys)).size).toBe(5)
  })

  it('never takes what eight writers store, name or find meanwhile', async () => {
    const files = await Promise.all(Array.from({ length: 24 }, (_, i) => aFile(`${i}.md`)))
    await putFiles({ db }, contentsOf(files))
    await age('files')
    const write = async (i: number) => {
      const mine = files.slice(i * 3, i * 3 + 3)
      await putFiles({ db }, contentsOf(mine))
      const folder = await makeFolder({ files: mine })
      await storeFolders(db, [folder])
      await aRawSkill(folder.digest)
    }
    const rounds = Array.from({ length: 8 }, (_, i) =>
      Promise.all([write(i), collectFiles(db, { before: inHours(-24), size: 5 })]),
    )
    await Promise.all(rounds)
    expect(await countOf('folder_files')).toBe(24)
    for (const file of files) expect(await readFile({ db }, file.sha256)).toEqual(file.bytes)
  })
})

describe('the collection with a bucket', () => {
  const keys = async () => {
    const { rows } = await db.execute<{ key: string }>(sql`select key from file_objects order by key`)
    return rows.map(({ key }) => key)
  }
  const ageObjects = () => db.execute(sql`update file_objects set created_at = now() - interval '25 hours'`)

  it('deletes the objects of files that it deletes, and keeps the others', async () => {
    const at = { db, bucket }
    const kept = await aFile('kept')
    await aRawSkill(await aFolder(at, [kept]))
    await putFiles(at, [someBytes(9)])
    const before = await keys()
    expect(await plan(bucket)).toEqual({ folders: 0, files: 1, objects: 1 })
    expect(await collect(bucket)).toMatchObject({ counts: { folders: 0, files: 1, objects: 1 } })
    const [key = ''] = await keys()
    expect(await keys()).toEqual([key])
    expect(await readFile(at, kept.sha256)).toEqual(kept.bytes)
    const [gone = ''] = before.filter((other) => other !== key)
    expect(await bucket.head(gone)).toBeNull()
  })

  it('deletes what an upload left that was cut off', async () => {
    const uploaded: string[] = []
    const cutOff: Bucket = {
      get: bucket.get.bind(bucket) as Bucket['get'],
      delete: bucket.delete.bind(bucket),
      put: (async (key: string, ...rest: [ArrayBuffer]) => {
        await bucket.put(key, ...rest)
        uploaded.push(key)
        throw new Error('cut off')
      }) as unknown as Bucket['put'],
    }
    await expect(putFiles({ db, bucket: cutOff }, [someBytes(9)])).rejects.toThrow('cut off')
    expect(await bucket.head(uploaded[0] ?? '')).not.toBeNull()
    expect(await collect(bucket)).toMatchObject({ counts: { objects: 1 } })
    expect(await bucket.head(uploaded[0] ?? '')).toBeNull()
    expect(await keys()).toEqual([])
  })

  it('goes on where it was cut off between deleting an object and forgetting it', async () => {
    await putFiles({ db, bucket }, [someBytes(9)])
    const [key = ''] = await keys()
    await bucket.delete(key)
    expect(await collect(bucket)).toMatchObject({ status: 'succeeded', counts: { files: 1, objects: 1 } })
    expect(await keys()).toEqual([])
  })

  it('deletes no object that a writer has stored anew under the same hash', async () => {
    const at = { db, bucket }
    const file = await aFile('again')
    await putFiles(at, [file.bytes])
    await age('files')
    await ageObjects()
    await collectFiles(db, { before: inHours(-24), size: 10 })
    await putFiles(at, [file.bytes])
    expect(await collect(bucket, 0)).toMatchObject({ counts: { files: 0, objects: 1 } })
    expect(await readFile(at, file.sha256)).toEqual(file.bytes)
  })

  it('says how many objects are left if it has no bucket', async () => {
    await putFiles({ db, bucket }, [someBytes(9)])
    expect(await collect()).toMatchObject({ counts: { files: 1, objects_left: 1 } })
    expect(await plan()).toEqual({ folders: 0, files: 0, objects_left: 1 })
    expect(await keys()).toHaveLength(1)
  })
})
