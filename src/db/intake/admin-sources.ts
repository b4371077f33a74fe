import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordChanges, rememberBefore } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList, type TimeKeys } from '../lists.ts'
import { lockCatalogue } from '../locks.ts'
import { isDueAt } from './crawled-sources.ts'
import { lockSourceNames } from './find-sources.ts'

/** What an admin sets of a source; null clears the owner, and of the interval says that it is not crawled by itself. */
export type SourceFields = {
  name: string
  base_url: string
  owner: string | null
  auto_approve: boolean
  crawl_interval_minutes: number | null
  status: string
}
type SourceChanges = { [K in keyof SourceFields]?: SourceFields[K] | undefined }

/** Why a source cannot be as it is wanted: another one is at that address, or has that name. */
export type SourceConflict = { fault: 'address' | 'name'; id: string; name: string }

const IS_DUE = isDueAt(sql`now()`)

const SOURCE = sql`
  'id', s.id, 'name', s.name, 'type', s.type, 'base_url', s.base_url, 'owner', s.owner, 'parent_id', s.parent_id, 'status', s.status,
  'auto_approve', s.auto_approve, 'crawl_interval_minutes', s.crawl_interval_minutes, 'is_due', ${IS_DUE},
  'next_crawl_at', ${rfc3339('s.next_crawl_at')}, 'last_crawled_at', ${rfc3339('s.last_crawled_at')}, 'crawl_error', s.crawl_error,
  'crawl_failures', s.crawl_failures, 'vanished_at', ${rfc3339('s.vanished_at')}, 'reward_points', s.reward_points,
  'created_at', ${rfc3339('s.created_at')}, 'updated_at', ${rfc3339('s.updated_at')}`

const DETAIL = sql`${SOURCE},
  'files', (
    select json_build_object('total', count(*), 'new', count(*) filter (where status = 'new'), 'approved', count(*) filter (where status = 'approved'),
      'rejected', count(*) filter (where status = 'rejected'), 'vanished', count(*) filter (where vanished_at is not null))
    from raw_skills where source_id = s.id),
  'children', (select count(*) from skill_sources where parent_id = s.id),
  'aliases', (
    select coalesce(json_agg(json_build_object('id', a.id, 'raw_category', a.raw_category, 'category', c.key) order by a.raw_category, a.id), '[]')
    from category_aliases a left join categories c on c.id = a.category_id where a.source_id = s.id),
  'last_run', (
    select json_build_object('run_id', run_id, 'trigger', trigger, 'status', status, 'started_at', ${rfc3339('started_at')},
      'ended_at', ${rfc3339('ended_at')}, 'counts', counts, 'errors', errors)
    from job_runs where job = 'crawl-sources' and scope = s.id::text order by started_at desc limit 1)`

const detailOf = (id: string): SQL =>
  sql`select json_build_object(${DETAIL})::text as body from skill_sources s where s.id = ${id}::uuid`

/** One source with its files, aliases and last run, or null. */
export const findAdminSource = (db: Db, id: string): Promise<JsonText | null> => readJson(db, detailOf(id))

/** What a source is, or null. */
export async function findSourceType(db: Db, id: string): Promise<string | null> {
  const { rows } = await db.execute<{ type: string }>(sql`select type from skill_sources where id = ${id}::uuid`)
  return rows[0]?.type ?? null
}

/** Lists sources of any type, the newest first. */
export const listSources = (
  db: Db,
  p: {
    status?: string | undefined
    type?: string | undefined
    q?: string | undefined
    parent_id?: string | undefined
    due?: boolean | undefined
    size: number
    after?: TimeKeys | undefined
  },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'admin-sources',
      from: sql`skill_sources s`,
      id: 's.id',
      where: [
        ifGiven(p.status, (status) => sql`s.status = ${status}`),
        ifGiven(p.type, (type) => sql`s.type = ${type}`),
        ifGiven(p.parent_id, (parent_id) => sql`s.parent_id = ${parent_id}::uuid`),
        ifGiven(p.due, (due) => sql`${IS_DUE} = ${due}`),
        ifGiven(p.q, nameOrAddressContains),
      ],
      order: { 's.created_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'desc',
      item: SOURCE,
    },
    p,
  )

const nameOrAddressContains = (text: string): SQL =>
  sql`(strpos(lower(s.name), lower(${text})) > 0 or strpos(lower(coalesce(s.base_url, '')), lower(${text})) > 0)`

type Wanted = { id: string; type: string; name?: string | undefined; base_url?: string | undefined }

/** By what a repository is named where a list, an owner or a live search has brought it in. */
const usualName = (address: string): SQL => sql`case when lower(${address}::text) like 'https://github.com/_%/_%'
  then 'github:' || lower(substr(${address}::text, length('https://github.com/') + 1)) end`

/** The other source that has the address or the name which this one wants. */
function conflictsOf({ id, name, base_url }: Wanted): SQL {
  const faults: SQL[] = []
  if (base_url !== undefined)
    faults.push(sql`select 'address' as fault, id, name from skill_sources
      where lower(base_url) = lower(${base_url}) or (base_url is null and name = ${usualName(base_url)})`)
  if (name !== undefined) faults.push(sql`select 'name' as fault, id, name from skill_sources where name = ${name}`)
  if (faults.length === 0) return sql`select 'name' as fault, id, name from skill_sources where false`
  return sql`select * from (${sql.join(faults, sql` union all `)}) f where id <> ${id}::uuid order by fault, name limit 1`
}

/** First statement: of two that want the same address or name, one gets it. */
const lockWanted = ({ name, base_url }: Wanted): SQL => {
  const wanted = [name, base_url].filter((text) => text !== undefined).map((text) => sql`select ${text} as name`)
  if (base_url !== undefined) wanted.push(sql`select ${usualName(base_url)}`)
  return lockSourceNames(wanted.length > 0 ? sql.join(wanted, sql` union `) : sql`select '' as name where false`)
}

/** Creates a source that is due at once, or says which other one is in the way. */
export async function createSource(
  db: Db,
  actor: Editor,
  p: SourceFields & { id: string; type: string },
): Promise<JsonText | SourceConflict> {
  const conflict = conflictsOf(p)
  const results = await db.batch([
    db.execute(lockWanted(p)),
    db.execute<SourceConflict>(conflict),
    db.execute(sql`
      insert into skill_sources (id, name, type, base_url, owner, auto_approve, crawl_interval_minutes, status, next_crawl_at, created_at, updated_at)
      select ${p.id}::uuid, ${p.name}, ${p.type}, ${p.base_url}, ${p.owner}, ${p.auto_approve}, ${p.crawl_interval_minutes}::int, ${p.status},
        case when ${p.crawl_interval_minutes}::int is not null then now() end, now(), now()
      where not exists (${conflict}) on conflict (id) do nothing`),
    db.execute<{ body: JsonText }>(detailOf(p.id)),
    db.execute(recordChanges(actor, 'source.create', 'source', sql`select ${p.id}::uuid`)),
  ])
  return outcomeOf(results[1].rows, results[3].rows) as JsonText | SourceConflict
}

/** Sets the fields given, or says which other source is in the way; null: there is none of that id. */
export async function updateSource(
  db: Db,
  actor: Editor,
  p: { id: string; type: string },
  fields: SourceChanges,
): Promise<JsonText | SourceConflict | null> {
  const wanted = { ...p, name: fields.name, base_url: fields.base_url }
  const conflict = conflictsOf(wanted)
  const mine = sql`select ${p.id}::uuid`
  const results = await db.batch([
    db.execute(lockWanted(wanted)),
    db.execute<SourceConflict>(conflict),
    db.execute(rememberBefore('source', mine)),
    db.execute(sql`
      update skill_sources s set ${sql.join(changesOf(fields), sql`, `)}, updated_at = now()
      where s.id = ${p.id}::uuid and not exists (${conflict})`),
    db.execute<{ body: JsonText }>(detailOf(p.id)),
    db.execute(recordChanges(actor, 'source.update', 'source', mine)),
  ])
  return outcomeOf(results[1].rows, results[4].rows)
}

const outcomeOf = (conflicts: SourceConflict[], bodies: { body: JsonText }[]) => {
  const [body] = bodies
  // Of what is not there, nothing can be in the way.
  return body ? (conflicts[0] ?? body.body) : (conflicts[0] ?? null)
}

/** Each right-hand side sees the row as it was. */
function changesOf(fields: SourceChanges): SQL[] {
  const { name, base_url: address, owner, auto_approve, crawl_interval_minutes: interval, status } = fields
  const changes: SQL[] = []
  if (name !== undefined) changes.push(sql`name = ${name}`)
  if (owner !== undefined) changes.push(sql`owner = ${owner}`)
  if (auto_approve !== undefined) changes.push(sql`auto_approve = ${auto_approve}`)
  if (interval !== undefined) changes.push(sql`crawl_interval_minutes = ${interval}::int`)
  const isMoved = address === undefined ? sql`false` : sql`s.base_url is distinct from ${address}`
  const kept = (column: string) => sql`case when ${isMoved} then null else ${sql.raw(`s.${column}`)} end`
  if (address !== undefined)
    changes.push(
      sql`base_url = ${address}, crawl_etag = ${kept('crawl_etag')}, crawl_cursor = ${kept('crawl_cursor')}, crawl_error = ${kept('crawl_error')},
        crawl_failures = case when ${isMoved} then 0 else s.crawl_failures end`,
    )
  if (status !== undefined) changes.push(sql`status = ${status}`)
  else if (address !== undefined)
    changes.push(sql`status = case when ${isMoved} and s.status = 'error' then 'active' else s.status end`)
  const next = interval === undefined ? sql`s.crawl_interval_minutes` : sql`${interval}::int`
  // Made active or moved, it is due; else it is never due later than its new interval from now.
  changes.push(sql`next_crawl_at = case when ${next} is null then null when ${isMoved} or ${status === 'active'} then now()
    when s.crawl_interval_minutes is null then now() else least(coalesce(s.next_crawl_at, now()), now() + make_interval(mins => ${next})) end`)
  return changes
}

export type SourceDeletion = 'deleted' | 'missing' | 'in_use' | 'being_crawled'

/** Deletes a source that has brought nothing, with its aliases. */
export async function deleteSource(db: Db, actor: Editor, id: string): Promise<SourceDeletion> {
  const mine = sql`select ${id}::uuid`
  const isCrawled = sql`exists (select from job_leases l where l.key = ${`script:crawl-sources:${id}`} and l.expires_at > now())`
  const isFree = sql`
    select s.id from skill_sources s where s.id = ${id}::uuid and not exists (select from raw_skills where source_id = s.id)
      and not exists (select from skill_sources c where c.parent_id = s.id) and not ${isCrawled}`
  const aliases = sql`select a.id from category_aliases a where a.source_id in (${isFree})`
  const results = await db.batch([
    // No file comes meanwhile.
    db.execute(lockCatalogue),
    db.execute(rememberBefore('source', mine)),
    db.execute(rememberBefore('category_alias', aliases)),
    db.execute(sql`delete from category_aliases where id in (${aliases})`),
    db.execute<{ id: string }>(sql`delete from skill_sources where id in (${isFree}) returning id`),
    db.execute<{ busy: boolean }>(sql`select ${isCrawled} as busy from skill_sources where id = ${id}::uuid`),
    db.execute(recordChanges(actor, 'source.delete', 'source', mine)),
    db.execute(recordChanges(actor, 'category_alias.delete', 'category_alias', sql`select null::uuid where false`)),
  ])
  if (results[4].rows.length > 0) return 'deleted'
  const [kept] = results[5].rows
  return !kept ? 'missing' : kept.busy ? 'being_crawled' : 'in_use'
}
