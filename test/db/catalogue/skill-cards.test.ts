import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import { deleteTag, mergeTag, renameTag } from '../../../src/db/catalogue/taxonomy/change-tags.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aCategory, anIngestedSkill, aSkill, TESTER } from '../../support/builders/builders.ts'
import { cardFaults, finishAll, tagId } from '../../support/builders/taxonomy.ts'
import { changeAtRandom } from '../../support/outside/catalogue-writers.ts'
import { mulberry32 } from '../../support/outside/faulty-endpoint.ts'
import { createDatabase } from '../../support/run/database.ts'
import { newSeed } from '../../support/run/proof.ts'

let db: Db
let id: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  ;({ id } = await aSkill(db, { name: 'maps', tags: ['gis', 'atlas'], category: 'science' }))
})

type Card = { summary: string; tags: string[]; updated_at: string }
const cardOf = async (skill: string) =>
  (await db.execute<{ card: Card }>(sql`select card from skills where id = ${skill}::uuid`)).rows[0]?.card

const named = (...keys: string[]) => keys.map((key) => ({ key, name: key }))
const run = (statement: string) => db.execute(sql.raw(statement))

describe('the card of a skill', () => {
  it('says what a list says of the skill and is stored with it, compact and in UTC', async () => {
    await run(`update skills set vanished_at = '2026-02-10T09:00:00+02', updated_at = '2026-02-10T09:00:00.1234567+02'`)
    const { rows } = await db.execute<{ card: string; id: string }>(sql`
      with zone as (select set_config('timezone', 'Asia/Seoul', true)) select card::text, id from skills, zone`)
    expect(rows[0]?.card).toBe(
      JSON.stringify({
        ...{ id, slug: 'acme--maps', name: 'maps', summary: 'Does what a skill does.', owner: 'acme' },
        tags: ['atlas', 'gis'],
        ...{ license: 'MIT', license_confidence: 'low', content_policy: 'full' },
        ...{ vanished_at: '2026-02-10T07:00:00.000Z', updated_at: '2026-02-10T07:00:00.123Z' },
      }),
    )
  })

  it.each<[string, () => Promise<unknown>, object]>([
    ['an edit', () => updateSkill(db, TESTER, id, { summary: 'New.' }), { summary: 'New.' }],
    ['other tags', () => updateSkill(db, TESTER, id, { tags: named('gis', 'sea') }), { tags: ['gis', 'sea'] }],
    ['no tags', () => updateSkill(db, TESTER, id, { tags: [] }), { tags: [] }],
    // Search finds the same words by both, so the words alone would not tell.
    [
      'a tag of the same words',
      () => updateSkill(db, TESTER, id, { tags: named('atlas-gis') }),
      { tags: ['atlas-gis'] },
    ],
    ['another owner', () => updateSkill(db, TESTER, id, { owner: 'lab' }), { owner: 'lab' }],
    [
      'a tag with a new key',
      async () => renameTag(db, TESTER, { id: await tagId(db, 'gis'), key: 'geo' }),
      { tags: ['atlas', 'geo'] },
    ],
    [
      'a merged tag',
      async () => mergeTag(db, TESTER, { id: await tagId(db, 'gis'), into: await tagId(db, 'atlas'), limit: 10 }),
      { tags: ['atlas'] },
    ],
    [
      'a deleted tag',
      async () => deleteTag(db, TESTER, { id: await tagId(db, 'gis'), limit: 10 }),
      { tags: ['atlas'] },
    ],
    [
      'SQL that knows nothing of cards',
      () => run(`update skills set content_policy = 'link_only'`),
      { content_policy: 'link_only' },
    ],
    [
      'SQL that writes the card itself',
      () => run(`update skills set card = '{"summary": "False."}'`),
      { name: 'maps' },
    ],
  ])('follows %s', async (_, write, expected) => {
    await write()
    await finishAll(db)
    expect(await cardOf(id)).toMatchObject(expected)
    expect(await cardFaults(db)).toEqual([])
  })

  it('follows a file that is ingested again with other words', async () => {
    await anIngestedSkill(db, { name: 'file' })
    await anIngestedSkill(db, { name: 'file', contentPolicy: 'link_only', contentHash: 'changed' })
    expect(await cardFaults(db)).toEqual([])
  })

  it('stays as it is when its category gets another name, which its list shows at once', async () => {
    const before = await db.execute(sql`select xmin::text, card::text from skills`)
    await run(`update categories set name = 'Of nature'`)
    expect((await db.execute(sql`select xmin::text, card::text from skills`)).rows).toEqual(before.rows)
    const { items } = JSON.parse((await listSkills(db, {}, 'popular', { size: 1 })).body)
    expect(items[0].category).toEqual({ key: 'science', name: 'Of nature' })
  })

  it('equals the one that would be built now after any writes by many at once', async () => {
    await changeAtRandom(db, { changes: 20, writers: 6, random: mulberry32(newSeed()), onChange: () => {} })
    expect(await cardFaults(db)).toEqual([])
  })

  it('is built for the reader as long as it is missing', async () => {
    await aCategory(db, 'art')
    const listed = await listSkills(db, {}, 'latest', { size: 5 })
    await run('alter table skills disable trigger tg_skills_card')
    await run('update skills set card = null')
    expect(await listSkills(db, {}, 'latest', { size: 5 })).toEqual(listed)
  })
})
