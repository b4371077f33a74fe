import { type SQL, sql } from 'drizzle-orm'
import { CRAWL_INTERVAL, FIRST_GAP_MIN } from '../../../domain/intake/crawl-schedule.ts'
import { change, onlyRow, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockSourceNames } from '../ensure-source.ts'

type Stored = { added: number; adopted: number; returned: number }

/** A repository that a list or an owner names. `id` is GitHub's, null if unknown. */
export type NamedRepository = { repo: string; id: number | null }

const namesOf = (repos: readonly NamedRepository[]): SQL => sql`
  select repo, 'github:' || lower(repo) as name, 'https://github.com/' || repo as address, id as github_id
  from jsonb_to_recordset(${JSON.stringify(repos)}::jsonb) as n(repo text, id bigint)`

/**
 * Creates a source for each repository that a list or an owner names, with the approval and owner of the parent, and with its interval
 * if an admin has set that.
 * Adopts an existing source that nobody follows (a live search made it) and keeps its approval. Leaves a source alone that
 * an admin has made or changed, or that has an interval of its own. Safe to repeat.
 */
export async function storeChildren(db: Db, parentId: string, repos: readonly NamedRepository[]): Promise<Stored> {
  const { stored } = await change(db, {
    lock: lockSourceNames(sql`select name from (${namesOf(repos)}) n`),
    write: { stored: upsertChildren(parentId, repos) },
    announce: without('Sources are not published.'),
    record: without('A crawl of the parent has found its children.'),
  })
  return onlyRow(stored)
}

const upsertChildren = (parentId: string, repos: readonly NamedRepository[]): SQL<Stored> => sql`
  with listed as materialized (
    select distinct on (name) * from (${namesOf(repos)}) n order by name, repo
  ), parent as materialized (
    -- each follows how often it changes itself, unless an admin has set the interval of the parent
    select id, owner, auto_approve, case when change_gap_minutes is null then crawl_interval_minutes else ${CRAWL_INTERVAL.default}::int end as crawl_interval_minutes,
      case when change_gap_minutes is not null then ${FIRST_GAP_MIN}::real end as gap from skill_sources where id = ${parentId}::uuid
  ), found as materialized (
    -- one join for each condition: an or would compare every repository with every source
    select l.name, l.address, s.id from listed l join skill_sources s on s.name = l.name where s.type = 'github'
    union select l.name, l.address, s.id from listed l join skill_sources s on lower(s.base_url) = lower(l.address) where s.type = 'github'
    -- known by another name: its next crawl follows the rename
    union select l.name, l.address, s.id from listed l join skill_sources s on s.github_id = l.github_id where s.type = 'github' and s.github_owner_id is not null
  ), known as materialized (
    select s.id, f.name, f.address, s.vanished_at is not null as was_gone,
      s.parent_id is null and s.crawl_interval_minutes is null and not exists (
        select from audit_log a where a.target_type = 'source' and a.target_id = s.id::text and a.action in ('source.create', 'source.update')
      ) as is_unfollowed
    from found f join skill_sources s on s.id = f.id where s.id <> ${parentId}::uuid
  ), adopted as (
    update skill_sources s set parent_id = p.id, base_url = coalesce(s.base_url, k.address), vanished_at = null, next_crawl_at = null,
      owner = coalesce(s.owner, p.owner), crawl_interval_minutes = p.crawl_interval_minutes, change_gap_minutes = p.gap, updated_at = now()
    from known k, parent p where s.id = k.id and k.is_unfollowed
      -- not if another source already follows the repository: a live search may have made a second one
      and not exists (select from known o where o.name = k.name and not o.is_unfollowed) returning s.id
  ), returned as (
    -- a child that was missing may have changed meanwhile, so it is due at once
    update skill_sources s set vanished_at = null, next_crawl_at = null, crawl_etag = null, updated_at = now()
    from known k where s.id = k.id and k.was_gone and s.parent_id = ${parentId}::uuid returning s.id
  ), added as (
    insert into skill_sources (id, name, type, base_url, parent_id, owner, auto_approve, crawl_interval_minutes, change_gap_minutes, created_at, updated_at)
    select gen_random_uuid(), l.name, 'github', l.address, p.id, p.owner, p.auto_approve, p.crawl_interval_minutes, p.gap, now(), now()
    from listed l cross join parent p where not exists (select from known k where k.name = l.name) returning id
  )
  select (select count(*)::int from added) as added, (select count(*)::int from adopted) as adopted, (select count(*)::int from returned) as returned`

/** Marks the children that a whole pass over a list or owner no longer names. They are due at once, to see which of their files are gone. Returns their number. */
export async function markMissingChildren(
  db: Db,
  parentId: string,
  repos: readonly NamedRepository[],
): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    with listed as (select name, lower(address) as address, github_id from (${namesOf(repos)}) n), missing as (
      update skill_sources s set vanished_at = now(), next_crawl_at = null, crawl_etag = null, updated_at = now()
      where s.parent_id = ${parentId}::uuid and s.vanished_at is null
        and s.name not in (select name from listed) and coalesce(lower(s.base_url), '') not in (select address from listed)
        and coalesce(s.github_id, 0) not in (select github_id from listed where github_id is not null)
      returning s.id
    ) select count(*)::int as n from missing`)
  return rows[0]?.n ?? 0
}
