import { type SQL, sql } from 'drizzle-orm'
import { keyOf, skills } from '../../../drizzle/schema.ts'
import { type AuditedType, type Editor, rememberedIds } from '../accounts/record-audit.ts'
import { change, idOf } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedStanding } from '../feed/outbox.ts'
import { lockAccounts, lockCatalogueAndPopularity } from '../locks.ts'
import { RAW_DIGEST } from '../trust/judge.ts'

/** The ids that identify a set of test data. They follow from its prefix. */
export type TestDataIds = { account: string; source: string; site: string; tag: string }

const skillsOf = ({ source }: TestDataIds): SQL =>
  sql`select skill_id as id from skill_source_links where source_id = ${source}::uuid`

/** The rows of a set, in an order in which each can be deleted: nothing refers to a row when its turn comes. */
const owned = (p: TestDataIds): Record<string, { table: SQL; condition: SQL }> => ({
  raw_events: { table: sql`raw_events`, condition: sql`site_id = ${p.site}::uuid` },
  score_changes: { table: sql`score_changes`, condition: sql`skill_id in (${skillsOf(p)})` },
  popularity_changes: { table: sql`popularity_changes`, condition: sql`skill_id in (${skillsOf(p)})` },
  event_keys: {
    table: sql`event_keys`,
    condition: sql`key in (select ${keyOf()} from skill_events where site_id = ${p.site}::uuid or skill_id in (${skillsOf(p)}))`,
  },
  skill_events: { table: sql`skill_events`, condition: sql`site_id = ${p.site}::uuid or skill_id in (${skillsOf(p)})` },
  // Their tags, links, counters and popularity are deleted with them.
  skills: { table: sql`skills`, condition: sql`id in (${skillsOf(p)})` },
  publishers: {
    table: sql`publishers`,
    condition: sql`kind = 'local' and name = (select owner from skill_sources where id = ${p.source}::uuid)
      and not exists (select from skills s where s.publisher_id = publishers.id and s.id not in (${skillsOf(p)}))`,
  },
  // Other files may have the same text.
  scan_reports: {
    table: sql`scan_reports`,
    condition: sql`digest in (select ${RAW_DIGEST} from raw_skills r where r.source_id = ${p.source}::uuid)
      and not exists (select from raw_skills r where r.source_id <> ${p.source}::uuid and ${RAW_DIGEST} = scan_reports.digest)`,
  },
  raw_skills: { table: sql`raw_skills`, condition: sql`source_id = ${p.source}::uuid` },
  sources: { table: sql`skill_sources`, condition: sql`id = ${p.source}::uuid` },
  tags: { table: sql`tags`, condition: sql`key = ${p.tag}` },
  raw_event_days: { table: sql`raw_event_days`, condition: sql`site_id = ${p.site}::uuid` },
  site_days: { table: sql`site_days`, condition: sql`site_id = ${p.site}::uuid` },
  sites: { table: sql`sites`, condition: sql`id = ${p.site}::uuid` },
  // Keeps the last admin as long as there are other accounts to manage.
  accounts: {
    table: sql`admin_users`,
    condition: sql`id = ${p.account}::uuid and (not exists (select from admin_users where id <> ${p.account}::uuid)
      or exists (select from admin_users where id <> ${p.account}::uuid and role = 'admin' and status = 'active'))`,
  },
})

export type TestDataCounts = Record<string, number>

/** Counts the rows of a set, by kind. */
export async function countTestData(db: Db, ids: TestDataIds): Promise<TestDataCounts> {
  const counts = Object.entries(owned(ids)).map(
    ([name, { table, condition }]) =>
      sql`(select count(*)::int from ${table} where ${condition}) as ${sql.identifier(name)}`,
  )
  const { rows } = await db.execute<TestDataCounts>(sql`select ${sql.join(counts, sql`, `)}`)
  return rows[0] ?? {}
}

/** Deletes a set and announces that to the feed. Returns the number of deleted rows by kind. Safe to repeat. */
export async function deleteTestData(db: Db, editor: Editor, ids: TestDataIds): Promise<TestDataCounts> {
  const deletions = Object.entries(owned(ids)).map(([name, { table, condition }]) => {
    const gone = sql`with gone as (delete from ${table} where ${condition} returning 1)`
    return [name, sql<{ deleted: number }>`${gone} select count(*)::int as deleted from gone`] as const
  })
  const deletionOf = (type: AuditedType, were: SQL) => ({
    action: `${type}.delete`,
    type,
    were,
    are: rememberedIds(type),
  })
  const deleted = await change(db, {
    lock: [lockCatalogueAndPopularity, lockAccounts],
    write: Object.fromEntries(deletions),
    announce: [
      ...(['skill', 'document'] as const).map((kind) => ({ kind, ids: rememberedIds('skill') })),
      ...touchedStanding(rememberedIds('skill')),
      { kind: 'tag', ids: rememberedIds('tag') },
    ],
    record: {
      by: editor,
      of: [
        deletionOf('skill', skillsOf(ids)),
        deletionOf('tag', sql`select id from tags where key = ${ids.tag}`),
        deletionOf('user', idOf(ids.account)),
        deletionOf('source', idOf(ids.source)),
        deletionOf('site', idOf(ids.site)),
      ],
    },
  })
  return Object.fromEntries(deletions.map(([name]) => [name, deleted[name]?.[0]?.deleted ?? 0]))
}

/** Creates the source of a set if it is missing. Returns false if another source has its name. */
export async function ensureTestSource(db: Db, p: { id: string; name: string; owner: string }): Promise<boolean> {
  const { rows } = await db.execute(sql`
    with made as (
      insert into skill_sources (id, name, type, owner, created_at, updated_at)
      select ${p.id}::uuid, ${p.name}, 'folder', ${p.owner}, now(), now()
      where not exists (select from skill_sources where name = ${p.name}) on conflict (id) do nothing returning id
    )
    select id from made union all select id from skill_sources where id = ${p.id}::uuid and name = ${p.name}`)
  return rows.length === 1
}

/** The event ids of a site that are stored already, as raw or as normalized events. */
export async function storedEventIds(db: Db, siteId: string): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select payload ->> 'event_id' as id from raw_events where site_id = ${siteId}::uuid
    union select event_id from skill_events where site_id = ${siteId}::uuid`)
  return new Set(rows.map(({ id }) => id))
}

/** The ids of a set's skills, in the order of their slugs. */
export async function listTestSkills(db: Db, ids: TestDataIds): Promise<string[]> {
  const rows = await db
    .select({ id: skills.id })
    .from(skills)
    .where(sql`${skills.id} in (${skillsOf(ids)})`)
    .orderBy(sql`${skills.slug} collate "C"`)
  return rows.map(({ id }) => id)
}
