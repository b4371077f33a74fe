import { sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'

/** A due source whose repository GitHub can be asked about together with others. */
export type Lookable = {
  id: string
  repo: string
  githubId: number
  pushedAt: string
  /** The interval of its own, or the smoothed gap between its changes. */
  intervalMinutes: number
  gapMinutes: number | null
  changedAt: string | null
}

/** A repository in which nobody has pushed since its last crawl. */
export type Unchanged = { id: string; nextAt: string; intervalMinutes: number; gapMinutes: number | null }

/** What a look does not see, such as stars and a licence, a crawl does once in so long. */
const WHOLE_CRAWL = sql.raw(`interval '7 days'`)

/** Due sources of which only the last push has to be compared: their last crawl took everything, and nobody asked for another. */
export async function listLookable(
  db: Db,
  p: { now: Date; limit: number; except: readonly string[] },
): Promise<Lookable[]> {
  const { rows } = await db.execute<Lookable>(sql`
    select s.id, substr(s.base_url, length('https://github.com/') + 1) as repo, s.github_id::float8 as "githubId", s.pushed_at as "pushedAt",
      s.crawl_interval_minutes as "intervalMinutes", s.change_gap_minutes::float8 as "gapMinutes", s.changed_at as "changedAt"
    from skill_sources s
    where s.crawl_interval_minutes is not null and s.vanished_at is null and coalesce(s.next_crawl_at, '-infinity') <= ${p.now.toISOString()}::timestamptz
      and s.type = 'github' and s.status = 'active' and s.pushed_at is not null and s.github_id is not null and s.asked_at is null
      and s.base_url like 'https://github.com/_%/_%' and s.last_crawled_at > ${p.now.toISOString()}::timestamptz - ${WHOLE_CRAWL}
      and (select up.status from skill_sources up where up.id = s.parent_id) is distinct from 'paused'
      and s.id not in (select jsonb_array_elements_text(${JSON.stringify(p.except)}::jsonb)::uuid)
    order by coalesce(s.next_crawl_at, '-infinity'), s.id limit ${p.limit}`)
  return rows
}

/** Puts off the crawls of repositories that are as their last crawl left them, in one statement. Who asked meanwhile is not put off. */
export async function recordUnchanged(db: Db, unchanged: readonly Unchanged[]): Promise<void> {
  await db.execute(sql`
    update skill_sources s set next_crawl_at = x."nextAt", crawl_interval_minutes = x."intervalMinutes",
      change_gap_minutes = x."gapMinutes", changed_at = coalesce(s.changed_at, now())
    from jsonb_to_recordset(${JSON.stringify(unchanged)}::jsonb) as x(id uuid, "nextAt" timestamptz, "intervalMinutes" int, "gapMinutes" real)
    where s.id = x.id and s.asked_at is null and s.status = 'active' and s.crawl_interval_minutes is not null
      and (s.change_gap_minutes is null) = (x."gapMinutes" is null)`)
}

/** Notes that a look does not do for these: they stay due, and the next crawl takes them. */
export async function recordChanged(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.execute(sql`
    update skill_sources set pushed_at = null where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`)
}
