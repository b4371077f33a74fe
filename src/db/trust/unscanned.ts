import { type SQL, sql } from 'drizzle-orm'
import { RULE_SET } from '../../domain/trust/rule-set.ts'
import type { Db } from '../connect.ts'
import { hashesOf } from '../files/hashes.ts'
import { newestInstallable } from '../files/newest-version.ts'

/** A folder that today's rule set has not read. */
export type Unscanned = { digest: string; files: number; bytes: number }

/** So many of the skills that are used most are scanned before anything else. */
const MOST_USED = 2000

const FOLDER = sql`encode(f.digest, 'hex') as digest, f.files, f.bytes::int`
const IS_UNSCANNED = sql`f.scanned_rule_set < ${RULE_SET}`

/** Which of these folders today's rule set has not read, and which raw skills have without knowing what it says (`isScanned`). */
export async function findUnscanned(
  db: Db,
  digests: readonly string[],
): Promise<(Unscanned & { isScanned: boolean })[]> {
  if (digests.length === 0) return []
  const { rows } = await db.execute<Unscanned & { isScanned: boolean }>(sql`
    select ${FOLDER}, not (${IS_UNSCANNED}) as "isScanned" from folders f where f.digest in (${hashesOf(digests)})
      and (${IS_UNSCANNED} or exists (select from raw_skills r where r.folder_digest = f.digest and r.verdict is null))`)
  return rows
}

/** The newest folders of the skills that are used most, as far as today's rule set has not read them. */
export async function listMostUsedUnscanned(db: Db): Promise<Unscanned[]> {
  const { rows } = await db.execute<Unscanned>(sql`
    with most_used as materialized (
      select skill_id, placed_score from skill_popularity order by placed_score desc, skill_id desc limit ${MOST_USED}
    ), newest as (
      select v.digest, max(s.placed_score) as score from (select skill_id as id, placed_score from most_used) s
        cross join lateral ${newestInstallable(sql`v.digest`)} v group by v.digest
    )
    select ${FOLDER} from newest join folders f on f.digest = newest.digest where ${IS_UNSCANNED} order by newest.score desc, f.digest`)
  return rows
}

/** How far `listUnscanned` has come: the keys of the last folder. */
export type UnscannedPlace = { ruleSet: number; createdAt: string; digest: string }

/** Lists folders that today's rule set has not read, from `after` on: first those that no rule set has read, the newest of them first. */
export async function listUnscanned(
  db: Db,
  p: { after: UnscannedPlace | null; limit: number },
): Promise<(Unscanned & UnscannedPlace)[]> {
  const { after } = p
  const { rows } = await db.execute<Unscanned & UnscannedPlace>(sql`
    select ${FOLDER}, f.scanned_rule_set as "ruleSet", f.created_at::text as "createdAt" from folders f where ${IS_UNSCANNED}
      ${after ? comesAfter(after) : sql``}
    order by f.scanned_rule_set, f.created_at desc nulls last, f.digest limit ${p.limit}`)
  return rows
}

const comesAfter = ({ ruleSet, createdAt, digest }: UnscannedPlace): SQL => sql`
  and f.scanned_rule_set >= ${ruleSet} and (f.scanned_rule_set > ${ruleSet} or f.created_at < ${createdAt}::timestamptz
    or f.created_at = ${createdAt}::timestamptz and f.digest > decode(${digest}, 'hex'))`

/** A raw skill whose folder was not read, with its file. `content` is base64, and empty if today's rule set has read it before. */
export type LoneFile = { id: string; contentHash: string; content: string; isScanned: boolean }

const LONE = sql`r.folder_digest is null and r.content is not null and r.content_hash is not null`

/** Which of these raw skills have no folder, and a file that today's rule set has not read, or nobody has said what it says. */
export async function findLoneFiles(db: Db, rawIds: readonly string[]): Promise<LoneFile[]> {
  const { rows } = await db.execute<LoneFile>(sql`
    select r.id, r.content_hash as "contentHash", r.scanned_rule_set >= ${RULE_SET} as "isScanned",
      case when r.scanned_rule_set < ${RULE_SET} then translate(encode(r.content, 'base64'), E'\\n', '') else '' end as content
    from raw_skills r where ${LONE} and (r.scanned_rule_set < ${RULE_SET} or r.verdict is null)
      and r.id in (select jsonb_array_elements_text(${JSON.stringify(rawIds)}::jsonb)::uuid)`)
  return rows
}

/** The ids and sizes of the raw skills without a folder whose files today's rule set has not read. */
export async function listUnscannedFiles(db: Db, p: { limit: number }): Promise<{ id: string; size: number }[]> {
  const { rows } = await db.execute<{ id: string; size: number }>(sql`
    select r.id, octet_length(r.content) as size from raw_skills r where ${LONE} and r.scanned_rule_set < ${RULE_SET}
    order by r.scanned_rule_set, r.id limit ${p.limit}`)
  return rows
}

/** Counts what today's rule set has not read. */
export async function countUnscanned(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select ((select count(*) from folders f where ${IS_UNSCANNED})
      + (select count(*) from raw_skills r where ${LONE} and r.scanned_rule_set < ${RULE_SET}))::int as n`)
  return rows[0]?.n ?? 0
}
