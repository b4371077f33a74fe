import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { READING_VERSION } from '../../../src/domain/catalogue/reading-version.ts'
import { approveWaiting } from '../../../src/intake/approve.ts'
import { rereadStoredFiles } from '../../../src/jobs/intake/reread-files.ts'
import { publishOutbox } from '../../../src/jobs/publish-outbox.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { aFile, aStoredFile } from '../../support/builders/raw-files.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
  await at.db.execute(sql`
    insert into github_repo_cache (id, repo_full_name, license_spdx, fetched_at) values (gen_random_uuid(), 'acme/kit', 'MIT', now())`)
})

const reread = async () => (await runAt(at.db, rereadStoredFiles)).counts
const outdate = () => at.db.execute(sql`update raw_skills set read_version = 0`)
const RESERVED = 'license: Internal use only\n'

/** An approved file that names its licence in words, as the first version of the rules judged it: with that of its repository. */
async function aMisjudgedSkill(name: string, more = RESERVED) {
  const file = await aStoredFile(at.db, { path: `${name}/SKILL.md`, text: aFile(name, { more }) })
  await approveWaiting(at, file.sourceId, () => true)
  const { rows } = await at.db.execute<{ id: string }>(sql`
    update skills set license = 'MIT', license_confidence = 'medium', content_policy = 'full' where name = ${name} returning id`)
  await outdate()
  return { ...file, skillId: rows[0]?.id ?? '' }
}

const skill = async (name: string) =>
  (
    await at.db.execute(sql`
      select slug, summary, license, license_confidence, content_policy, description_md, xmin::text as version,
        array(select t.key from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = s.id order by 1) as tags
      from skills s where name = ${name}`)
  ).rows[0]
const WITHDRAWN = { license: 'Internal use only', license_confidence: 'low', content_policy: 'link_only' }
const AS_IT_WAS = { license: 'MIT', license_confidence: 'medium', content_policy: 'full' }

describe('a text that an older version of the rules has published', () => {
  it('is withdrawn from the catalogue and the feed if its words reserve it', async () => {
    const { skillId } = await aMisjudgedSkill('a')
    await runAt(at.db, publishOutbox)
    expect(await skill('a')).toMatchObject(AS_IT_WAS)
    expect(await reread()).toEqual({ reread: 1, updated: 0, withdrawn: 1 })
    expect(await skill('a')).toMatchObject({ slug: 'acme--a', ...WITHDRAWN })
    await runAt(at.db, publishOutbox)
    const { rows } = await at.db.execute(sql`
      select kind, deleted, payload ->> 'license' as license from published_items where source_id = ${skillId} and kind in ('skill', 'document') order by kind`)
    expect(rows).toEqual([
      { kind: 'document', deleted: true, license: null },
      { kind: 'skill', deleted: false, license: 'Internal use only' },
    ])
  })

  it.each([
    ['has vanished', sql`update raw_skills set vanished_at = now()`],
    ['waits for review again', sql`update raw_skills set status = 'new'`],
    ['was rejected since', sql`update raw_skills set status = 'rejected'`],
    ['has become a curated skill', sql`update skills set curated = true, summary = 'By hand.'`],
  ])('is withdrawn even if its file %s', async (_, statement) => {
    await aMisjudgedSkill('a')
    await at.db.execute(statement)
    expect(await reread()).toEqual({ reread: 1, updated: 0, withdrawn: 1 })
    expect(await skill('a')).toMatchObject(WITHDRAWN)
  })

  it('stays if an admin has set its licence, and so does what else an admin has set', async () => {
    const [decided, worded] = [await aMisjudgedSkill('decided'), await aMisjudgedSkill('worded')]
    await updateSkill(at.db, TESTER, decided.skillId, { license: 'ISC' })
    await updateSkill(at.db, TESTER, worded.skillId, { summary: 'By hand.', description_md: 'A text by hand.' })
    expect(await reread()).toMatchObject({ reread: 2, withdrawn: 1 })
    expect(await skill('decided')).toMatchObject({ ...AS_IT_WAS, license: 'ISC' })
    expect(await skill('worded')).toMatchObject({
      ...WITHDRAWN,
      summary: 'By hand.',
      description_md: 'A text by hand.',
    })
  })
})

describe('what stored files have become', () => {
  it('is brought up to date, with the slug that it has', async () => {
    await aMisjudgedSkill('हिन्दी', 'license: MIT\ntags: [की, का]\n')
    await at.db.execute(sql`update skills set slug = 'acme--ह-न-द', summary = 'Old.'`)
    await at.db.execute(sql`delete from skill_tags`)
    await at.db.execute(sql`update raw_skills set tags_raw = '["क"]'`)
    expect(await reread()).toEqual({ reread: 1, updated: 1, withdrawn: 0 })
    expect(await skill('हिन्दी')).toMatchObject({
      ...{ slug: 'acme--ह-न-द', summary: 'What हिन्दी does.', license: 'MIT', license_confidence: 'high' },
      tags: ['का', 'की'],
    })
    const { rows } = await at.db.execute(sql`select tags_raw, read_version, status from raw_skills`)
    expect(rows).toEqual([{ tags_raw: ['की', 'का'], read_version: READING_VERSION, status: 'approved' }])
  })

  it('is left alone if it would be the same, and a second run has nothing to do', async () => {
    await aMisjudgedSkill('a', 'license: MIT\n')
    await reread()
    await outdate()
    const before = await skill('a')
    await at.db.execute(sql`delete from publish_outbox`)
    expect(await reread()).toEqual({ reread: 1, updated: 0, withdrawn: 0 })
    expect(await skill('a')).toEqual(before)
    expect(await reread()).toEqual({ reread: 0, updated: 0, withdrawn: 0 })
    expect(await at.db.execute(sql`select 1 from publish_outbox`)).toMatchObject({ rows: [] })
  })

  it('goes on where a run was cut off, and a file without stored bytes is not read again', async () => {
    for (let i = 0; i < 51; i++) await aStoredFile(at.db)
    await at.db.execute(
      sql`update raw_skills set read_version = 0, content = case when skill_path = (select max(skill_path) from raw_skills) then null else content end`,
    )
    let asked = 0
    const cut = await runAt(at.db, rereadStoredFiles, new Date(), { timeLeft: () => (asked++ === 0 ? 600_000 : 0) })
    expect(cut.counts).toMatchObject({ reread: 50 })
    expect(await rereadStoredFiles.plan({ db: at.db } as never)).toEqual({ reread: 1 })
    expect(await reread()).toMatchObject({ reread: 1 })
  })
})

it('keeps the version of a file that is crawled again: what it has become is still to be judged', async () => {
  const file = await aMisjudgedSkill('a')
  await aStoredFile(at.db, { path: file.path, text: aFile('a', { more: RESERVED, body: 'Another text.' }) })
  expect(await reread()).toEqual({ reread: 1, updated: 0, withdrawn: 1 })
  expect(await skill('a')).toMatchObject(WITHDRAWN)
})
