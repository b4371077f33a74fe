import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'
import { mendCards } from '../../src/db/catalogue/upkeep/verify-cards.ts'
import type { Db } from '../../src/db/connect.ts'
import { verifyCards } from '../../src/jobs/verify-cards.ts'
import { aSkill } from '../support/builders/builders.ts'
import { cardFaults } from '../support/builders/taxonomy.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
  for (let i = 0; i < 5; i++) await aSkill(db, { tags: ['tag'] })
})

/** Sets cards as no writer can: past the trigger that builds them. */
async function setCards(card: string, how: string) {
  await db.execute(sql`alter table skills disable trigger tg_skills_card`)
  await db.execute(
    sql.raw(`update skills set card = ${card} where slug in (select slug from skills order by slug ${how})`),
  )
  await db.execute(sql`alter table skills enable trigger tg_skills_card`)
}

const run = () => runAt(db, verifyCards)
const plan = () => verifyCards.plan({ db, settings: readJobSettings({}), now: new Date() })

it('a run without faults writes nothing', async () => {
  const before = await db.execute(sql`select xmin::text from skills`)
  expect(await run()).toMatchObject({ status: 'succeeded', counts: { checked: 5, missing: 0, wrong: 0 }, errors: [] })
  expect((await db.execute(sql`select xmin::text from skills`)).rows).toEqual(before.rows)
})

it('missing cards, as before an upgrade, are built', async () => {
  await setCards('null', 'limit 3')
  expect(await plan()).toEqual({ checked: 5, missing: 3, wrong: 0 })
  expect(await run()).toMatchObject({ status: 'succeeded', counts: { checked: 5, missing: 3, wrong: 0 } })
  expect(await cardFaults(db)).toEqual([])
})

it('cards that differ from their skills are mended and reported', async () => {
  await setCards(`'{"name": "another"}'`, 'limit 2')
  expect(await run()).toMatchObject({
    status: 'partial',
    counts: { checked: 5, missing: 0, wrong: 2 },
    errors: [{ target: 'cards', reason: '2 cards differed from their skills. They are mended.' }],
  })
  expect(await cardFaults(db)).toEqual([])
  expect(await run()).toMatchObject({ status: 'succeeded', counts: { wrong: 0 } })
})

it('pages go on after the last skill of the page before, and the last one has none', async () => {
  await setCards('null', 'limit 5')
  const sizes: number[] = []
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null; ) {
    const page = await mendCards(db, { after, size: 2 })
    sizes.push(page.missing)
    after = page.last
  }
  expect(sizes).toEqual([2, 2, 1, 0])
})
