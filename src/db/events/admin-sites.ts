import { eq, type SQL, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { sites } from '../../../drizzle/schema.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { change, idOf, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'

/** The fields of a site that an admin sets. */
export type SiteFields = { name: string; allowed_origins: string[]; daily_quota: number | null; status: string }
type SiteChanges = { [K in keyof SiteFields]?: SiteFields[K] | undefined }

// Without the hash of the secret: no answer shows it.
const SITE = sql`
  'id', s.id, 'key', s.key, 'name', s.name, 'allowed_origins', s.allowed_origins, 'status', s.status, 'daily_quota', s.daily_quota,
  'received_today', coalesce((
    select d.received from site_days d where d.site_id = s.id and d.day = (now() at time zone 'UTC')::date), 0),
  'as_of', ${rfc3339('now()')}, 'created_at', ${rfc3339('s.created_at')}, 'updated_at', ${rfc3339('s.updated_at')}`

const selectSite = (ids: SQL) =>
  sql<{ body: JsonText }>`select json_build_object(${SITE})::text as body from sites s where s.id in (${ids})`

const UNPUBLISHED = without('The feed does not publish sites.')

/** Creates a site. Returns null if another site has the key, even an archived one. */
export async function createSite(
  db: Db,
  editor: Editor,
  site: SiteFields & { id: string; key: string; secretHash: string },
): Promise<JsonText | null> {
  const { id, key, secretHash, name, allowed_origins: allowedOrigins, daily_quota: dailyQuota, status } = site
  // now() is the time of the transaction: this finds the site only if this transaction has created it.
  const mine = sql`select id from sites where id = ${id}::uuid and created_at = now()`
  const times = { createdAt: sql`now()`, updatedAt: sql`now()` }
  const values = { id, key, secretHash, name, allowedOrigins, dailyQuota, status, ...times }
  const { created } = await change(db, {
    lock: [],
    write: { inserted: db.insert(sites).values(values).onConflictDoNothing({ target: sites.key }).getSQL() },
    announce: UNPUBLISHED,
    record: { by: editor, of: [{ action: 'site.create', type: 'site', were: null, are: mine }] },
    answer: { created: selectSite(mine) },
  })
  return created[0]?.body ?? null
}

/** One site of any status. Returns null if it does not exist. */
export const findSite = (db: Db, id: string): Promise<JsonText | null> => readJson(db, selectSite(idOf(id)))

/** Sets the fields given; null clears the quota. Returns null if the site does not exist. */
export const updateSite = (db: Db, editor: Editor, id: string, fields: SiteChanges): Promise<JsonText | null> =>
  changeSite(db, editor, 'site.update', id, {
    name: fields.name,
    allowedOrigins: fields.allowed_origins,
    dailyQuota: fields.daily_quota,
    status: fields.status,
  })

/** Replaces the secret of a site. Returns null if the site does not exist. */
export const replaceSecret = (db: Db, editor: Editor, id: string, secretHash: string): Promise<JsonText | null> =>
  changeSite(db, editor, 'site.rotate_secret', id, { secretHash })

async function changeSite(
  db: Db,
  editor: Editor,
  action: string,
  id: string,
  columns: PgUpdateSetSource<typeof sites>,
): Promise<JsonText | null> {
  const { changed } = await change(db, {
    lock: [],
    write: {
      updated: db
        .update(sites)
        .set({ ...columns, updatedAt: sql`now()` })
        .where(eq(sites.id, id))
        .getSQL(),
    },
    announce: UNPUBLISHED,
    record: { by: editor, of: [{ action, type: 'site', were: idOf(id), are: idOf(id) }] },
    answer: { changed: selectSite(idOf(id)) },
  })
  return changed[0]?.body ?? null
}

/** Sites of any status, the newest first, by keyset. `q` is part of a key or name. */
export const listSites = (
  db: Db,
  p: {
    status?: string | undefined
    q?: string | undefined
    size: number
    after?: readonly [createdAt: string, id: string] | undefined
  },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'admin-sites',
      from: sql`sites s`,
      id: 's.id',
      where: [p.status ? sql`s.status = ${p.status}` : undefined, p.q ? containsText(p.q) : undefined],
      order: { 's.created_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'desc',
      item: SITE,
    },
    p,
  )

const containsText = (q: string): SQL =>
  sql`(strpos(lower(s.key), lower(${q})) > 0 or strpos(lower(s.name), lower(${q})) > 0)`
