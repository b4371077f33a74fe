import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'

/** What a follower of the feed must hold: payloads by "kind id". Compare two of them with `toEqual`. */
export type FeedState = Map<string, unknown>

type Row = Record<string, unknown>

/** What must be published, computed from the tables without any code of the publisher. */
export async function expectedState(db: Db): Promise<FeedState> {
  const categories = await readTable(db, 'categories', 'id')
  const tags = await readTable(db, 'tags', 'id')
  const skills = await readTable(db, 'skills', 'id')
  const popularity = await readTable(db, 'skill_popularity', 'skill_id')
  const categoryKeys = new Map(categories.map(({ id, key }) => [id, key]))
  const tagKeys = new Map(tags.map(({ id, key }) => [id, String(key)]))
  const tagsOf = new Map<unknown, string[]>()
  const tagged = await readTable(db, 'skill_tags', 'skill_id, tag_id')
  for (const { skill_id, tag_id } of tagged)
    tagsOf.set(skill_id, [...(tagsOf.get(skill_id) ?? []), tagKeys.get(tag_id) ?? ''])
  const active = skills.filter(({ status }) => status === 'active')
  const activeIds = new Set(active.map(({ id }) => id))
  const used = new Set(tagged.filter(({ skill_id }) => activeIds.has(skill_id)).map(({ tag_id }) => tag_id))

  const slugs = new Map(skills.map(({ id, slug }) => [id, slug]))

  const versions = await readVersions(db)
  // Of a skill, the last one in this order is the newest.
  const newestIsOut = new Map(versions.map(({ skill_id, yanked_at, is_held }) => [skill_id, yanked_at || is_held]))

  const state: FeedState = new Map()
  for (const { id, key, name, description, sort_order, is_active } of categories)
    if (is_active === true) state.set(`category ${id}`, { key, name, description, sort_order })
  for (const { id, key, name } of tags) if (used.has(id)) state.set(`tag ${id}`, { key, name })
  for (const skill of active) {
    const { id, description_md, content_hash, license } = skill
    const category = categoryKeys.get(skill.category_id) ?? null
    state.set(`skill ${id}`, { ...ofSkill(skill, slugs), category, tags: (tagsOf.get(id) ?? []).sort(byCodePoint) })
    if (
      skill.content_policy === 'full' &&
      skill.vanished_at === null &&
      description_md !== null &&
      !newestIsOut.get(id)
    )
      state.set(`document ${id}`, { description_md, content_hash, license })
  }
  for (const { id, skill_id, ...version } of versions)
    if (activeIds.has(skill_id) && version.verdict !== 'malicious') state.set(`version ${id}`, ofVersion(version))
  for (const row of popularity)
    if (activeIds.has(row.skill_id)) state.set(`popularity ${row.skill_id}`, ofPopularity(row))
  const days = (await readTable(db, 'board_day_builds', 'day')).filter(({ switched_on_at }) => switched_on_at !== null)
  const newest = days.at(-1)?.day
  for (const { day, skill_id, power_rank, relaxed } of await readTable(db, 'board_days', 'day, rank'))
    if (day === newest && power_rank !== null && activeIds.has(skill_id))
      state.set(`tier ${skill_id}`, { power_rank, relaxed })
  return state
}

/** What is published: everything in the feed except tombstones. */
export async function publishedState(db: Db): Promise<FeedState> {
  const items = await readItems(db)
  return new Map(items.filter(({ deleted }) => !deleted).map((i) => [`${i.kind} ${i.id}`, JSON.parse(i.payload)]))
}

/** The highest seq of the feed. */
export const latestSeq = async (db: Db) =>
  Number((await db.execute(sql`select latest_seq from feed_state`)).rows[0]?.latest_seq)

export type OutboxRow = {
  id: number
  kind: string
  source: string
  /** The stored bytes. Null once processed. */
  payload: string | null
  hash: string
  deleted: boolean
}

/** The unprocessed rows of the outbox, in order. */
export const readDue = (db: Db): Promise<OutboxRow[]> =>
  readPages(
    db,
    sql`select id::int, kind, source_id as source, payload::text, payload_hash as hash, deleted from publish_outbox
      where processed_at is null order by id`,
  )

export type Item = {
  seq: number | null
  kind: string
  id: string
  deleted: boolean
  payload: string
  hash: string
  size: number
}

/** All items that the feed knows, in its order. Those that were never published come last. */
export const readItems = (db: Db): Promise<Item[]> =>
  readPages(
    db,
    sql`select seq::int, kind, source_id as id, deleted, payload::text, payload_hash as hash, size from published_items
      order by published_items.seq, kind, source_id`,
  )

/** The name of each thing in a list of rows of the outbox or the feed: `skill <id>`, and `-skill <id>` for a tombstone. */
export const named = (rows: readonly { kind: string; deleted: boolean; id: number | string; source?: string }[]) =>
  rows.map(({ kind, deleted, id, source }) => `${deleted ? '-' : ''}${kind} ${source ?? id}`)

/** Publishes all waiting rows. A round is large enough for the outbox of any test. */
export async function publishAll(db: Db) {
  const { more, stale, ...counts } = await publishRound(db, 1_000_000)
  if (more) throw new Error('A round did not suffice.')
  return counts
}

/** Publishes the waiting rows, then those that `write` enqueues. Returns the sorted names of what these change in the feed. */
export async function changesOf(db: Db, write: () => Promise<unknown>): Promise<string[]> {
  await publishAll(db)
  const last = Math.max(0, ...(await readItems(db)).map(({ seq }) => seq ?? 0))
  await write()
  await publishAll(db)
  return named((await readItems(db)).filter(({ seq }) => (seq ?? 0) > last)).sort()
}

/** Item number `thing` now has the value, or is gone if the value is null. Default kind: skill. */
export type ThingState = readonly [thing: number, value: number | null, kind?: string]

/** Rows of the outbox, in this order, as a statement for any connection. */
export const enqueueThings = (...states: ThingState[]) =>
  sql.raw(`
    insert into publish_outbox (kind, source_id, payload, payload_hash, deleted)
    select coalesce(x->>2, 'skill'), ('00000000-0000-0000-0000-' || lpad(x->>0, 12, '0'))::uuid,
      coalesce('{"value":' || (x->>1) || '}', '{}')::json, 'hash of ' || coalesce(x->>1, 'nothing'), x->>1 is null
    from jsonb_array_elements('${JSON.stringify(states)}'::jsonb) with ordinality i(x, nth) order by nth`)

/** Each thing that the feed knows of, in its order: [seq, thing, value]. */
export const readThings = async (db: Db) =>
  (await readItems(db)).map(({ seq, id, deleted, payload }) => {
    return [seq, Number(id.slice(-12)), deleted ? null : JSON.parse(payload).value] as const
  })

const readTable = (db: Db, table: string, order: string) =>
  readPages<Row>(db, sql.raw(`select * from ${table} order by ${order}`))

const PAGE = 1000

/** Reads page by page, because answers are limited. Nobody may write meanwhile. */
async function readPages<R extends Row>(db: Db, query: ReturnType<typeof sql>): Promise<R[]> {
  const all: R[] = []
  for (let size = PAGE; size === PAGE; ) {
    const { rows } = await db.execute<R>(sql`${query} limit ${PAGE} offset ${all.length}`)
    all.push(...rows)
    size = rows.length
  }
  return all
}

function ofSkill(skill: Row, slugs: ReadonlyMap<unknown, unknown>) {
  const { slug, name, owner, summary, license, license_confidence, content_policy, canonical_repo, skill_path } = skill
  const { skill_type, spec_format, spec_version, content_hash, verdict, risk } = skill
  return {
    ...{ slug, name, owner, summary, license, license_confidence, content_policy, canonical_repo, skill_path },
    ...{ skill_type, spec_format, spec_version, content_hash, verdict, risk },
    duplicate_of: slugs.get(skill.duplicate_of) ?? null,
    vanished_at: toTime(skill.vanished_at),
    created_at: toTime(skill.created_at),
    updated_at: toTime(skill.updated_at),
    last_changed_at: toTime(skill.last_changed_at),
  }
}

const readVersions = (db: Db) =>
  readPages<Row>(
    db,
    sql`select v.id, v.skill_id, s.slug, v.version, encode(v.digest, 'hex') as digest, f.is_complete, v.commit_sha, v.license, v.content_policy,
        v.created_at, v.yanked_at, v.yank_reason, v.verdict, v.risk, v.held is not null as is_held, (
          select json_agg(json_build_object('path', path, 'mode', mode, 'size', size, 'sha256', encode(sha256, 'hex')) order by path)
          from folder_files where digest = v.digest) as manifest
      from skill_versions v join skills s on s.id = v.skill_id join folders f on f.digest = v.digest order by v.skill_id, v.nth`,
  )

function ofVersion({ slug, digest, commit_sha, created_at, yanked_at, ...version }: Row) {
  const times = { created_at: toTime(created_at), yanked_at: toTime(yanked_at) }
  return { ...version, ...times, skill: slug, digest: `sha256:${digest}`, commit: commit_sha }
}

function ofPopularity(row: Row) {
  const { github_stars: stars, github_forks: forks, favorites_total } = row
  const { views_1d, views_7d, views_30d, uses_1d, uses_7d, uses_30d } = row
  const counts = { stars, forks, views_1d, views_7d, views_30d, uses_1d, uses_7d, uses_30d, favorites_total }
  return { ...counts, score: toDecimal(Number(row.popularity_score)) }
}

/** RFC 3339 in UTC, cut to milliseconds. */
function toTime(value: unknown): string | null {
  if (value === null) return null
  const parts = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d)(:\d\d)?$/.exec(String(value))
  if (!parts) throw new Error(`${value} is no time.`)
  const [, day, time, fraction = '', hours, minutes = ':00'] = parts
  return new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${hours}${minutes}`).toISOString()
}

/** Rounds to fifteen digits, half to even, as PostgreSQL converts a double to numeric. Then rounds to four places, half away from zero. */
function toDecimal(value: number): number | null {
  if (!(Math.abs(value) < 1e15)) return null
  const exact = BigInt(Math.abs(value).toFixed(100).replace('.', ''))
  const unit = 10n ** BigInt(Math.max(0, String(exact).length - 15))
  const [digits, rest] = [exact / unit, (exact % unit) * 2n]
  const isUp = rest > unit || (rest === unit && digits % 2n === 1n)
  const places = ((isUp ? digits + 1n : digits) * unit + 10n ** 96n / 2n) / 10n ** 96n
  const text = String(places).padStart(5, '0')
  return Math.sign(value) * Number(`${text.slice(0, -4)}.${text.slice(-4)}`) || 0
}

/** Compares by UTF-8 bytes. JavaScript's own order differs for surrogate pairs. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (const [i, char] of left.entries()) {
    const other = right[i]
    if (other === undefined) return 1
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}
