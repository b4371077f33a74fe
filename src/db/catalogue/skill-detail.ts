import { sql } from 'drizzle-orm'
import { DEPRECATION, HOMEPAGE } from '../authors/author-skill.ts'
import { INSTALLABLE } from '../clients/installable.ts'
import type { Db } from '../connect.ts'
import { newestInstallable } from '../files/newest-version.ts'
import { WITHHELD } from '../files/withheld.ts'
import { type JsonText, rfc3339 } from '../json.ts'
import { NO_CATEGORY } from '../ranking/grading.ts'
import { placeOf, totalOf } from '../ranking/places.ts'
import { textIsWithheld } from '../trust/text-withheld.ts'
import { originalOf } from './copies.ts'
import { CARD, CARD_TABLES, type Card, extendCard, joinObjects } from './skill-card.ts'
import { COUNTED_AT, FILE_SEEN_AT, IS_KNOWN, SPECIFICATION } from './skill-json.ts'

/** The part of an address that names a skill. */
export type SkillRef = { id: string } | { slug: string }

/**
 * The files of `s`, read once: its sources, when a file was last seen in any of them, and the findings of the file that was
 * updated last.
 */
const FILES = sql`(
  select max(seen_at) as seen_at, coalesce(json_agg(json_build_object('name', name, 'type', type, 'url', skill_url, 'path', skill_path,
      'revision', source_revision, 'seen_at', ${rfc3339('seen_at')}) order by name, skill_path), '[]') as sources,
    (array_agg(json_build_object('status', parse_status, 'valid', not findings @> '[{"severity": "error"}]', 'findings', findings)
      order by updated_at desc, id))[1] as validation
  from (
    select src.name, src.type, r.skill_url, r.skill_path, r.source_revision, r.parse_status, r.updated_at, r.id,
      coalesce(r.parse_errors, '[]') as findings, ${sql.raw(FILE_SEEN_AT)} as seen_at
    from skill_source_links l join skill_sources src on src.id = l.source_id join raw_skills r on r.id = l.raw_skill_id
    where l.skill_id = s.id) files)`

// The places on the newest builds. A skill whose place a build does not store has its current place.
const RANKS = sql`(
  select json_object_agg(board.scope, case when b.id is not null and (e.rank is not null or p.listed and board.placed_in = board.id) then json_build_object(
    'rank', coalesce(e.rank, ${placeOf('popularity', sql`board.id`, 'p')}), 'total', case when e.rank is null then ${totalOf(sql`board.id`)} else b.total end,
    'score', round(coalesce(e.score, p.placed_score)::numeric, 4), 'snapshot_date', b.snapshot_date, 'generated_at', ${rfc3339('b.generated_at')}) end)
  from (values ('global', ${NO_CATEGORY}, ${NO_CATEGORY}), ('category', s.category_id, p.category_id)) board(scope, id, placed_in)
    left join lateral (
      select * from rank_snapshots r where r.scope = board.scope and coalesce(r.category_id, ${NO_CATEGORY}) = board.id and r.superseded_at is null
      order by r.snapshot_date desc limit 1
    ) b on true left join skill_rank_snapshots e on e.snapshot_id = b.id and e.skill_id = s.id)`

// The newest version that can be installed, read once.
const LATEST = newestInstallable(
  sql`v.version, v.digest, v.commit_sha, v.repo, v.created_at, f.context_tokens, f.client_faults, ${WITHHELD} as withheld`,
)

const LATEST_VERSION = sql`case when latest.digest is not null then json_build_object('version', latest.version,
  'digest', 'sha256:' || encode(latest.digest, 'hex'), 'commit', latest.commit_sha, 'repo', latest.repo, 'created_at', ${rfc3339('latest.created_at')},
  'context_tokens', latest.context_tokens) end`

/** What a list does not say of a skill. */
const DETAIL = sql`json_build_object(
  'description_md', case when s.content_policy = 'full' and s.vanished_at is null and not ${sql.raw(textIsWithheld('s.id'))} then s.description_md end,
  'deprecated', ${DEPRECATION}, 'homepage', ${HOMEPAGE}, 'canonical_repo', s.canonical_repo, 'skill_path', s.skill_path, ${SPECIFICATION}, 'content_hash', s.content_hash,
  'duplicate_of', ${sql.raw(originalOf('s'))},
  'latest_version', ${LATEST_VERSION}, 'installable', ${INSTALLABLE},
  'sources', files.sources, 'validation', files.validation,
  'popularity', json_build_object(
    'score', round(p.popularity_score::numeric, 4), 'stars', p.github_stars, 'forks', p.github_forks,
    'views_1d', p.views_1d, 'views_7d', p.views_7d, 'views_30d', p.views_30d,
    'uses_1d', p.uses_1d, 'uses_7d', p.uses_7d, 'uses_30d', p.uses_30d,
    'favorites_total', p.favorites_total, 'as_of', ${COUNTED_AT}),
  'rank', ${RANKS},
  'last_seen_at', ${rfc3339('greatest(s.last_seen_at, files.seen_at)')}, 'last_changed_at', ${rfc3339('s.last_changed_at')},
  'created_at', ${rfc3339('s.created_at')})`

/** One active skill with all its public fields, or null. Includes the text only if the licence permits it, the file has not vanished and its newest version is not yanked. */
export async function findSkill(db: Db, ref: SkillRef): Promise<JsonText | null> {
  const condition = 'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`
  const { rows } = await db.execute<Card & { detail: JsonText }>(sql`
    select ${CARD}, ${DETAIL}::text as detail from ${CARD_TABLES} cross join lateral ${FILES} files left join lateral ${LATEST} latest on true
    where ${condition} and ${IS_KNOWN}`)
  return rows[0] ? joinObjects(extendCard(rows[0], {}), rows[0].detail) : null
}
