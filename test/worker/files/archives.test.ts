import { env } from 'cloudflare:workers'
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { listFolderFiles, storeFolders } from '../../../src/db/files/folders.ts'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { tarGzOf } from '../../../src/domain/files/tar-gz.ts'
import { zipOf } from '../../../src/domain/files/zip.ts'
import type { FilePlace } from '../../../src/files/file-place.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { streamFiles } from '../../../src/files/read-files.ts'
import { anOddFolder, collected, ODD_FOLDER } from '../../support/builders/folders.ts'
import { createDatabase } from '../../support/run/database.ts'

const { TEST_FILES: bucket } = env as unknown as { TEST_FILES: R2Bucket }

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

describe.each([
  { place: 'the database', where: (): FilePlace => ({ db }) },
  { place: 'a bucket', where: (): FilePlace => ({ db, bucket }) },
])('an archive of files in $place', ({ where }) => {
  // The hashes that Node makes too.
  it.each([
    { kind: 'zip', make: zipOf, sha256: ODD_FOLDER.zip },
    { kind: 'tar.gz', make: tarGzOf, sha256: ODD_FOLDER.tarGz },
  ])('has the recorded hash as a $kind', async ({ make, sha256 }) => {
    const files = await anOddFolder()
    await putFiles(
      where(),
      files.map(({ bytes }) => bytes),
    )
    const folder = await makeFolder({ files })
    await storeFolders(db, [folder])
    const archive = make(await listFolderFiles(db, folder.digest))
    const bytes = await collected(archive.parts(streamFiles(where(), archive.files)))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  })
})
