import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { manySkills } from '../../support/builders/many-skills.ts'
import { tagId } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'

/** So many skills of at most so many tokens are gathered; of more, all skills are read until a page is full. */
const MANY = 2000

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
  await aSkill(db, { tags: ['a'] })
  await manySkills(db, MANY + 50, { tagId: await tagId(db, 'a') })
  await db.execute(sql`update skills set context_tokens = name::int where owner = 'many'`)
  // The fewer tokens, the less popular.
  await db.execute(
    sql`update skill_popularity p set popularity_score = s.context_tokens, placed_score = s.context_tokens from skills s where s.id = p.skill_id and s.owner = 'many'`,
  )
})

type Body = { items: { name: string }[]; next_cursor: string | null }

/** The names of two pages of `size` skills. */
async function twoPages(maxTokens: number, size: number) {
  const names: string[] = []
  let after: (string | number)[] | undefined
  for (let page = 0; page < 2; page++) {
    const { body } = await listSkills(db, { maxTokens }, 'popular', { size, after })
    const { items, next_cursor: next }: Body = JSON.parse(body)
    names.push(...items.map(({ name }) => name))
    if (next === null) break
    after = (JSON.parse(atob(next.replaceAll('-', '+').replaceAll('_', '/'))) as (string | number)[]).slice(1)
  }
  return names
}

describe('the most popular skills that cost little', () => {
  it.each([
    ['if they are few', 5],
    ['up to the bound', MANY],
    ['if they are many', MANY + 1],
  ])('are found page by page %s', async (_, most) => {
    expect(await twoPages(most, 2)).toEqual([0, 1, 2, 3].map((fewer) => String(most - fewer)))
  })

  it('are none if none cost so little', async () => {
    await db.execute(sql`update skills set context_tokens = 100 where context_tokens = 1`)
    expect(await twoPages(1, 2)).toEqual([])
  })
})
