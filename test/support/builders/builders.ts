import { sql } from 'drizzle-orm'
import type { Editor } from '../../../src/db/accounts/record-audit.ts'
import { createSkill, type SkillFields } from '../../../src/db/catalogue/admin-skills.ts'
import { approveSkills } from '../../../src/db/catalogue/approve-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { storeRawEvents } from '../../../src/db/events/raw-events.ts'
import { enqueueTouched } from '../../../src/db/feed/outbox.ts'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { storeRawSkills } from '../../../src/db/intake/raw-skills.ts'
import { namedPublisher } from '../../../src/domain/catalogue/publisher.ts'
import { nameSlug, slugPart } from '../../../src/domain/catalogue/slug.ts'
import { readVersion } from '../../../src/domain/catalogue/version.ts'
import type { EventType } from '../../../src/domain/events/event.ts'
import type { Folder } from '../../../src/domain/files/manifest.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { normalizeInRounds } from '../../../src/jobs/ranking/normalize-events.ts'

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

/** The editor in whose name tests make changes. */
export const TESTER: Editor = { name: 'tester', requestId: null }

let made = 0

/** Creates an active skill. Fields that the caller leaves out are unique. */
export async function aSkill(db: Db, input: SkillInput = {}) {
  const { tags = [], category, stars = 0, score = 0, contentHash, duplicateOf, updatedAt, ...fields } = input
  const name = input.name ?? `skill-${++made}`
  const owner = input.owner ?? 'acme'
  const id = crypto.randomUUID()
  const created = await createSkill(db, TESTER, id, {
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
  if (!created) throw new Error(`There is a skill ${name} of ${owner} already.`)
  const { slug } = JSON.parse(created) as { slug: string }
  if (stars !== 0 || score !== 0)
    await db.execute(
      sql`update skill_popularity set github_stars = ${stars}, popularity_score = ${score}, placed_score = ${score} where skill_id = ${id}::uuid`,
    )
  if (contentHash ?? duplicateOf ?? updatedAt)
    await db.execute(sql`
      update skills set content_hash = ${contentHash ?? null}, duplicate_of = ${duplicateOf ?? null}::uuid,
        updated_at = coalesce(${updatedAt ?? null}::timestamptz, updated_at) where id = ${id}::uuid`)
  return { id, slug, name, owner }
}

/** The id of the category with this key, which is created if it is missing. */
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
  await db.execute(enqueueTouched('category', sql`select ${id}::uuid as id`))
  return id
}

type EventInput = {
  skillId: string
  type?: EventType
  session?: string
  ip?: string
  at?: string
  eventId?: string
  siteId?: string
  isBot?: boolean
}

/** Raw events as ingest stores those of a site's server, in this order. */
export async function someRawEvents(db: Db, events: readonly EventInput[]): Promise<void> {
  const from = (e: EventInput) => [e.siteId, e.ip, e.isBot].join()
  for (let begin = 0, end = 0; begin < events.length; begin = end) {
    const first = events[begin] as EventInput
    end = begin + events.slice(begin).findIndex((event) => from(event) !== from(first))
    if (end < begin) end = events.length
    await storeRawEvents(db, {
      siteId: first.siteId ?? null,
      ipHash: first.ip ?? null,
      uaHash: null,
      addressHash: first.ip ?? null,
      vouched: true,
      isBot: first.isBot ?? false,
      receivedAt: new Date().toISOString(),
      events: events.slice(begin, end).map((event) => ({
        event_id: event.eventId ?? crypto.randomUUID(),
        event_type: event.type ?? 'use',
        skill_id: event.skillId,
        session_hash: event.session ?? crypto.randomUUID(),
        occurred_at: new Date(event.at ?? Date.now()).toISOString(),
      })),
    })
  }
}

/** Stores and normalises events. */
export async function someEvents(db: Db, events: readonly EventInput[]): Promise<void> {
  await someRawEvents(db, events)
  await normalizeInRounds({ db, now: new Date(), limit: 5000, mayGoOn: () => true })
}

/** Creates a site that may report events. Returns it with its secret. */
export async function aSite(
  db: Db,
  p: { key?: string; origins?: string[]; status?: 'active' | 'paused' | 'archived'; dailyQuota?: number } = {},
) {
  const id = crypto.randomUUID()
  const key = p.key ?? `site-${id.slice(0, 8)}`
  const secret = `sks_${key}`
  await db.execute(sql`
    insert into sites (id, key, name, allowed_origins, status, secret_hash, daily_quota, created_at, updated_at)
    values (${id}::uuid, ${key}, ${`Site ${key}`}, ${JSON.stringify(p.origins ?? [])}::jsonb, ${p.status ?? 'active'}, ${await sha256Hex(secret)},
      ${p.dailyQuota ?? null}::int, now(), now())`)
  return { id, key, secret }
}

type IngestedInput = {
  name: string
  owner?: string
  source?: string
  contentPolicy?: 'full' | 'link_only'
  contentHash?: string
  findings?: { rule: string; severity: 'error' | 'warning'; message: string; line: number }[]
  /** Its folder, whose files are stored already, and the version that it declares. */
  folder?: Folder
  declared?: string | null
}

/** Creates a skill as ingest does: stores the file of a source, and approves it. */
export async function anIngestedSkill(db: Db, input: IngestedInput) {
  const {
    name,
    owner = 'acme',
    source = 'a-source',
    contentPolicy = 'full',
    contentHash = crypto.randomUUID(),
    findings = [],
    folder,
    declared = null,
  } = input
  const { id: sourceId } = await ensureSource(db, { name: source, type: 'folder' })
  const skillPath = `skills/${name}/SKILL.md`
  const [raw] = await storeRawSkills(
    db,
    sourceId,
    [
      {
        externalId: skillPath,
        skillPath,
        skillUrl: `https://github.com/${owner}/skills/blob/HEAD/${skillPath}`,
        githubRepo: `${owner}/skills`,
        content: btoa(`The file of ${name}.`),
        contentHash,
        sourceRevision: null,
        nameRaw: name,
        descriptionRaw: 'Does what a skill does.',
        categoryRaw: null,
        licenseRaw: 'MIT',
        tagsRaw: [],
        dataJson: { name },
        parseStatus: 'ok',
        parseErrors: findings,
        folderDigest: folder?.digest,
        folderFindings: folder?.findings,
      },
    ],
    folder ? [folder] : [],
  )
  if (!raw) throw new Error('The file was not stored.')
  const publisher = namedPublisher({ kind: 'local', name: owner })
  await approveSkills(
    db,
    sourceId,
    [
      {
        rawId: raw.rawId,
        rawHash: contentHash,
        rawDigest: folder?.digest ?? null,
        ...publisher,
        nameSlug: nameSlug(name),
        suffix: 'again',
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
        declaredVersion: declared,
        declared: readVersion(declared),
      },
    ],
    {
      categories: [{ key: 'tools', name: 'Tools', description: 'Tools of all kinds.', sortOrder: 1 }],
      seenSince: null,
    },
  )
  // The slug that the first publisher of this name gets. Another writer may have changed the file meanwhile.
  return { slug: `${publisher.publisherPart}--${nameSlug(name)}`, name, owner }
}
