import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordChanges, rememberBefore, rememberedIds } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { enqueueTouched } from '../feed/outbox.ts'
import { lockCatalogueAndPopularity } from '../locks.ts'

/** What a set of test data is told by: ids that follow from its prefix. */
export type TestDataIds = { account: string; source: string; site: string; tag: string }

const skillsOf = ({ source }: TestDataIds): SQL =>
  sql`select skill_id as id from skill_source_links where source_id = ${source}::uuid`

/** What belongs to a set, in an order in which nothing refers to what has gone before it. */
const owned = (p: TestDataIds): Record<string, { table: SQL; condition: SQL }> => ({
  raw_events: { table: sql`raw_events`, condition: sql`site_id = ${p.site}::uuid` },
  popularity_changes: { table: sql`popularity_changes`, condition: sql`skill_id in (${skillsOf(p)})` },
  skill_events: { table: sql`skill_events`, condition: sql`site_id = ${p.site}::uuid or skill_id in (${skillsOf(p)})` },
  // With tags, links, counters and popularity, which go with them.
  skills: { table: sql`skills`, condition: sql`id in (${skillsOf(p)})` },
  raw_skills: { table: sql`raw_skills`, condition: sql`source_id = ${p.source}::uuid` },
  sources: { table: sql`skill_sources`, condition: sql`id = ${p.source}::uuid` },
  tags: { table: sql`tags`, condition: sql`key = ${p.tag}` },
  raw_event_days: { table: sql`raw_event_days`, condition: sql`site_id = ${p.site}::uuid` },
  site_days: { table: sql`site_days`, condition: sql`site_id = ${p.site}::uuid` },
  sites: { table: sql`sites`, condition: sql`id = ${p.site}::uuid` },
  // Not the last admin, as long as there are others to be managed.
  accounts: {
    table: sql`admin_users`,
    condition: sql`id = ${p.account}::uuid and (not exists (select from admin_users where id <> ${p.account}::uuid)
      or exists (select from admin_users where id <> ${p.account}::uuid and role = 'admin' and status = 'active'))`,
  },
})

export type TestDataCounts = Record<string, number>

/** How much there is of a set. */
export async function countTestData(db: Db, ids: TestDataIds): Promise<TestDataCounts> {
  const counts = Object.entries(owned(ids)).map(
    ([name, { table, condition }]) =>
      sql`(select count(*)::int from ${table} where ${condition}) as ${sql.identifier(name)}`,
  )
  const { rows } = await db.execute<TestDataCounts>(sql`select ${sql.join(counts, sql`, `)}`)
  return rows[0] ?? {}
}

/** Deletes a set, tells the feed of it, and says how much there was of each kind. In one batch; twice is harmless. */
export async function deleteTestData(db: Db, actor: Editor, ids: TestDataIds): Promise<TestDataCounts> {
  const kinds = Object.entries(owned(ids))
  const before = [
    sql`select pg_advisory_xact_lock(hashtext('admin-users'))`,
    rememberBefore('skill', skillsOf(ids)),
    rememberBefore('tag', sql`select id from tags where key = ${ids.tag}`),
    rememberBefore('user', sql`select ${ids.account}::uuid`),
    rememberBefore('source', sql`select ${ids.source}::uuid`),
    rememberBefore('site', sql`select ${ids.site}::uuid`),
  ]
  const gone = rememberedIds('skill')
  const results = await db.batch([
    db.execute(lockCatalogueAndPopularity),
    ...before.map((statement) => db.execute(statement)),
    ...kinds.map(([, { table, condition }]) => db.execute(sql`delete from ${table} where ${condition}`)),
    ...(['skill', 'document', 'popularity'] as const).map((kind) => db.execute(enqueueTouched(kind, gone))),
    db.execute(enqueueTouched('tag', rememberedIds('tag'))),
    ...(['skill', 'tag', 'user', 'source', 'site'] as const).map((type) =>
      db.execute(recordChanges(actor, `${type}.delete`, type, rememberedIds(type))),
    ),
  ])
  const from = before.length + 1
  return Object.fromEntries(kinds.map(([name], i) => [name, results[from + i]?.rowCount ?? 0]))
}

/** The source of a set, made where it is missing. False: another source has its name. */
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

/** Which of these events of a site are stored already, be it as received or as counted. */
export async function storedEventIds(db: Db, siteId: string): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select payload ->> 'event_id' as id from raw_events where site_id = ${siteId}::uuid
    union select event_id from skill_events where site_id = ${siteId}::uuid`)
  return new Set(rows.map(({ id }) => id))
}

/** The skills of a set, in the order of their slugs. */
export async function listTestSkills(db: Db, ids: TestDataIds): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from skills where id in (${skillsOf(ids)}) order by slug collate "C"`,
  )
  return rows.map(({ id }) => id)
}
