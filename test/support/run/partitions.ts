import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/**
 * Gives each table whose partitions are made ahead a single one, for all times: a batch finds nothing missing. The sixty that it
 * would make otherwise, with their indexes, take longer than most tests. Expects that there is none yet.
 */
export async function coverAllTimes(db: Db): Promise<void> {
  await db.execute(sql`
    select make_partitions(t::regclass, '1970-01-01', '1970-01-01', '50000 days')
    from unnest(array['raw_events', 'skill_events', 'event_keys', 'audit_log']) t`)
}

/** Leaves the DEFAULT partitions alone, with all rows, for a test of what makes, fills or empties partitions. */
export async function keepOnlyDefaults(db: Db): Promise<void> {
  await db.execute(sql`
    select drop_partition(p.partrelid, 'infinity', 'true') from pg_partitioned_table p
      cross join lateral (select from partition_bounds(p.partrelid) where not is_default) each_one`)
}
