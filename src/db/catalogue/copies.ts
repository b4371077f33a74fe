import { type SQL, sql } from 'drizzle-orm'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { enqueueRows } from '../feed/outbox.ts'
import { lockCatalogue } from '../locks.ts'
import { SKILLS_AT_ONCE } from './upkeep/unfinished.ts'

/** How many active skills have the content of `s`, itself included. Counts by content, as copies may still name an earlier original. */
export const COPIES: SQL = sql`(
  select greatest(count(*), 1) from skills d where d.content_hash = s.content_hash and d.status = 'active')`

/** A query of the copies of a content that still name an earlier original. */
export const copiesBehind = (contentHash: SQL): SQL => sql`
  select c.id from skills c where c.content_hash = ${contentHash} and c.status = 'active' and c.duplicate_of <> (
    select o.id from skills o where o.content_hash = ${contentHash} and o.status = 'active' and o.duplicate_of is null limit 1)`

/** The slug of the original of a copy; `copy` is the alias of its row. A copy may still name an earlier original, which is archived or has another text now. */
export const originalOf = (copy: string): string => `(
  select case when (o.status, o.content_hash, o.duplicate_of is null) = ('active', ${copy}.content_hash, true) then o.slug else (
      select n.slug from skills n where n.content_hash = ${copy}.content_hash and n.status = 'active' and n.duplicate_of is null limit 1) end
  from skills o where o.id = ${copy}.duplicate_of)`

/**
 * Points copies at the earliest active skill of their content (a vanished one if no other is left), and enqueues what it changes.
 * Looks at the contents of `touched` (a query of id) and of skills folded into them. What becomes or stops being listed changes
 * at once; if a content has very many other copies, `finish-changes` does the rest.
 */
export const refoldCopies = (touched: SQL): SQL =>
  refold(sql`
    select s.content_hash from (${touched}) t join skills s on s.id = t.id
    union select s.content_hash from (${touched}) t join skills s on s.duplicate_of = t.id`)

/** Points further copies of a content at their original. Returns whether some are left. Safe to repeat. */
export async function refoldContent(db: Db, contentHash: string): Promise<{ isLeft: boolean }> {
  const { answer } = await change(db, {
    lock: lockCatalogue,
    write: { refolded: refold(sql`select ${contentHash}::text as content_hash`) },
    announce: without('The statement enqueues the skills that it changes.'),
    record: without('Which skill is the original follows from other changes.'),
    answer: {
      answer: sql<{ isLeft: boolean }>`
        select exists (select from unfinished_changes where subject = ${contentHash}) as "isLeft"`,
    },
  })
  return onlyRow(answer)
}

/** `contents` is a query of content_hash. */
const refold = (contents: SQL): SQL => sql`
  with affected as materialized (${contents}), folded as (
    select s.id, s.content_hash, s.duplicate_of, case when s.status = 'active' then nullif(
        first_value(s.id) over (partition by s.content_hash order by (s.status = 'active') desc, (s.vanished_at is null) desc, s.created_at, s.id), s.id) end as original
    from affected a join skills s on s.content_hash = a.content_hash
  ), wrong as (
    -- first those that become or stop being listed: never many
    select *, (duplicate_of is null) <> (original is null) as is_urgent,
      row_number() over (order by (duplicate_of is null) = (original is null), id) as nth
    from folded where duplicate_of is distinct from original
  ), refolded as (
    update skills s set duplicate_of = w.original from wrong w where s.id = w.id and (w.is_urgent or w.nth <= ${SKILLS_AT_ONCE}) returning s.*
  ), behind as (
    select distinct content_hash from wrong where not is_urgent and nth > ${SKILLS_AT_ONCE}
  ), noted as (
    insert into unfinished_changes (subject, action, started_at) select content_hash, 'skill.refold', now() from behind on conflict do nothing
  ), finished as (
    delete from unfinished_changes u using affected a
    where u.subject = a.content_hash and not exists (select from behind b where b.content_hash = a.content_hash)
  ) ${enqueueRows('skill', sql`select * from refolded`)}`
