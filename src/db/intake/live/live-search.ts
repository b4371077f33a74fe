import { type SQL, sql } from 'drizzle-orm'
import { CARD_TABLES, ITEM, type Item, itemOf } from '../../catalogue/skill-card.ts'
import type { Db } from '../../connect.ts'
import { rfc3339 } from '../../json.ts'
import { addressesOf } from '../crawling/repositories.ts'

/**
 * `items`: the active skills, with the fields of a list. `pending`: the raw skills that wait for review. `known`: true if
 * any file of this place was ever stored.
 */
export type KnownSkills = { items: unknown[]; pending: { is_whole: boolean }[]; known: boolean }

/** The maximum number of items, and of pending ones. */
const MAX_LISTED = 100

/** Finds the skills of a GitHub repository (`owner/name`, in any case), or of one file or folder in it. An empty path means all. */
export async function findInRepository(db: Db, p: { repo: string; path: string }): Promise<KnownSkills> {
  const { rows } = await db.execute<Omit<KnownSkills, 'items'> & { items: Item[] }>(sql`
    with files as materialized (
      select r.id, r.name_raw, r.skill_path, r.parse_status, r.status, r.created_at, r.folder_digest from raw_skills r
      where lower(r.github_repo) in (${addressesOf(p.repo)}) and ${liesAt('r.skill_path', p.path)}
    ), found as (
      select s.id from skills s
      where lower(s.canonical_repo) in (${addressesOf(p.repo)}) and ${liesAt('s.skill_path', p.path)}
      union
      select l.skill_id from skill_source_links l join files f on f.id = l.raw_skill_id
    ),
    -- copies too: the caller has named their repository
    listed as (
      select s.id, ${ITEM} from ${CARD_TABLES}
      where s.id in (select id from found) and s.status = 'active' order by p.popularity_score desc, s.id limit ${MAX_LISTED}
    ), waiting as (
      select * from files where status = 'new' order by skill_path limit ${MAX_LISTED}
    )
    select exists (select from files) as known,
      (select coalesce(json_agg(l order by l.popularity_score desc, l.id), '[]') from listed l) as items,
      (select coalesce(json_agg(json_build_object('name', w.name_raw, 'path', w.skill_path, 'parse_status', w.parse_status,
          'first_seen', ${rfc3339('w.created_at')}, 'is_whole', w.folder_digest is not null) order by w.skill_path), '[]') from waiting w) as pending`)
  const { items, ...rest } = rows[0] ?? { items: [], pending: [], known: false }
  return { ...rest, items: items.map((row) => JSON.parse(itemOf(row))) }
}

const liesAt = (column: string, path: string): SQL =>
  path === '' ? sql`true` : sql`(${sql.raw(column)} = ${path} or starts_with(${sql.raw(column)}, ${`${path}/`}))`
