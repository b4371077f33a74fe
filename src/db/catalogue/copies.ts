import { type SQL, sql } from 'drizzle-orm'
import { enqueueRows } from '../feed/outbox.ts'

/**
 * A statement that points every copy at the earliest active skill with the same content, and enqueues the skills that it
 * changes. A skill that has vanished is the original only where no other is left. Looks at the skills that share content with `touched` (a query of id) or were folded into one of them.
 */
export const refoldCopies = (touched: SQL): SQL => sql`
  with touched as (${touched}), affected as (
    select s.content_hash from touched t join skills s on s.id = t.id
    union
    select s.content_hash from touched t join skills s on s.duplicate_of = t.id
  ), folded as (
    select s.id, case when s.status = 'active' then nullif(
        first_value(s.id) over (partition by s.content_hash order by (s.status = 'active') desc, (s.vanished_at is null) desc, s.created_at, s.id), s.id) end as original
    from affected a join skills s on s.content_hash = a.content_hash
  ), refolded as (
    update skills s set duplicate_of = f.original from folded f
    where s.id = f.id and s.duplicate_of is distinct from f.original returning s.*
  ) ${enqueueRows('skill', sql`select * from refolded`)}`
