import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { listSkills, type SkillSort } from '../../../src/db/catalogue/skills.ts'
import { mergeTag } from '../../../src/db/catalogue/taxonomy/change-tags.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { tagId } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
  const day = (n: number) => `2026-02-0${n}T00:00:00Z`
  for (const [n, tags] of [['gis'], ['gis', 'sea'], [], ['gis'], ['gis'], ['sea'], ['gis']].entries())
    await aSkill(db, { name: `skill-${n}`, tags, score: (n * 3) % 7, updatedAt: day(n + 1) })
  await aSkill(db, { name: 'draft', tags: ['gis'], status: 'draft' })
  const original = await aSkill(db, { name: 'original' })
  await aSkill(db, { name: 'copy', tags: ['gis'], duplicateOf: original.id })
})

/** The names of all pages of the list of a tag. */
async function walk(tag: string, sort: SkillSort, size: number): Promise<string[]> {
  const names: string[] = []
  for (let after: (string | number)[] | undefined; ; ) {
    const { items, next_cursor } = JSON.parse((await listSkills(db, { tags: [tag] }, sort, { size, after })).body)
    names.push(...items.map(({ name }: { name: string }) => name))
    if (next_cursor === null) return names
    after = JSON.parse(Buffer.from(next_cursor, 'base64url').toString()).slice(1)
  }
}

const BY_TIME = ['skill-6', 'skill-4', 'skill-3', 'skill-1', 'skill-0']
const BY_SCORE = ['skill-4', 'skill-6', 'skill-1', 'skill-3', 'skill-0']

describe.each([
  ['a rare tag', 0],
  ['a common tag', 2001],
])('the list of %s', (_, drafts) => {
  beforeAll(async () => {
    await db.execute(sql`
      with made as (
        insert into skills (id, slug, owner, name, created_at, updated_at)
        select gen_random_uuid(), 'drafts--' || n, 'drafts', 'draft', now(), now() from generate_series(1, ${drafts}::int) n returning id
      )
      insert into skill_tags (skill_id, tag_id, created_at) select id, ${await tagId(db, 'gis')}::uuid, now() from made`)
  })

  it.each([1, 2, 5, 20])('has its listed skills in their order, by pages of %i', async (size) => {
    expect(await walk('gis', 'latest', size)).toEqual(BY_TIME)
    expect(await walk('gis', 'popular', size)).toEqual(BY_SCORE)
  })
})

it('a tag of no skill, and a tag that does not exist, have an empty list', async () => {
  await db.execute(
    sql`insert into tags (id, key, name, created_at, updated_at) values (gen_random_uuid(), 'nobody', 'nobody', now(), now())`,
  )
  for (const tag of ['nobody', 'unknown'])
    expect(await listSkills(db, { tags: [tag] }, 'latest', { size: 5 })).toMatchObject({ isEmpty: true })
})

it('a tag that was merged into a common one has the list of that one', async () => {
  await mergeTag(db, TESTER, { id: await tagId(db, 'sea'), into: await tagId(db, 'gis'), limit: 10 })
  expect(await walk('sea', 'popular', 2)).toEqual(['skill-4', 'skill-6', 'skill-1', 'skill-3', 'skill-5', 'skill-0'])
})
