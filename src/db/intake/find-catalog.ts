import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type FollowedRepository, IS_STOPPED } from './follow-repository.ts'

/** The catalogue that the registry reads at the first of these addresses that it reads. Null if it reads none of them. */
export async function findCatalog(
  db: Db,
  addresses: readonly string[],
): Promise<(FollowedRepository & { address: string }) | null> {
  const keys = addresses.map((address) => `catalog:${address}`)
  const { rows } = await db.execute<FollowedRepository & { address: string }>(sql`
    select s.id, s.base_url as address, ${IS_STOPPED} as "isStopped"
    from skill_sources s join jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) with ordinality w (key, nth) on s.proof_key = w.key
    order by w.nth, s.created_at limit 1`)
  return rows[0] ?? null
}
