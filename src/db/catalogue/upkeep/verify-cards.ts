import { type SQL, sql } from 'drizzle-orm'
import { change, onlyRow, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockCatalogue } from '../../locks.ts'
import { HAS_WRONG_CARD } from '../skill-card.ts'

/** `missing`: skills without a card, which are older than the column. `wrong`: cards that differ from their skill. */
export type CardCounts = { checked: number; missing: number; wrong: number }

/** The counts of a page, and the id of its last skill: null if the page has none. */
type Page = CardCounts & { last: string | null }

const pageOf = (p: { after: string; size: number }): SQL =>
  sql`select id from skills where id > ${p.after}::uuid order by id limit ${p.size}`

/**
 * Compares the cards of the `size` skills after the id `after` with newly built ones, and replaces those that differ. Safe to
 * repeat.
 */
export async function mendCards(db: Db, p: { after: string; size: number }): Promise<Page> {
  const { mended } = await change(db, {
    lock: lockCatalogue,
    write: {
      mended: sql<Page>`
        with page as materialized (${pageOf(p)}), faulty as materialized (
          select s.id, s.card is null as is_missing from page join skills s on s.id = page.id where ${HAS_WRONG_CARD}
        ), mended as (update skills set card = null where id in (select id from faulty))
        select (select count(*)::int from page) as checked, count(*) filter (where is_missing)::int as missing,
          count(*) filter (where not is_missing)::int as wrong, (select id from page order by id desc limit 1) as last from faulty`,
    },
    announce: without('A card says again what the feed has of its skill.'),
    record: without('Nothing that anybody has set changes.'),
  })
  return onlyRow(mended)
}

/** Counts what `mendCards` would find in all skills. */
export async function countCards(db: Db): Promise<CardCounts> {
  const { rows } = await db.execute<CardCounts>(sql`
    select count(*)::int as checked, count(*) filter (where s.card is null)::int as missing,
      count(*) filter (where s.card is not null and ${HAS_WRONG_CARD})::int as wrong from skills s`)
  return onlyRow(rows)
}
