import { type SQL, sql } from 'drizzle-orm'
import { KINDS, type Kind, PROJECTIONS } from '../../domain/feed/publication.ts'

/** A kind whose items are partly of an older schema: those after `afterId`, or all of them. */
export type StaleKind = { kind: Kind; afterId: string | null }

const VERSIONS = sql.raw(KINDS.map((kind) => `('${kind}', ${PROJECTIONS[kind].schemaVersion})`).join(', '))

/** An expression: the stale kinds, as a JSON array. A kind without a row is of its first schema. */
export const STALE_KINDS: SQL = sql`(
  select coalesce(json_agg(json_build_object('kind', kind, 'afterId', case when f.schema_version = v.version then f.after_id end) order by kind), '[]')
  from (values ${VERSIONS}) v(kind, version) left join feed_folds f using (kind)
  where coalesce(f.schema_version, 1) < v.version or f.after_id is not null)`
