import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { SKILLS_AT_ONCE } from '../../src/db/catalogue/upkeep/unfinished.ts'
import type { Db } from '../../src/db/connect.ts'
import { recordListing } from '../../src/db/intake/crawling/crawled-files.ts'
import { ensureSource } from '../../src/db/intake/ensure-source.ts'
import { aSkill } from '../support/builders/builders.ts'
import { manySkills } from '../support/builders/many-skills.ts'
import { expectFeedIsTrue, tagId } from '../support/builders/taxonomy.ts'
import { createDatabase } from '../support/run/database.ts'

/** More than one statement marks. */
const FILES = SKILLS_AT_ONCE + 10

let db: Db
let sourceId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  ;({ id: sourceId } = await ensureSource(db, { name: 'large', type: 'catalog' }))
  await aSkill(db, { tags: ['a'] })
  await manySkills(db, FILES, { tagId: await tagId(db, 'a') })
  await db.execute(sql`
    with files as (
      insert into raw_skills (id, source_id, external_id, status, created_at, updated_at)
      select s.id, ${sourceId}::uuid, s.name, 'approved', now(), now() from skills s where s.owner = 'many' returning id
    ) insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at) select id, ${sourceId}::uuid, id, now() from files`)
})

const vanished = async () =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from skills where vanished_at is not null`)).rows[0]?.n

it('a source of very many files that vanishes takes all its skills along, and brings them back', async () => {
  const names = Array.from({ length: FILES }, (_, i) => String(i + 1))
  const gone = await recordListing(db, sourceId, { externalIds: [], isWhole: true })
  expect([gone, await vanished()]).toEqual([{ vanished: FILES, returned: 0, restorable: false }, FILES])
  await expectFeedIsTrue(db)
  await db.execute(sql`update skills set status = 'archived', auto_archived_at = now() where name = ${names.at(-1)}`)
  const back = await recordListing(db, sourceId, { externalIds: names, isWhole: true })
  expect([back, await vanished()]).toEqual([{ vanished: 0, returned: FILES, restorable: true }, 0])
})

it('a listing that ended after its first page is made up for by the next one', async () => {
  await db.execute(sql`update raw_skills set vanished_at = now() where source_id = ${sourceId}::uuid`)
  const seen = await recordListing(db, sourceId, { externalIds: [], isWhole: true })
  expect([seen.vanished, await vanished()]).toEqual([0, FILES])
  await expectFeedIsTrue(db)
})
