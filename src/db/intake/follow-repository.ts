import { type SQL, sql } from 'drizzle-orm'
import { CRAWL_INTERVAL, FIRST_GAP_MIN } from '../../domain/intake/crawl-schedule.ts'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import type { NamedRepository } from './crawling/store-children.ts'
import { lockSourceNames } from './ensure-source.ts'

/** `isStopped`: an admin has stopped its crawls. Then it is not due. */
export type FollowedRepository = { id: string; isStopped: boolean }

/** The assignments by which a source is due at once, before those that only their schedule makes due. */
export const ASKED = sql.raw(`asked_at = now(), next_crawl_at = null`)

/** True if an admin has made or changed source `s`. */
const IS_ADMINS = sql.raw(`exists (select from audit_log a where a.target_type = 'source' and a.target_id = s.id::text
  and a.action in ('source.create', 'source.update'))`)

/** True if an admin has stopped the crawls of source `s`, or of the list or owner that it belongs to. */
export const IS_STOPPED = sql`(s.status = 'paused' or (s.crawl_interval_minutes is null and ${IS_ADMINS})
  or (select up.status from skill_sources up where up.id = s.parent_id) is not distinct from 'paused')`

/**
 * Follows a repository and makes it due at once: adopts the source that it has, or makes one of which nothing is approved
 * without a reviewer. Once even if two ask at the same time; safe to repeat. A source that its list or owner names no
 * longer is followed on its own from now on. `by`: whoever submits it, or its own workflow, which has proven that.
 */
export async function followRepository(
  db: Db,
  { repo, id, by }: NamedRepository & { by: 'anybody' | 'workflow' },
): Promise<FollowedRepository> {
  const name = `github:${repo.toLowerCase()}`
  const address = `https://github.com/${repo}`
  // A renamed repository keeps the name of its source, and another one may have that name now: only the address counts then.
  const found = sql`
    select s.id from skill_sources s where s.type = 'github'
      -- of a repository that has another id, this one has only the name
      and coalesce(s.github_id = ${id}::bigint, true)
      and (lower(s.base_url) = lower(${address}) or (s.base_url is null and s.name = ${name}) or (s.github_id = ${id}::bigint and s.github_owner_id is not null))
    order by lower(s.base_url) = lower(${address}) desc, s.crawl_interval_minutes is null, s.parent_id is null, s.created_at, s.id limit 1`
  const { followed } = await change(db, {
    lock: lockSourceNames(sql`select ${name} as name`),
    write: {
      made: sql`
        insert into skill_sources (id, name, type, base_url, crawl_interval_minutes, change_gap_minutes, asked_at, submitted_at, created_at, updated_at)
        select gen_random_uuid(), ${name}, 'github', ${address}, ${CRAWL_INTERVAL.default}, ${FIRST_GAP_MIN}, now(), case when ${by === 'anybody'} then now() end, now(), now() where not exists (${found})`,
      adopted: adopt(found, address, by),
    },
    announce: without('Sources are not published.'),
    record: without('Somebody who has no account asked for the crawl.'),
    answer: {
      followed: sql<FollowedRepository>`select s.id, ${IS_STOPPED} as "isStopped" from skill_sources s where s.id = (${found})`,
    },
  })
  return onlyRow(followed)
}

/** Also one that was made a moment ago. One that others vouch for does not become one that was only submitted. What its list has dropped loses what that list allowed it. */
const adopt = (found: SQL, address: string, by: 'anybody' | 'workflow'): SQL => sql`
  update skill_sources s set ${ASKED}, base_url = coalesce(s.base_url, ${address}),
    crawl_interval_minutes = coalesce(s.crawl_interval_minutes, ${CRAWL_INTERVAL.default}),
    change_gap_minutes = case when s.crawl_interval_minutes is null then ${FIRST_GAP_MIN} else s.change_gap_minutes end,
    parent_id = case when s.vanished_at is null then s.parent_id end, auto_approve = s.auto_approve and s.vanished_at is null,
    submitted_at = case when ${by === 'anybody'} and (s.submitted_at is not null or s.crawl_interval_minutes is null and s.parent_id is null) then now() end,
    vanished_at = null, updated_at = now()
  where s.id = (${found}) and not ${IS_STOPPED}`
