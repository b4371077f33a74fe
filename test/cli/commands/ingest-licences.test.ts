import { sql } from 'drizzle-orm'
import full from 'spdx-license-list/full.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { readForReview } from '../../../src/intake/read-for-review.ts'
import { describeStoredFolders } from '../../../src/jobs/intake/describe-folders.ts'
import { rereadStoredFiles } from '../../../src/jobs/intake/reread-files.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const textOf = (id: 'MIT' | 'Apache-2.0') => full[id]?.licenseText ?? ''
const ingest = async (files: Record<string, string>, ...more: string[]) =>
  (await ops(at, ['ingest', await aFolder(files), '--source', 'acme', '--approve', ...more])).summary()
const judged = async () => {
  const { rows } = await at.db.execute(sql`select license, license_confidence, content_policy from skills`)
  return Object.values(rows[0] ?? {})
}
/** What a reviewer would see. */
const reviewed = async () => {
  const { rows } = await at.db.execute<{ id: string }>(sql`select id from raw_skills`)
  const [found] = await readForReview(
    at.db,
    rows.map(({ id }) => id),
  )
  return [found?.candidate?.license, found?.candidate?.licenseConfidence, found?.candidate?.contentPolicy]
}

describe('ops ingest', () => {
  it.each([
    ['the licence file of the folder', { 'a/LICENSE.txt': textOf('Apache-2.0') }, ['Apache-2.0', 'high', 'full']],
    ['the licence at the top of the repository', { LICENSE: textOf('MIT') }, ['MIT', 'medium', 'full']],
    [
      'no licence of the repository where the folder has an unknown one',
      { LICENSE: textOf('MIT'), 'a/LICENSE': '© Acme' },
      ['See LICENSE', 'low', 'link_only'],
    ],
    ['none where the repository has none that is known', { LICENSE: 'All yours.' }, [null, 'low', 'link_only']],
  ])('takes %s, and a reviewer sees the same', async (_, files, expected) => {
    await ingest({ 'a/SKILL.md': aSkillMd('a'), ...files }, '--repo', 'acme/kit')
    expect(await judged()).toEqual(expected)
    expect(await reviewed()).toEqual(expected)
  })

  it('judges a skill again whose licence file was not known when it was approved', async () => {
    await ingest({ 'a/SKILL.md': aSkillMd('a'), 'a/LICENSE': textOf('MIT') })
    await at.db.execute(sql`update folders set licence = null, described_version = 0`)
    expect(await reviewed()).toEqual(['See LICENSE', 'low', 'link_only'])
    await at.db.execute(sql`update skills set license = 'ISC', license_confidence = 'medium'`)
    await runAt(at.db, describeStoredFolders)
    await runAt(at.db, rereadStoredFiles)
    expect(await judged()).toEqual(['MIT', 'high', 'full'])
  })
})
