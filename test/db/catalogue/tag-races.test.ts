import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { deleteTag, mergeTag, renameTag } from '../../../src/db/catalogue/taxonomy/change-tags.ts'
import type { Db } from '../../../src/db/connect.ts'
import { lockCatalogue } from '../../../src/db/locks.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { expectFeedIsTrue, finishAll, tagFaults, tagId, tagKeys } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'
import { untilWaiting } from '../../support/run/waiting.ts'

let db: Db
let url: string
let skillId: string
let [a, b, c] = ['', '', '']
beforeEach(async () => {
  ;({ db, url } = await createDatabase())
  ;({ id: skillId } = await aSkill(db, { tags: ['a'] }))
  await aSkill(db, { tags: ['b', 'c'] })
  ;[a, b, c] = [await tagId(db, 'a'), await tagId(db, 'b'), await tagId(db, 'c')]
})
afterEach(async () => {
  await finishAll(db)
  expect(await tagFaults(db)).toEqual([])
  await expectFeedIsTrue(db)
})

/** Writes that are all under way before the first of them may begin; they get their turns in this order. */
async function inTurns<T extends readonly (() => Promise<unknown>)[]>(...writes: T) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  await client.query(new PgDialect().sqlToQuery(lockCatalogue).sql)
  const begun: Promise<unknown>[] = []
  for (const write of writes) {
    begun.push(write())
    await untilWaiting(db, begun.length)
  }
  await client.query('commit')
  return (await Promise.all(begun)) as { [K in keyof T]: Awaited<ReturnType<T[K]>> }
}

const merge = (id: string, into: string) => () => mergeTag(db, TESTER, { id, into, limit: 500 })
const rename = (id: string, key: string) => () => renameTag(db, TESTER, { id, key })
const retag = (...keys: string[]) => {
  return () => updateSkill(db, TESTER, skillId, { tags: keys.map((key) => ({ key, name: key })) })
}
const tags = async () =>
  (
    await db.execute<{ key: string }>(sql`
      select key from skill_tags st join tags t on t.id = st.tag_id where skill_id = ${skillId}::uuid order by key`)
  ).rows.map(({ key }) => key)

describe('two merges at once', () => {
  it('of two tags into each other: the first succeeds, the second is refused with the reason', async () => {
    const [first, second] = await inTurns(merge(a, b), merge(b, a))
    expect(first.body).not.toBeNull()
    expect(second).toMatchObject({ body: null, refused: 'into_alias', id: b, key: 'b' })
    expect(await tagKeys(db)).toEqual(['a → b', 'b', 'c'])
  })

  it('of one tag into two others: the first decides', async () => {
    const [, second] = await inTurns(merge(a, b), merge(a, c))
    expect(second).toMatchObject({ body: null, refused: 'merged_elsewhere', id: b, key: 'b' })
    expect(await tags()).toEqual(['b'])
  })

  it('of a into b and b into c leave no chain of aliases', async () => {
    await inTurns(merge(a, b), merge(b, c))
    expect(await tagKeys(db)).toEqual(['a → c', 'b → c', 'c'])
    expect(await tags()).toEqual(['c'])
  })

  it('of the same tags: the second changes nothing', async () => {
    const results = await inTurns(merge(a, b), merge(a, b))
    expect(results.map(({ skills }) => skills)).toEqual([1, 0])
  })
})

describe('a merge', () => {
  it('replaces the tag on a skill that got it just before', async () => {
    await inTurns(retag('a', 'x'), merge(a, b))
    expect(await tags()).toEqual(['b', 'x'])
  })

  it('gives a skill that is tagged afterwards the remaining tag', async () => {
    await inTurns(merge(a, b), retag('a', 'x'))
    expect(await tags()).toEqual(['b', 'x'])
    expect(await tagKeys(db)).toEqual(['a → b', 'b', 'c', 'x'])
  })

  it('into a tag that is renamed or deleted first uses the tag as it then is', async () => {
    await inTurns(rename(b, 'd'), merge(a, b))
    expect(await tags()).toEqual(['d'])
    const [, merged] = await inTurns(() => deleteTag(db, TESTER, { id: b, limit: 500 }), merge(c, b))
    expect(merged).toMatchObject({ body: null, refused: 'no_target' })
    expect(await tagKeys(db)).toEqual(['c'])
  })
})

describe('two renames at once', () => {
  it('to the same key: the first succeeds, the second is refused with the tag that has it', async () => {
    const [, second] = await inTurns(rename(a, 'd'), rename(b, 'd'))
    expect(second).toMatchObject({ body: null, refused: 'taken', id: a, key: 'd' })
  })

  it('to a key that another tag has just given up are refused: it is an alias of that tag', async () => {
    const [, second] = await inTurns(rename(a, 'd'), rename(b, 'a'))
    expect(second).toMatchObject({ body: null, refused: 'taken', id: a, key: 'd' })
    expect(await tagKeys(db)).toEqual(['a → d', 'b', 'c', 'd'])
  })

  it('of the same tag: the last name stays, and both old keys are its aliases', async () => {
    await inTurns(rename(a, 'd'), rename(a, 'e'))
    expect(await tagKeys(db)).toEqual(['a → e', 'b', 'c', 'd → e', 'e'])
    expect(await tags()).toEqual(['e'])
  })
})
