import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { findSkill } from '../../../src/db/catalogue/skill-detail.ts'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import { continueChange } from '../../../src/db/catalogue/upkeep/finish-changes.ts'
import { listUnfinished, SKILLS_AT_ONCE, type Unfinished } from '../../../src/db/catalogue/upkeep/unfinished.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { manySkills } from '../../support/builders/many-skills.ts'
import { expectFeedIsTrue, finishAll } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'

/** More than a statement points at their original. */
const COPIES = SKILLS_AT_ONCE + 10

let db: Db
let original: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  ;({ id: original } = await aSkill(db, { name: 'first', contentHash: 'same', description_md: 'Same.' }))
  await manySkills(db, COPIES, { duplicateOf: original })
})
afterEach(async () => {
  await finishAll(db)
  const { rows } = await db.execute(sql`
    select count(*)::int as wrong from skills s where s.status = 'active' and s.content_hash = 'same' and s.duplicate_of is distinct from nullif((
      select o.id from skills o where o.status = 'active' and o.content_hash = 'same' order by o.created_at, o.id limit 1), s.id)`)
  expect(rows).toEqual([{ wrong: 0 }])
  await expectFeedIsTrue(db)
})

type Shown = { slug: string; copies: number; duplicate_of?: string | null }

const listed = async () => {
  const { body } = await listSkills(db, {}, 'latest', { size: 100 })
  const { items } = JSON.parse(body) as { items: Shown[] }
  return items.map(({ slug, copies }) => ({ slug, copies }))
}
const shown = async (slug: string) => {
  const { copies, duplicate_of } = JSON.parse((await findSkill(db, { slug })) ?? '') as Shown
  return { copies, duplicate_of }
}
const unfinished = async () => (await listUnfinished(db, { limit: 10 })).map(({ action, subject }) => [action, subject])
const archive = () => updateSkill(db, TESTER, original, { status: 'archived' })
const restore = () => updateSkill(db, TESTER, original, { status: 'active' })

describe('archiving an original of very many copies', () => {
  it('lists the earliest copy alone, with the number of all, before the other copies point at it', async () => {
    await archive()
    expect(await unfinished()).toEqual([['skill.refold', 'same']])
    expect(await listed()).toEqual([{ slug: 'many--1', copies: COPIES }])
    const { rows } = await db.execute<{ slug: string }>(
      sql`select slug from skills where duplicate_of = ${original}::uuid order by slug limit 1`,
    )
    expect(await shown(rows[0]?.slug ?? '')).toEqual({ copies: COPIES, duplicate_of: 'many--1' })
    await finishAll(db)
    expect(await listed()).toEqual([{ slug: 'many--1', copies: COPIES }])
  })

  it('is undone by restoring it, although the copies are not done', async () => {
    await archive()
    await restore()
    expect(await listed()).toEqual([{ slug: 'acme--first', copies: COPIES + 1 }])
    expect(await shown('many--1')).toEqual({ copies: COPIES + 1, duplicate_of: 'acme--first' })
  })

  it('finishes once if pages are worked on at the same time, or twice', async () => {
    await archive()
    const change: Unfinished = { subject: 'same', action: 'skill.refold', editor: TESTER, into: null }
    const left = await Promise.all([1, 2, 3].map(() => continueChange(db, change)))
    expect(left).toEqual([false, false, false])
    expect(await unfinished()).toEqual([])
  })
})

describe('a new text of an original of very many copies', () => {
  it('lists it and the earliest copy, each with its own number', async () => {
    await updateSkill(db, TESTER, original, { description_md: 'Another text.' })
    expect((await listed()).toSorted((a, b) => a.copies - b.copies)).toEqual([
      { slug: 'acme--first', copies: 1 },
      { slug: 'many--1', copies: COPIES },
    ])
  })
})

describe('a change of a few copies', () => {
  it('is finished at once', async () => {
    await updateSkill(db, TESTER, original, { summary: 'Another summary.' })
    expect(await unfinished()).toEqual([])
  })
})
