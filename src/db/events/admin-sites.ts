import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordChanges, rememberBefore } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'

/** What an admin sets of a site. */
export type SiteFields = { name: string; allowed_origins: string[]; daily_quota: number | null; status: string }
type SiteChanges = { [K in keyof SiteFields]?: SiteFields[K] | undefined }

// The hash of the secret is in none of these: what checks a secret reads it by itself.
const SITE = sql`
  'id', s.id, 'key', s.key, 'name', s.name, 'allowed_origins', s.allowed_origins, 'status', s.status, 'daily_quota', s.daily_quota,
  'received_today', coalesce((
    select d.received from site_days d where d.site_id = s.id and d.day = (now() at time zone 'UTC')::date), 0),
  'as_of', ${rfc3339('now()')}, 'created_at', ${rfc3339('s.created_at')}, 'updated_at', ${rfc3339('s.updated_at')}`

const siteFrom = (source: SQL): SQL => sql`select json_build_object(${SITE})::text as body from ${source}`

/** Creates a site. Null: another one has the key, archived or not. */
export async function createSite(
  db: Db,
  actor: Editor,
  site: SiteFields & { id: string; key: string; secretHash: string },
): Promise<JsonText | null> {
  const [{ rows }] = await db.batch([
    db.execute<Body>(sql`
    with created as (
      insert into sites (id, key, name, allowed_origins, daily_quota, status, secret_hash, created_at, updated_at)
      values (${site.id}::uuid, ${site.key}, ${site.name}, ${JSON.stringify(site.allowed_origins)}::jsonb, ${site.daily_quota}::int,
        ${site.status}, ${site.secretHash}, now(), now())
      on conflict (key) do nothing returning *
    ) ${siteFrom(sql`created s`)}`),
    db.execute(recordChanges(actor, 'site.create', 'site', sql`select ${site.id}::uuid`)),
  ])
  return rows[0]?.body ?? null
}

/** One site of any status, or null. */
export const findSite = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, siteFrom(sql`sites s where s.id = ${id}::uuid`))

/** Sets the fields given; null clears the quota. Null: there is no such site. */
export function updateSite(db: Db, actor: Editor, id: string, fields: SiteChanges): Promise<JsonText | null> {
  const changes: SQL[] = []
  if (fields.name !== undefined) changes.push(sql`name = ${fields.name}`)
  if (fields.allowed_origins) changes.push(sql`allowed_origins = ${JSON.stringify(fields.allowed_origins)}::jsonb`)
  if (fields.daily_quota !== undefined) changes.push(sql`daily_quota = ${fields.daily_quota}::int`)
  if (fields.status !== undefined) changes.push(sql`status = ${fields.status}`)
  return changeSite(db, id, sql.join(changes, sql`, `), { actor, action: 'site.update' })
}

/** Puts another secret in the place of a site's. Null: there is no such site. */
export const replaceSecret = (db: Db, actor: Editor, id: string, secretHash: string): Promise<JsonText | null> =>
  changeSite(db, id, sql`secret_hash = ${secretHash}`, { actor, action: 'site.rotate_secret' })

type Body = { body: JsonText }

async function changeSite(
  db: Db,
  id: string,
  changes: SQL,
  { actor, action }: { actor: Editor; action: string },
): Promise<JsonText | null> {
  const mine = sql`select ${id}::uuid`
  const [, { rows }] = await db.batch([
    db.execute(rememberBefore('site', mine)),
    db.execute<Body>(sql`
    with changed as (update sites set ${changes}, updated_at = now() where id = ${id}::uuid returning *)
    ${siteFrom(sql`changed s`)}`),
    db.execute(recordChanges(actor, action, 'site', mine)),
  ])
  return rows[0]?.body ?? null
}

/** Sites of any status, the newest first, by keyset. */
export async function listSites(
  db: Db,
  p: {
    status?: string | undefined
    q?: string | undefined
    size: number
    after?: readonly [string, string] | undefined
  },
): Promise<JsonText> {
  const conditions = [sql`true`]
  if (p.status) conditions.push(sql`status = ${p.status}`)
  if (p.q) conditions.push(sql`(strpos(lower(key), lower(${p.q})) > 0 or strpos(lower(name), lower(${p.q})) > 0)`)
  if (p.after) conditions.push(sql`(created_at, id) < (${p.after[0]}::timestamptz, ${p.after[1]}::uuid)`)
  const body = await readJson(
    db,
    sql`
    with page as (
      select *, row_number() over (order by created_at desc, id desc) as nth from sites
      where ${sql.join(conditions, sql` and `)} order by created_at desc, id desc limit ${p.size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${SITE}) order by nth) filter (where nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(${cursorText('admin-sites', ['s.created_at', 's.id'])}) filter (where nth = ${p.size}) end
    )::text as body from page s`,
  )
  return body ?? ''
}
