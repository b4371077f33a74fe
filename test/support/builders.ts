import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/connect.ts'
import { createSkill, type SkillFields } from '../../src/db/queries/admin-skills.ts'
import { approveSkills } from '../../src/db/queries/approve-skills.ts'
import { storeRawSkills } from '../../src/db/queries/raw-skills.ts'
import { ensureSource } from '../../src/db/queries/sources.ts'
import { skillSlug, slugPart } from '../../src/domain/slug.ts'

type SkillInput = Omit<SkillFields, 'tags' | 'name' | 'owner'> & {
  name?: string
  owner?: string
  tags?: string[]
  category?: string
  stars?: number
  score?: number
  contentHash?: string
  duplicateOf?: string
  updatedAt?: string
}

let made = 0

/** An active skill of the catalogue, unlike any other where the caller says nothing. */
export async function aSkill(db: Db, input: SkillInput = {}) {
  const { tags = [], category, stars = 0, score = 0, contentHash, duplicateOf, updatedAt, ...fields } = input
  const name = input.name ?? `skill-${++made}`
  const owner = input.owner ?? 'acme'
  const id = crypto.randomUUID()
  const slug = skillSlug(owner, name)
  const created = await createSkill(db, id, slug, {
    status: 'active',
    summary: 'Does what a skill does.',
    content_policy: 'full',
    license: 'MIT',
    ...fields,
    ...(category && { category_id: await aCategory(db, category) }),
    name,
    owner,
    tags: tags.map((tag) => ({ key: slugPart(tag), name: tag })),
  })
  if (!created) throw new Error(`There is a skill ${slug} already.`)
  await db.execute(
    sql`update skill_popularity set github_stars = ${stars}, popularity_score = ${score} where skill_id = ${id}::uuid`,
  )
  await db.execute(sql`
    update skills set content_hash = ${contentHash ?? null}, duplicate_of = ${duplicateOf ?? null}::uuid,
      updated_at = coalesce(${updatedAt ?? null}::timestamptz, updated_at) where id = ${id}::uuid`)
  return { id, slug, name, owner }
}

/** The id of the category of that key, made where it is missing. */
export async function aCategory(
  db: Db,
  key: string,
  p: { sortOrder?: number; active?: boolean } = {},
): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into categories (id, key, name, sort_order, is_active, created_at, updated_at)
    values (gen_random_uuid(), ${key}, ${key.toUpperCase()}, ${p.sortOrder ?? 0}, ${p.active ?? true}, now(), now())
    on conflict (key) do update set key = excluded.key returning id`)
  const id = rows[0]?.id
  if (!id) throw new Error('The category was not made.')
  return id
}

type EventInput = { skillId: string; type?: string; session?: string; ip?: string; at?: string; eventId?: string }

/** Events as ingest stores them. */
export async function someEvents(db: Db, events: readonly EventInput[]): Promise<void> {
  const rows = events.map((event) => ({
    type: 'use',
    session: crypto.randomUUID(),
    at: new Date().toISOString(),
    ...event,
  }))
  await db.execute(sql`
    insert into skill_events (id, event_id, skill_id, event_type, session_hash, ip_hash, created_at)
    select gen_random_uuid(), coalesce("eventId", gen_random_uuid()::text), "skillId", type, session, ip, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e("skillId" uuid, "eventId" text, type text, session text, ip text, at timestamptz)`)
}

type IngestedInput = {
  name: string
  owner?: string
  source?: string
  contentPolicy?: 'full' | 'link_only'
  contentHash?: string
  findings?: { rule: string; severity: 'error' | 'warning'; message: string; line: number }[]
}

/** A skill as ingest makes it: a source's file, stored, reported on and approved. */
export async function anIngestedSkill(db: Db, input: IngestedInput) {
  const {
    name,
    owner = 'acme',
    source = 'a-source',
    contentPolicy = 'full',
    contentHash = crypto.randomUUID(),
    findings = [],
  } = input
  const { id: sourceId } = await ensureSource(db, { name: source, type: 'folder' })
  const skillPath = `skills/${name}/SKILL.md`
  const [raw] = await storeRawSkills(db, sourceId, [
    {
      externalId: skillPath,
      skillPath,
      skillUrl: `https://github.com/${owner}/skills/blob/HEAD/${skillPath}`,
      githubRepo: `${owner}/skills`,
      content: btoa(`The file of ${name}.`),
      contentHash,
      nameRaw: name,
      descriptionRaw: 'Does what a skill does.',
      categoryRaw: null,
      licenseRaw: 'MIT',
      tagsRaw: [],
      dataJson: { name },
      parseStatus: 'ok',
      parseErrors: findings,
    },
  ])
  if (!raw) throw new Error('The file was not stored.')
  const slug = skillSlug(owner, name)
  await approveSkills(
    db,
    sourceId,
    [
      {
        rawId: raw.rawId,
        slug,
        alternateSlug: `${slug}-again`,
        owner,
        name,
        summary: 'Does what a skill does.',
        descriptionMd: `The text of ${name}.`,
        categoryKey: 'tools',
        license: 'MIT',
        licenseConfidence: 'high',
        contentPolicy,
        canonicalRepo: `${owner}/skills`,
        skillPath,
        contentHash,
        tags: ['tag'],
      },
    ],
    {
      categories: [{ key: 'tools', name: 'Tools', description: 'Tools of all kinds.', sortOrder: 1 }],
      seenSince: null,
    },
  )
  return { slug, name, owner }
}
