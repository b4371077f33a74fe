import { eq, type SQL, sql } from 'drizzle-orm'
import { skillSources } from '../../../drizzle/sources.ts'
import { CRAWL_INTERVAL, FIRST_GAP_MIN } from '../../domain/intake/crawl-schedule.ts'
import { type Editor, rememberedIds } from '../accounts/record-audit.ts'
import { change, idOf, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList, type TimeKeys } from '../lists.ts'
import { lockCatalogue } from '../locks.ts'
import { isDueAt } from './crawling/crawl-progress.ts'
import { lockSourceNames } from './ensure-source.ts'

/** The fields that an admin sets. `owner: null` clears it; `crawl_interval_minutes: null` stops the regular crawls. */
export type SourceFields = {
  name: string
  base_url: string
  owner: string | null
  auto_approve: boolean
  crawl_interval_minutes: number | null
  /** It follows how often the source changes. Setting the interval alone fixes it. */
  crawl_interval_follows: boolean
  status: string
}
type SourceChanges = { [K in keyof SourceFields]?: SourceFields[K] | undefined }

/** The other source that already has the address or the name. */
export type SourceConflict = { fault: 'address' | 'name'; id: string; name: string }

const IS_DUE = isDueAt(sql`now()`)

const SOURCE = sql`
  'id', s.id, 'name', s.name, 'type', s.type, 'base_url', s.base_url, 'owner', s.owner, 'parent_id', s.parent_id, 'status', s.status,
  'auto_approve', s.auto_approve, 'crawl_interval_minutes', s.crawl_interval_minutes, 'crawl_interval_follows', s.change_gap_minutes is not null, 'is_due', ${IS_DUE},
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

const detailOf = (id: string): SQL<{ body: JsonText }> =>
  sql`select json_build_object(${DETAIL})::text as body from skill_sources s where s.id = ${id}::uuid`

/** One source with its files, aliases and last run, or null. */
export const findAdminSource = (db: Db, id: string): Promise<JsonText | null> => readJson(db, detailOf(id))

/** The type of a source, or null. */
export async function findSourceType(db: Db, id: string): Promise<string | null> {
  const [source] = await db.select({ type: skillSources.type }).from(skillSources).where(eq(skillSources.id, id))
  return source?.type ?? null
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

/** The name of a repository's source if a list, an owner or a live search brought it in. */
const usualName = (address: string): SQL => sql`case when lower(${address}::text) like 'https://github.com/_%/_%'
  then 'github:' || lower(substr(${address}::text, length('https://github.com/') + 1)) end`

/** The other source that already has the address or the name, if there is one. */
function conflictsOf({ id, name, base_url }: Wanted): SQL<SourceConflict> {
  const faults: SQL[] = []
  if (base_url !== undefined)
    faults.push(sql`select 'address' as fault, id, name from skill_sources
      where lower(base_url) = lower(${base_url}) or (base_url is null and name = ${usualName(base_url)})`)
  if (name !== undefined) faults.push(sql`select 'name' as fault, id, name from skill_sources where name = ${name}`)
  if (faults.length === 0) return sql`select 'name' as fault, id, name from skill_sources where false`
  return sql`select * from (${sql.join(faults, sql` union all `)}) f where id <> ${id}::uuid order by fault, name limit 1`
}

/** If two sources want the same address or name at the same time, one gets it. */
const lockWanted = ({ name, base_url }: Wanted): SQL => {
  const wanted = [name, base_url].filter((text) => text !== undefined).map((text) => sql`select ${text} as name`)
  if (base_url !== undefined) wanted.push(sql`select ${usualName(base_url)}`)
  return lockSourceNames(wanted.length > 0 ? sql.join(wanted, sql` union `) : sql`select '' as name where false`)
}

const IS_NOT_PUBLISHED = without('Sources are not published.')

/** Creates a source that is due at once. Returns the conflict if another source is in the way. */
export async function createSource(
  db: Db,
  editor: Editor,
  p: SourceFields & { id: string; type: string },
): Promise<JsonText | SourceConflict> {
  const conflict = conflictsOf(p)
  const { conflicts, bodies } = await change(db, {
    lock: lockWanted(p),
    write: {
      conflicts: conflict,
      created: sql`
        insert into skill_sources (id, name, type, base_url, owner, auto_approve, crawl_interval_minutes, change_gap_minutes, status, next_crawl_at, created_at, updated_at)
        select ${p.id}::uuid, ${p.name}, ${p.type}, ${p.base_url}, ${p.owner}, ${p.auto_approve}, ${p.crawl_interval_minutes}::int,
          case when ${p.crawl_interval_follows} and ${p.crawl_interval_minutes}::int is not null then ${FIRST_GAP_MIN}::real end, ${p.status},
          case when ${p.crawl_interval_minutes}::int is not null then now() end, now(), now()
        where not exists (${conflict}) on conflict (id) do nothing`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'source.create', type: 'source', were: null, are: idOf(p.id) }] },
    answer: { bodies: detailOf(p.id) },
  })
  return conflicts[0] ?? onlyRow(bodies).body
}

/** Sets the fields given. Returns the conflict if another source is in the way, and null if the source does not exist. */
export async function updateSource(
  db: Db,
  editor: Editor,
  p: { id: string; type: string },
  fields: SourceChanges,
): Promise<JsonText | SourceConflict | null> {
  const wanted = { ...p, name: fields.name, base_url: fields.base_url }
  const conflict = conflictsOf(wanted)
  const { conflicts, bodies } = await change(db, {
    lock: lockWanted(wanted),
    write: {
      conflicts: conflict,
      updated: sql`
        update skill_sources s set ${sql.join(changesOf(fields), sql`, `)}, updated_at = now()
        where s.id = ${p.id}::uuid and not exists (${conflict})`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'source.update', type: 'source', were: idOf(p.id), are: idOf(p.id) }] },
    answer: { bodies: detailOf(p.id) },
  })
  return conflicts[0] ?? bodies[0]?.body ?? null
}

/** Assignments for an update: each right-hand side sees the row as it was. */
function changesOf(fields: SourceChanges): SQL[] {
  const {
    name,
    base_url: address,
    owner,
    auto_approve,
    crawl_interval_minutes: interval,
    crawl_interval_follows: follows,
    status,
  } = fields
  const changes: SQL[] = []
  if (name !== undefined) changes.push(sql`name = ${name}`)
  if (owner !== undefined) changes.push(sql`owner = ${owner}`)
  if (auto_approve !== undefined) changes.push(sql`auto_approve = ${auto_approve}`)
  const next =
    interval !== undefined
      ? sql`${interval}::int`
      : follows
        ? sql`coalesce(s.crawl_interval_minutes, ${CRAWL_INTERVAL.default}::int)`
        : sql`s.crawl_interval_minutes`
  if (interval !== undefined || follows !== undefined)
    changes.push(sql`crawl_interval_minutes = ${next},
      change_gap_minutes = case when ${follows ?? false} and ${next} is not null then coalesce(s.change_gap_minutes, ${FIRST_GAP_MIN}::real) end`)
  const isMoved = address === undefined ? sql`false` : sql`s.base_url is distinct from ${address}`
  const kept = (column: string) => sql`case when ${isMoved} then null else ${sql.raw(`s.${column}`)} end`
  if (address !== undefined)
    changes.push(
      sql`base_url = ${address}, crawl_etag = ${kept('crawl_etag')}, crawl_cursor = ${kept('crawl_cursor')}, crawl_error = ${kept('crawl_error')},
        github_id = ${kept('github_id')}, github_owner_id = ${kept('github_owner_id')}, pushed_at = ${kept('pushed_at')},
        crawl_failures = case when ${isMoved} then 0 else s.crawl_failures end`,
    )
  if (status !== undefined) changes.push(sql`status = ${status}`)
  else if (address !== undefined)
    changes.push(sql`status = case when ${isMoved} and s.status = 'error' then 'active' else s.status end`)
  // A source that is activated or moved is due at once. Else it is due by the end of its new interval at the latest.
  changes.push(sql`next_crawl_at = case when ${next} is null then null when ${isMoved} or ${status === 'active'} then now()
    when s.crawl_interval_minutes is null then now() else least(coalesce(s.next_crawl_at, now()), now() + make_interval(mins => ${next})) end`)
  return changes
}

export type SourceDeletion = 'deleted' | 'missing' | 'in_use' | 'being_crawled'

/** Deletes a source that has no raw skill and no child, and that no crawl is reading, with its aliases. */
export async function deleteSource(db: Db, editor: Editor, id: string): Promise<SourceDeletion> {
  const isCrawled = sql`exists (select from job_leases l where l.key = ${`script:crawl-sources:${id}`} and l.expires_at > now())`
  const isFree = sql`
    select s.id from skill_sources s where s.id = ${id}::uuid and not exists (select from raw_skills where source_id = s.id)
      and not exists (select from skill_sources c where c.parent_id = s.id) and not ${isCrawled}`
  const aliases = sql`select a.id from category_aliases a where a.source_id in (${isFree})`
  const { deleted, kept } = await change(db, {
    // No raw skill can be stored meanwhile.
    lock: lockCatalogue,
    write: {
      unnamed: sql`delete from category_aliases where id in (${aliases})`,
      deleted: sql<{ id: string }>`delete from skill_sources where id in (${isFree}) returning id`,
    },
    announce: IS_NOT_PUBLISHED,
    record: {
      by: editor,
      of: [
        { action: 'source.delete', type: 'source', were: idOf(id), are: idOf(id) },
        {
          action: 'category_alias.delete',
          type: 'category_alias',
          were: aliases,
          are: rememberedIds('category_alias'),
        },
      ],
    },
    answer: {
      kept: sql<{ isCrawled: boolean }>`select ${isCrawled} as "isCrawled" from skill_sources where id = ${id}::uuid`,
    },
  })
  if (deleted.length > 0) return 'deleted'
  const [source] = kept
  return !source ? 'missing' : source.isCrawled ? 'being_crawled' : 'in_use'
}
