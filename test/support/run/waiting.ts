import { sql } from 'drizzle-orm'
import { expect, vi } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'

/** When so many statements of this database wait for a lock. */
export const untilWaiting = (db: Db, many: number) =>
  vi.waitFor(
    async () => {
      const { rows } = await db.execute(sql`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      expect(rows).toEqual([{ n: many }])
    },
    { timeout: 10_000, interval: 5 },
  )
