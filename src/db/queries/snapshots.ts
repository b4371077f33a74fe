import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { heldLease, type Lease } from './leases.ts'
import { BOARD_ORDER } from './rankings.ts'
import { LISTED } from './skill-json.ts'

/**
 * Rebuilds the UTC day's global board and one board a category in one statement: a reader sees the old ones or the new ones.
 * Only entries that moved are rewritten. `content_hash` is SHA-256 over the lines `rank:skill:score`. Null: the lease was lost.
 */
export async function rebuildSnapshots(
  db: Db,
  lease: Lease,
  now: Date,
): Promise<{ boards: number; entries: number; changed: number } | null> {
  const { rows } = await db.execute<{ held: boolean; boards: string; entries: string; changed: string }>(sql`
    with ${heldLease(lease)}, listed as (
      select s.id as skill_id, s.category_id, p.popularity_score as score,
        row_number() over (order by ${BOARD_ORDER})::int as global_rank,
        row_number() over (partition by s.category_id order by ${BOARD_ORDER})::int as category_rank
      from skills s join skill_popularity p on p.skill_id = s.id where ${LISTED}
    ), ranked as (
      select 'global' as scope, null::uuid as category_id, skill_id, score, global_rank as rank from listed
      union all
      select 'category', category_id, skill_id, score, category_rank from listed where category_id is not null
    ),
    -- every category has a board, an empty one too: else one that lost its last skill would keep its old entries
    boards as (
      select b.scope, b.category_id, count(r.skill_id)::int as total,
        encode(sha256(convert_to(coalesce(string_agg(r.rank || ':' || r.skill_id || ':' || r.score, E'\\n' order by r.rank), ''), 'UTF8')), 'hex') as content_hash
      from (select 'global' as scope, null::uuid as category_id union all select 'category', id from categories) b
      left join ranked r on r.scope = b.scope and r.category_id is not distinct from b.category_id
      group by b.scope, b.category_id
    ), headers as (
      insert into rank_snapshots (snapshot_date, scope, category_id, generated_at, total, run_id, content_hash)
      select (${now.toISOString()}::timestamptz at time zone 'UTC')::date, scope, category_id, ${now.toISOString()}::timestamptz, total, ${lease.runId}, content_hash
      from boards where exists (select from lease)
      on conflict (snapshot_date, scope, category_id) do update set
        generated_at = excluded.generated_at, total = excluded.total, run_id = excluded.run_id, content_hash = excluded.content_hash
      returning id, snapshot_date, scope, category_id
    ), entries as (
      select h.id as snapshot_id, h.snapshot_date, r.* from ranked r
      join headers h on h.scope = r.scope and (h.category_id = r.category_id or (h.category_id is null and r.category_id is null))
    ), written as (
      insert into skill_rank_snapshots as e (id, snapshot_id, snapshot_date, scope, category_id, skill_id, rank, score, created_at)
      select gen_random_uuid(), snapshot_id, snapshot_date, scope, category_id, skill_id, rank, score, ${now.toISOString()}::timestamptz from entries
      on conflict (snapshot_id, skill_id) do update set rank = excluded.rank, score = excluded.score
      where (e.rank, e.score) is distinct from (excluded.rank, excluded.score)
      returning 1
    ), gone as (
      delete from skill_rank_snapshots e using headers h
      where e.snapshot_id = h.id and not exists (select from entries n where n.snapshot_id = e.snapshot_id and n.skill_id = e.skill_id)
      returning 1
    )
    select exists (select from lease) as held, (select count(*) from headers) as boards, (select count(*) from entries) as entries,
      (select count(*) from written) + (select count(*) from gone) as changed`)
  const row = rows[0]
  return row?.held ? { boards: Number(row.boards), entries: Number(row.entries), changed: Number(row.changed) } : null
}
