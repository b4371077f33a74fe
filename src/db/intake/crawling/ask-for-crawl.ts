import { sql } from 'drizzle-orm'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { ASKED, IS_STOPPED } from '../follow-repository.ts'

/**
 * `seen`: the delivery was acted on before. `unknown`: no source follows the repository, or an admin has stopped it. `asked`: the
 * source is due at once; `isRested`: it has not been crawled within half a minute.
 */
export type AskedByDelivery = { is: 'seen' } | { is: 'unknown' } | { is: 'asked'; id: string; isRested: boolean }

/** Makes the source of a repository due at once, by one delivery of GitHub's webhook. Safe to repeat: a delivery counts once. */
export async function askByDelivery(
  db: Db,
  p: { delivery: string; repositoryId: number; repo: string },
): Promise<AskedByDelivery> {
  const { asked } = await batch(db, {
    asked: sql<{ asked: AskedByDelivery }>`
      with found as materialized (
        select s.id, coalesce(s.last_crawled_at < now() - interval '30 seconds', true) as is_rested from skill_sources s
        where s.type = 'github' and s.crawl_interval_minutes is not null and not ${IS_STOPPED}
          and ((s.github_id = ${p.repositoryId}::bigint and s.github_owner_id is not null)
            or (s.github_id is null and lower(s.base_url) = lower(${`https://github.com/${p.repo}`})))
        order by s.github_id nulls last, s.created_at limit 1
      ), noted as (
        insert into github_deliveries (id, received_at) select ${p.delivery}::uuid, now() from found on conflict (id) do nothing returning id
      ), asked as (
        update skill_sources s set ${ASKED} from found f where s.id = f.id and exists (select from noted)
      )
      select coalesce((select case when exists (select from noted) then json_build_object('is', 'asked', 'id', id, 'isRested', is_rested)
        else json_build_object('is', 'seen') end from found), json_build_object('is', 'unknown')) as asked`,
  })
  return onlyRow(asked).asked
}
