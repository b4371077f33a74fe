import { type SQL, sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** The place of entry `e` on a board, as pairs for json_build_object. */
const place = (e: string, rank: string, total: string): SQL =>
  sql.raw(`'rank', ${e}.${rank}, 'total', ${total}, 'score', round(${e}.score::numeric, 4), 'power_score', ${e}.power_score,
    'power_rank', ${e}.power_rank, 'percentile', round(${e}.percentile::numeric, 4)`)

/**
 * The places of an active skill on the last `days` UTC days, newest first: from the day's whole boards, or else from the
 * day's last top 100, as for today. Leaves out days without boards. Returns null if there is no such skill.
 */
export function readHistory(db: Db, ref: SkillRef, p: { days: number; now: Date }): Promise<JsonText | null> {
  const condition = 'id' in ref ? sql`id = ${ref.id}::uuid` : sql`slug = ${ref.slug}`
  return readJson(
    db,
    sql`
    with skill as (select id, slug, category_id from skills where ${condition} and status = 'active'), span as (
      select today - ${p.days - 1}::int as first_day, today as last_day
      from (select (${p.now.toISOString()}::timestamptz at time zone 'UTC')::date as today) clock
    ), whole as materialized (
      select day, total, frozen_at from board_day_builds, span where day between first_day and last_day and switched_on_at is not null
    ), boards as materialized (
      select id, snapshot_date as day, scope, category_id, total, generated_at from rank_snapshots, span
      where snapshot_date between first_day and last_day and superseded_at is null and snapshot_date not in (select day from whole)
    ), places as (
      select w.day, case when d.rank is not null then json_build_object(${place('d', 'rank', 'w.total')}) end as global,
        case when d.category_rank is not null then json_build_object('key', k.key, ${place('d', 'category_rank', 'g.total')}) end as category
      from skill cross join whole w left join board_days d on d.day = w.day and d.skill_id = skill.id
      left join board_day_groups g on g.day = w.day and g.group_id = d.category_id left join categories k on k.id = d.category_id
      union all
      select days.day, case when ge.rank is not null then json_build_object(${place('ge', 'rank', 'g.total')}) end,
        case when ce.rank is not null then json_build_object('key', k.key, ${place('ce', 'rank', 'c.total')}) end
      from skill cross join (select distinct day from boards) days
      left join boards g on g.day = days.day and g.scope = 'global'
      left join skill_rank_snapshots ge on ge.snapshot_id = g.id and ge.skill_id = skill.id
      -- the skill's category of that day, if the global board stored it
      left join boards c on c.day = days.day and c.scope = 'category'
        and c.category_id = coalesce((ge.inputs ->> 'category_id')::uuid, skill.category_id)
      left join skill_rank_snapshots ce on ce.snapshot_id = c.id and ce.skill_id = skill.id
      left join categories k on k.id = c.category_id
    )
    select json_build_object('id', id, 'slug', slug, 'from', first_day, 'to', last_day,
      'as_of', (select ${rfc3339('max(at)')} from (select generated_at as at from boards union all select frozen_at from whole) b),
      'items', (select coalesce(json_agg(json_build_object('day', day, 'global', global, 'category', category) order by day desc), '[]') from places)
    )::text as body from skill, span`,
  )
}
