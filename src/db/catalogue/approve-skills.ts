import { type SQL, sql } from 'drizzle-orm'
import { CURATED_FIELDS } from '../../domain/catalogue/curated-fields.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { noteProvenance } from '../authors/provenance.ts'
import { change, type Recorded, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { enqueueRows, touchedSkills, touchedStanding } from '../feed/outbox.ts'
import { dateVersioned, judgedVersions, madeVersions, makeVersions, withdrawJudged } from '../files/make-versions.ts'
import { FOLDER_PARTS, FOLDER_TOKENS, setDescribed } from '../files/set-described.ts'
import { lockCatalogueAndPopularityIf } from '../locks.ts'
import { type Acceptance, acceptWarned, MADE_DECISIONS } from '../trust/accept-warned.ts'
import { judge, touchedVerdicts } from '../trust/judge.ts'
import { type SkillFields, setFields } from './admin-skills.ts'
import {
  type ApprovedSkill,
  asRead,
  type BriefSkill,
  publishersOf,
  type SeenSince,
  targetsOf,
} from './approval-targets.ts'
import { refoldCopies } from './copies.ts'
import { ensureHandle, ensurePublishers } from './publishers.ts'
import { setTags } from './taxonomy/tags.ts'
import { markVanished, restoreReturned } from './upkeep/vanished.ts'

/** A category of the default set, which is created when the first skill needs it. */
type CategorySeed = { key: string; name: string; description: string; sortOrder: number }

/** The outcome for a raw skill. A raw skill that has changed since it was read, was rejected or has vanished has none. */
export type Approval = { rawId: string; skillId: string; slug: string; owner: string; outcome: 'created' | 'updated' }

type ApprovalContext = {
  categories: readonly CategorySeed[]
  seenSince: SeenSince
  /** Who approves. Left out if a source or an ingest approves by itself. */
  editor?: Editor
  /** Fields that the reviewer sets instead of those of the files. */
  overrides?: SkillFields
  /** Takes the risk of files with a warning. Left out if there are none: they are held back otherwise. */
  acceptance?: Acceptance | undefined
}

/** The columns that stay as an admin has set them. Tags have a table of their own. */
const CURATED = CURATED_FIELDS.filter((field) => field !== 'tags').map((field) =>
  field === 'category' ? 'category_id' : field,
)

/** What is not simply taken from the file. One without a repository keeps that of its skill; an author may have chosen the category. */
const INCOMING: Record<string, string> = {
  canonical_repo: 'coalesce(excluded.canonical_repo, s.canonical_repo)',
  category_id: 'coalesce((select a.category_id from author_settings a where a.skill_id = s.id), excluded.category_id)',
}

/** Limits of a request. The database accepts ten megabytes, and a control character takes seven bytes there. */
const ON_THE_WIRE = { items: 100, bytes: 6 * 1024 * 1024 }

/**
 * Turns raw skills of one source into skills with tags, category, source link and popularity row, in pages that fit into a
 * request. A raw skill updates the skill it is linked to, or else the one that `targetsOf` finds. Safe to repeat.
 */
export async function approveSkills(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
  context: ApprovalContext,
): Promise<Approval[]> {
  const encoder = new TextEncoder()
  // Encoded twice: as a parameter, and in the request that holds the parameter.
  const sized = skills.map((skill) => ({
    skill,
    size: encoder.encode(JSON.stringify(JSON.stringify(skill))).length,
  }))
  const approvals: Approval[] = []
  for (const page of inPages(sized, ON_THE_WIRE)) {
    const together = page.map(({ skill }) => skill)
    approvals.push(...(await approveTogether(db, sourceId, together, context)))
  }
  return approvals
}

async function approveTogether(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
  { categories, seenSince, editor, overrides, acceptance }: ApprovalContext,
): Promise<Approval[]> {
  const needed = new Set(skills.map((skill) => skill.categoryKey))
  const seeds = categories.filter(({ key }) => needed.has(key))
  // The texts go over the wire once.
  const brief = skills.map(({ descriptionMd: _, ...rest }) => rest)
  const targets = targetsOf(sourceId, brief, seenSince)
  const became = skillsOf(brief)
  const mayComeOrGo = overrides?.status === undefined ? sql`${REVIVED} is not null` : sql`true`
  // What is accepted is accepted wherever the same folder is.
  const judged = acceptance ? versionsLike(rawsOf(brief)) : madeVersions(became)
  // Without its lock, the popularity of an existing skill must not be announced: scoring may just be changing it.
  const ofPopularity = sql`select b.id from (${became}) b join skills s on s.id = b.id where ${mayComeOrGo} or s.created_at = now()`
  const { approved } = await change(db, {
    lock: [rememberRevived(targets), lockCatalogueAndPopularityIf(mayComeOrGo)],
    write: {
      publishers: [ensurePublishers(publishersOf(brief)), ...ensureHandle(overrides?.owner)],
      filed: insertCategories(seeds, targets),
      approved: upsertSkills(sourceId, targets, skills, editor),
      tagged: tagStatements(brief),
      overridden: overrides ? setFields(became, overrides) : [],
      accepted: acceptance ? acceptWarned(rawsOf(brief), acceptance) : [],
      versioned: [makeVersions(brief), noteProvenance(became), dateVersioned(became)],
      ...judge({
        versions: judged,
        raws: rawsOf(brief),
        skills: acceptance ? skillsOfVersions(judged, became) : became,
      }),
      withdrawn: withdrawJudged(rawsOf(brief)),
      described: setDescribed(became),
      // A moved file may have brought a skill back. Without the lock of popularity, the job restores it.
      returned: [...markVanished(became), restoreReturned(sql`select b.id from (${became}) b where ${mayComeOrGo}`)],
      refolded: refoldCopies(became),
    },
    announce: [
      ...touchedSkills(became),
      { kind: 'version', ids: sql`${madeVersions(became)} union ${judgedVersions(rawsOf(brief))}` },
      ...touchedStanding(ofPopularity),
      ...(acceptance ? touchedVerdicts(judged) : []),
    ],
    record: recordOf({ editor, acceptance, of: recordedOf({ targets, became, raws: rawsOf(brief), seeds }) }),
  })
  return approved
}

const versionsLike = (raws: SQL): SQL =>
  sql`select id from skill_versions where digest in (select folder_digest from raw_skills where id in (${raws}))`

const skillsOfVersions = (versions: SQL, skills: SQL): SQL =>
  sql`select skill_id as id from skill_versions where id in (${versions}) union ${skills}`

function recordOf(p: { editor: Editor | undefined; acceptance: Acceptance | undefined; of: Recorded[] }) {
  const by = p.editor ?? p.acceptance?.by
  if (!by) return without('A source or an ingest has approved by itself.')
  const accepted: Recorded[] = p.acceptance
    ? [{ action: 'trust_decision.create', type: 'trust_decision', were: null, are: MADE_DECISIONS }]
    : []
  return { by, of: [...(p.editor ? p.of : []), ...accepted] }
}

const REVIVED = sql`nullif(current_setting('approve.revived', true), '')`

/**
 * A statement that remembers, until the end of the transaction, whether one of the skills becomes public: it is still
 * pending, as only the earlier system left skills, or was archived because its file had vanished, and the file is back.
 */
const rememberRevived = (targets: SQL): SQL => sql`
  select set_config('approve.revived', coalesce((
    select 'yes' from (${targets}) t join skills s on s.id = t.skill_id 
    where s.status = 'pending' and not s.curated or s.status = 'archived' and s.auto_archived_at is not null limit 1), ''), true) is null`

function recordedOf(p: { targets: SQL; became: SQL; raws: SQL; seeds: readonly CategorySeed[] }): Recorded[] {
  const keys = JSON.stringify(p.seeds.map(({ key }) => key))
  const categories = sql`select id from categories where key in (select jsonb_array_elements_text(${keys}::jsonb))`
  const skills = sql`select skill_id from (${p.targets}) t`
  return [
    { action: 'category.create', type: 'category', were: categories, are: categories },
    { action: 'raw_skill.approve', type: 'raw_skill', were: p.raws, are: p.raws },
    { action: 'skill.approve', type: 'skill', were: skills, are: p.became },
    { action: 'skill_version.create', type: 'skill_version', were: null, are: madeVersions(p.became) },
  ]
}

/** Creates the missing categories of the skills that are really approved, and enqueues them. */
const insertCategories = (categories: readonly CategorySeed[], targets: SQL): SQL => sql`
  with added as (
    insert into categories (id, key, name, description, sort_order, created_at, updated_at)
    select gen_random_uuid(), key, name, description, "sortOrder", now(), now()
    from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) as c(key text, name text, description text, "sortOrder" int)
    where c.key in (select "categoryKey" from (${targets}) t)
    on conflict (key) do nothing returning *
  ) ${enqueueRows('category', sql`select * from added`)}`

const rawsOf = (skills: readonly BriefSkill[]): SQL => sql`select i."rawId" as id from ${asRead(skills)}`

/** The ids of the skills that these raw skills have become. */
const skillsOf = (skills: readonly BriefSkill[]): SQL => sql`
  select distinct l.skill_id as id from ${asRead(skills)} join skill_source_links l on l.raw_skill_id = r.id`

function tagStatements(skills: readonly BriefSkill[]): SQL[] {
  const wanted = sql`
    select l.skill_id, tag as key, tag as name from ${asRead(skills)}
    join skill_source_links l on l.raw_skill_id = r.id join skills s on s.id = l.skill_id and not s.curated
    cross join jsonb_array_elements_text(i.tags) tag`
  return setTags(wanted, sql`select s.id from skills s where not s.curated and s.id in (${skillsOf(skills)})`)
}

function upsertSkills(
  sourceId: string,
  targets: SQL,
  skills: readonly ApprovedSkill[],
  editor: Editor | undefined,
): SQL<Approval> {
  const texts = JSON.stringify(skills.map(({ rawId, descriptionMd }) => ({ rawId, descriptionMd })))
  const incoming = (column: string) => INCOMING[column] ?? `excluded.${column}`
  const kept = sql.raw(
    CURATED.map((column) => `${column} = case when s.curated then s.${column} else ${incoming(column)} end`).join(', '),
  )
  // Approving an unchanged skill again does not update it.
  const differs =
    sql.raw(`(s.description_md, s.skill_path, s.content_hash) is distinct from (excluded.description_md, excluded.skill_path, excluded.content_hash)
        or not s.curated and (s.status = 'pending' or (${CURATED.map((c) => `s.${c}`).join(', ')}) is distinct from (${CURATED.map(incoming).join(', ')}))`)
  return sql<Approval>`
    with targets as materialized (${targets}
    ), written as (
      insert into skills as s (id, slug, publisher_id, owner, name, summary, description_md, category_id, license, license_confidence, content_policy,
        canonical_repo, skill_path, content_hash, search_tags, capabilities, context_tokens, verdict, risk, status, last_seen_at, last_changed_at, created_at, updated_at)
      select t.skill_id, t.final_slug, t.publisher_id, t.owner, t.name, t.summary, x."descriptionMd", c.id, t.license, t."licenseConfidence", t."contentPolicy",
        t."canonicalRepo", t."skillPath", t."contentHash",
        (select coalesce(string_agg(tag, ' '), '') from jsonb_array_elements_text(t.tags) tag),
        -- what \`setDescribed\` and \`judgeSkills\` would say of a new skill: a second write would change every index of the row again
        ${FOLDER_PARTS}, ${FOLDER_TOKENS}, r.verdict, r.risk, 'active',
        -- reading the source has already marked the skills of linked files as seen
        case when t.is_unlinked then now() end, now(), now(), now()
      from targets t join jsonb_to_recordset(${texts}::jsonb) as x("rawId" uuid, "descriptionMd" text) on x."rawId" = t."rawId"
        join raw_skills r on r.id = t."rawId" left join categories c on c.key = t."categoryKey" left join folders f on f.digest = decode(t."rawDigest", 'hex')
      on conflict (id) do update set ${kept}, description_md = excluded.description_md,
        skill_path = excluded.skill_path,
        content_hash = excluded.content_hash, last_seen_at = coalesce(excluded.last_seen_at, s.last_seen_at),
        updated_at = case when ${differs} then excluded.updated_at else s.updated_at end,
        last_changed_at = case when s.content_hash is distinct from excluded.content_hash then excluded.last_changed_at else s.last_changed_at end,
        status = case when s.status = 'pending' and not s.curated then 'active' else s.status end
    ), counted as (
      insert into skill_popularity (skill_id, github_stars, github_forks, github_last_updated, score_updated_at)
      select t.skill_id, coalesce(g.stars, 0), coalesce(g.forks, 0), g.pushed_at, now()
      from targets t left join github_repo_cache g on g.repo_full_name = t."canonicalRepo" on conflict (skill_id) do nothing
    ), moved as (
      delete from skill_source_links l using targets t
      where t.is_unlinked and l.skill_id = t.skill_id and l.source_id = ${sourceId}::uuid and l.raw_skill_id <> t."rawId"
      returning l.raw_skill_id, l.skill_id
    ), left_behind as (
      -- if the file comes back to its old place, it waits for a skill of its own
      update raw_skills r set status = 'new', updated_at = now() from moved m
      where r.id = m.raw_skill_id and r.status = 'approved'
        and not exists (select from skill_source_links o where o.raw_skill_id = r.id and o.skill_id <> m.skill_id)
    ), links as (
      insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at)
      select skill_id, ${sourceId}::uuid, "rawId", now() from targets on conflict do nothing
    ), approved as (
      update raw_skills r set status = 'approved', reviewed_by = left(${editor?.name ?? null}::text, 120), reviewed_at = now(), review_reason = null,
        updated_at = now()
      from targets t where r.id = t."rawId" and r.status <> 'approved'
    )
    select "rawId", skill_id as "skillId", final_slug as slug, owner, case when is_new then 'created' else 'updated' end as outcome from targets`
}
