import { feedFolds } from '../../../drizzle/feed.ts'
import { PROJECTIONS } from '../../domain/feed/publication.ts'
import type { Db } from '../connect.ts'
import { backfillPage } from './backfill.ts'
import type { StaleKind } from './stale-kinds.ts'

/**
 * Enqueues the next page of a stale kind in the schema of today, and notes how far it got. Returns the rest, or null if
 * nothing is left. A page that is sent twice changes nothing the second time.
 */
export async function refoldPage(db: Db, { kind, afterId }: StaleKind, limit: number): Promise<StaleKind | null> {
  const { count, lastId } = await backfillPage(db, { kind, afterId, limit, dryRun: false })
  const rest = count < limit ? null : lastId
  const fold = { schemaVersion: PROJECTIONS[kind].schemaVersion, afterId: rest }
  await db
    .insert(feedFolds)
    .values({ kind, ...fold })
    .onConflictDoUpdate({ target: feedFolds.kind, set: fold })
  return rest === null ? null : { kind, afterId: rest }
}
