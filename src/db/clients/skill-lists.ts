import { sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'

/** What somebody wrote, and the skill that it means. */
export type NamedSkill = { ref: string } & SkillRef

/** `unknown`: the slugs and ids that name no active skill; `isRefused`: too many lists were made today. Then nothing is stored. */
export type MadeList = { id: string; skills: number; unknown: string[]; isRefused: boolean }

/** How many new lists are stored in 24 hours, whoever makes them. */
const MOST_A_DAY = 10_000

/** Stores a list of active skills, named by slug or id. The same skills give the same list. */
export async function makeSkillList(db: Db, refs: readonly NamedSkill[]): Promise<MadeList> {
  const { rows } = await db.execute<MadeList>(sql`
    with asked as (
      select a.ref, a.slug, a.id, nth from jsonb_to_recordset(${JSON.stringify(refs.map((named, nth) => ({ ...named, nth })))}::jsonb) a(ref text, slug text, id uuid, nth int)
    ), named as materialized (
      select ref, nth, (select s.id from skills s where s.status = 'active' and s.slug = a.slug
        union all select s.id from former_slugs f join skills s on s.id = f.skill_id where s.status = 'active' and f.slug = a.slug union all select s.id from skills s where s.status = 'active' and s.id = a.id limit 1) as id from asked a
    ), list as materialized (
      select left(encode(sha256(convert_to(string_agg(id::text, ',' order by id), 'UTF8')), 'hex'), 32) as id, array_agg(id) as skills
      from (select distinct id from named) members
      having not exists (select from named where id is null)
    ), refused as materialized (
      select from list where not exists (select from skill_lists l where l.id = list.id)
        and (select count(*) from skill_lists where created_at > now() - interval '1 day') >= ${MOST_A_DAY}
    ), made as (
      insert into skill_lists (id, skills, created_at) select id, skills, now() from list
      where id is not null and not exists (select from refused) on conflict (id) do nothing
    )
    select coalesce((select id from list), '') as id, coalesce((select cardinality(skills) from list), 0) as skills,
      array(select ref from named where id is null order by nth) as unknown, exists (select from refused) as "isRefused"`)
  return rows[0] ?? { id: '', skills: 0, unknown: [], isRefused: false }
}
