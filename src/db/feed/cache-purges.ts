import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/**
 * An answer that was on its way while its skill changed may be kept after the purge. So each skill is purged once more when such
 * answers are over.
 */
const SETTLED = sql.raw(`interval '5 minutes'`)

/** A skill whose answers are to be purged. */
export type DuePurge = {
  skillId: string
  /** Null if the skill is gone. */
  slug: string | null
  changedAt: string
  /** The slugs that it had before it was renamed. */
  former: string[]
  /** True if this purge is late enough to be the last one. */
  isLast: boolean
}

/**
 * A statement that enqueues the purge of skills, for use in a WITH clause of the publisher. `changes` has kind and source_id. What is
 * new and has not changed since is kept by no cache in an earlier state, so the caller leaves it out.
 */
export const enqueuePurges = (changes: SQL): SQL => sql`
  insert into cache_purges as p (skill_id, changed_at, due_at)
  select skill_id, statement_timestamp(), statement_timestamp() from (
    select distinct case kind when 'skill' then source_id else (select v.skill_id from skill_versions v where v.id = source_id) end as skill_id
    from (${changes}) c where kind in ('skill', 'version')) touched
  where skill_id is not null order by skill_id
  on conflict (skill_id) do update set changed_at = excluded.changed_at, due_at = excluded.due_at`

/** Lists the skills that are due, those that have waited longest first, and the time of the list. */
export async function listDuePurges(db: Db, limit: number): Promise<{ due: DuePurge[]; at: string }> {
  const { rows } = await db.execute<DuePurge & { at: string }>(sql`
    select p.skill_id as "skillId", s.slug, array(select f.slug from former_slugs f where f.skill_id = p.skill_id order by f.since desc limit 10) as former, p.changed_at::text as "changedAt",
      p.changed_at <= statement_timestamp() - ${SETTLED} as "isLast", statement_timestamp()::text as at
    from cache_purges p left join skills s on s.id = p.skill_id
    where p.due_at <= statement_timestamp() order by p.due_at, p.skill_id limit ${limit}`)
  return { due: rows.map(({ at: _, ...row }) => row), at: rows[0]?.at ?? '' }
}

/** Counts the skills that are due, up to `limit`. */
export async function countDuePurges(db: Db, limit: number): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from (select from cache_purges where due_at <= statement_timestamp() limit ${limit}) due`,
  )
  return rows[0]?.n ?? 0
}

/** Records that these skills have been purged. One that has changed since it was listed stays due. */
export const finishPurges = (db: Db, done: readonly DuePurge[]): Promise<unknown> =>
  finish(
    db,
    sql`select p.skill_id, d."isLast" as is_last from cache_purges p
      join jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d("skillId" uuid, "changedAt" timestamptz, "isLast" boolean)
        on d."skillId" = p.skill_id and d."changedAt" = p.changed_at`,
  )

/** Records that everything was purged after `at`: all that was due by then is done. */
export const finishAllPurges = (db: Db, at: string): Promise<unknown> =>
  finish(
    db,
    sql`select p.skill_id, p.changed_at <= ${at}::timestamptz - ${SETTLED} as is_last from cache_purges p
      where p.due_at <= ${at}::timestamptz`,
  )

// Takes the rows in one order, as the publisher does, so that neither waits for the other for ever.
const finish = (db: Db, purged: SQL): Promise<unknown> =>
  db.execute(sql`
    with purged as materialized (${purged} order by p.skill_id for update of p),
    again as (
      update cache_purges p set due_at = p.changed_at + ${SETTLED} from purged where p.skill_id = purged.skill_id and not purged.is_last
    )
    delete from cache_purges p using purged where p.skill_id = purged.skill_id and purged.is_last`)
