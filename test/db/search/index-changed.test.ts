import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { type ChangedSkill, readChangedSkills } from '../../../src/db/search/changed-skills.ts'
import { noWords, readWords } from '../../../src/db/search/known-words.ts'
import { searchSkills } from '../../../src/db/search/search-skills.ts'
import { renewSpace } from '../../../src/db/search/space.ts'
import { storeIndex } from '../../../src/db/search/store-index.ts'
import { STRONG_FROM } from '../../../src/domain/search/weights.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { searchAll } from '../../support/run/search.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const names = async (q: string, filter = {}) => {
  const { body } = await searchSkills(db, { q, ...filter }, 'relevance', { size: 20 })
  return (JSON.parse(body).items as { name: string }[]).map(({ name }) => name)
}
const rows = async (query: ReturnType<typeof sql>) => (await db.execute(query)).rows

/** The counts as they would be if every skill were counted anew. */
const isCountedRight = async () => {
  const wrong = await rows(sql`
    select * from (
      select key / 16 as id, count(*)::int as skills, (count(*) filter (where key % 16 >= ${STRONG_FROM}))::int as strong, bit_or(1 << key % 16) as levels
      from (select unnest(keys) as key from skill_search) k where key > 0 group by key / 16
    ) counted full join (select id, skills, strong, levels from search_terms where id <> 0 and skills <> 0) stored using (id)
    where (counted.skills, counted.strong, counted.levels & ~stored.levels) is distinct from (stored.skills, stored.strong, 0)`)
  const words = await rows(sql`
    select coalesce(word, id::text) as word from (select id, count(*)::int as n from (select unnest(words) as id from skill_search) w group by id) counted
    full join search_words stored using (id) where coalesce(n, 0) is distinct from skills`)
  const [size] = await rows(sql`
    select (select skills from search_terms where id = 0) = (select count(*) from skill_search where keys[1] > 0) as same`)
  return { wrong, words, same: size?.same }
}
const RIGHT = { wrong: [], words: [], same: true }

describe('the search index', () => {
  it('follows what is added, changed, withdrawn and restored, and counts it right', async () => {
    const { id } = await aSkill(db, { name: 'kettle-descaler', summary: 'Removes lime.' })
    await aSkill(db, { name: 'teapot', summary: 'Pours.' })
    await searchAll(db)
    expect(await names('lime')).toEqual(['kettle-descaler'])
    await db.execute(sql`update skills set summary = 'Takes chalk away.' where id = ${id}::uuid`)
    expect(await searchAll(db)).toMatchObject({ stored: 1 })
    expect([await names('lime'), await names('chalk')]).toEqual([[], ['kettle-descaler']])
    await db.execute(sql`update skills set status = 'archived' where id = ${id}::uuid`)
    await searchAll(db)
    expect(await names('chalk')).toEqual([])
    expect(await isCountedRight()).toEqual(RIGHT)
    await db.execute(sql`update skills set status = 'active' where id = ${id}::uuid`)
    await searchAll(db)
    expect(await names('chalk')).toEqual(['kettle-descaler'])
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('has nothing to do when nothing changed that is searched', async () => {
    const { id } = await aSkill(db, { name: 'teapot' })
    await searchAll(db)
    await db.execute(sql`update skills set last_seen_at = now() where id = ${id}::uuid`)
    expect(await searchAll(db)).toEqual({ stored: 0, refused: [], placed: 0 })
  })

  it('finds a new skill by its name at once', async () => {
    await aSkill(db, { name: 'teapot' })
    expect(await names('Teapot')).toEqual(['teapot'])
  })

  it('finds copies only in the list of their owner', async () => {
    const { id } = await aSkill(db, { name: 'teapot', summary: 'Pours.', contentHash: 'a'.repeat(64) })
    await aSkill(db, {
      name: 'copied-pot',
      owner: 'copier',
      summary: 'Pours.',
      contentHash: 'a'.repeat(64),
      duplicateOf: id,
    })
    await searchAll(db)
    expect(await names('pours')).toEqual(['teapot'])
    expect(await names('pours', { owner: 'copier' })).toEqual(['copied-pot'])
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('stores and counts each change once when it runs twice at once', async () => {
    for (const name of ['one', 'two', 'three']) await aSkill(db, { name, summary: `The ${name} kettle.` })
    await Promise.all([searchAll(db), searchAll(db), searchAll(db)])
    await searchAll(db)
    expect((await names('kettle')).toSorted()).toEqual(['one', 'three', 'two'])
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('leaves a skill that changes again meanwhile for the next time', async () => {
    const { id } = await aSkill(db, { name: 'teapot', summary: 'Pours.' })
    const change = async () =>
      (await rows(sql`select change from skill_search_changes where skill_id = ${id}::uuid`))[0]?.change
    const before = await change()
    await db.execute(sql`update skills set summary = 'Whistles.' where id = ${id}::uuid`)
    expect(await change()).not.toBe(before)
  })

  it('leaves skills for the next time whose words it read before a new space was learned, as their terms may be gone', async () => {
    await aSkill(db, { name: 'teapot', summary: 'Whistles.' })
    await searchAll(db)
    await db.execute(sql`update skills set summary = 'Pours.'`)
    await searchAll(db)
    await db.execute(sql`update skills set summary = 'Whistles.'`)
    const known = noWords()
    const [skill] = (await readChangedSkills(db, { after: undefined, limit: 1 })) as [ChangedSkill]
    const terms = new Map([['whistl', 9]])
    const whistles = { ...skill, terms, words: new Map([['whistles', 'whistl']]), limits: [], vector: null }
    await readWords(db, known, [whistles])
    await renewSpace(db)
    expect(await storeIndex(db, [whistles], known)).toEqual([])
    expect(await searchAll(db)).toMatchObject({ stored: 1 })
    expect(await names('whistles')).toEqual(['teapot'])
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('gives a known word another term if it has one by now', async () => {
    await aSkill(db, { name: 'teapot', summary: 'Whistles.' })
    await searchAll(db)
    await db.execute(sql`update search_words set term_id = 0 where word = 'whistles'`)
    await db.execute(sql`update skills set summary = 'Whistles well.'`)
    await searchAll(db)
    const [stored] = await rows(
      sql`select term from search_words w join search_terms t on t.id = w.term_id where word = 'whistles'`,
    )
    expect(stored).toEqual({ term: 'whistl' })
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('stores all skills but the one that the database refuses, and says which', async () => {
    const { id } = await aSkill(db, { name: 'broken' })
    for (const name of ['one', 'two', 'three', 'four']) await aSkill(db, { name, summary: `The ${name} kettle.` })
    await db.execute(
      sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
    )
    await db.execute(
      sql.raw(
        `create trigger refuse before insert on skill_search for each row when (new.skill_id = '${id}') execute function refuse()`,
      ),
    )
    expect(await searchAll(db)).toMatchObject({ stored: 4, refused: [{ id, reason: 'no room' }] })
    expect((await names('kettle')).toSorted()).toEqual(['four', 'one', 'three', 'two'])
    await db.execute(sql`drop trigger refuse on skill_search`)
    expect(await searchAll(db)).toMatchObject({ stored: 1, refused: [] })
    expect(await isCountedRight()).toEqual(RIGHT)
  })

  it('forgets the terms that no skill has any more when it learns a space, but not those of copies', async () => {
    const { id } = await aSkill(db, { name: 'teapot', summary: 'Whistles.', contentHash: 'a'.repeat(64) })
    const copy = { name: 'other', owner: 'copier', contentHash: 'a'.repeat(64), duplicateOf: id }
    await aSkill(db, { ...copy, summary: 'Whistles.' })
    await searchAll(db)
    await db.execute(sql`update skills set summary = 'Pours.' where id = ${id}::uuid`)
    await searchAll(db)
    await renewSpace(db)
    const terms = async () => (await rows(sql`select term from search_terms`)).map(({ term }) => term)
    expect(await terms()).toEqual(expect.arrayContaining(['teapot', 'pour', 'whistl', 'copier']))
    await db.execute(sql`update skills set status = 'archived' where owner = 'copier'`)
    await searchAll(db)
    await renewSpace(db)
    expect(await terms()).toEqual(expect.arrayContaining(['teapot', 'pour']))
    expect(await terms()).not.toContain('whistl')
    expect(await isCountedRight()).toEqual(RIGHT)
  })
})
