import { type SQL, sql } from 'drizzle-orm'
import type { DisputeKind } from '../../../domain/trust/disputes.ts'
import type { Db } from '../../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../../json.ts'
import { ifGiven, readList, type TimeKeys } from '../../lists.ts'

/** A report or appeal `r`, as everybody may read it: the words of a report, and who sent it, are for nobody else. */
const PUBLIC: SQL = sql`
  'id', r.id, 'kind', r.kind, 'skill', (select s.slug from skills s where s.id = r.skill_id), 'version', r.version,
  'digest', case when r.digest is not null then 'sha256:' || encode(r.digest, 'hex') end, 'state', coalesce(r.outcome, 'open'),
  'created_at', ${rfc3339('r.created_at')}, 'due_at', ${rfc3339('r.due_at')}, 'decided_at', ${rfc3339('r.decided_at')}, 'reason', r.reason, 'decision_id', r.decision_id,
  'appeal', case when r.kind = 'appeal' then json_build_object('by', r.appellant, 'rules', r.rules, 'text', r.details) end`

const FOR_REVIEWERS: SQL = sql`${PUBLIC}, 'details', r.details, 'decided_by', r.decided_by, 'is_overdue', r.decided_at is null and r.due_at < now(),
  'alike', (select count(*)::int from reports o where o.skill_id = r.skill_id and o.kind = r.kind and o.digest is not distinct from r.digest and o.decided_at is null and o.id <> r.id)`

type Asked = {
  kind?: DisputeKind | undefined
  skillId?: string | undefined
  size: number
  after?: TimeKeys | undefined
}

const conditionsOf = ({ kind, skillId }: Asked) => [
  ifGiven(kind, (kind) => sql`r.kind = ${kind}`),
  ifGiven(skillId, (id) => sql`r.skill_id = ${id}::uuid`),
]

/** What has been decided, the last first. Open reports are not listed: nobody has looked at what they say. */
export const listDecided = (db: Db, p: Asked, forReviewers = false): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'reports-decided',
      from: sql`reports r`,
      id: 'r.id',
      where: [sql`r.decided_at is not null`, ...conditionsOf(p)],
      order: { 'r.decided_at': 'timestamptz', 'r.id': 'uuid' },
      direction: 'desc',
      item: forReviewers ? FOR_REVIEWERS : PUBLIC,
    },
    p,
  )

/** What waits for reviewers, the most urgent first. */
export const listOpen = (db: Db, p: Asked): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'reports-open',
      from: sql`reports r`,
      id: 'r.id',
      where: [sql`r.decided_at is null`, ...conditionsOf(p)],
      order: { 'r.due_at': 'timestamptz', 'r.id': 'uuid' },
      direction: 'asc',
      item: FOR_REVIEWERS,
    },
    p,
  )

/** One report or appeal, or null. */
export const readDispute = (db: Db, id: string, forReviewers = false): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${forReviewers ? FOR_REVIEWERS : PUBLIC})::text as body from reports r where r.id = ${id}::uuid`,
  )
