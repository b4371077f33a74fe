import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { publishers } from '../../../drizzle/publishers.ts'
import { namedPublisher, type PublisherName, type PublisherStatus } from '../../domain/catalogue/publisher.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/**
 * The publisher that names mean, as a query of at most one row of `publishers`. `w` has the columns `kind` (null: `name`
 * is a handle), `name` and `github_id`. If `github_id` is known, it decides alone: a login may be somebody else's by now.
 */
export const publisherMeant = (w: string): SQL =>
  sql.raw(`
  select p.* from publishers p where p.github_id = ${w}.github_id
    or (p.kind = ${w}.kind and lower(p.name) = lower(${w}.name) and ${w}.github_id is null)
    or (${w}.kind is null and lower(p.handle) = lower(${w}.name))
  order by p.github_id = ${w}.github_id desc nulls last, p.updated_at desc limit 1`)

/**
 * `base`, or the first of `base-2`, `base-3` and so on that no publisher has as its `column`, without the `nth - 1` before
 * it. Compares without case.
 */
export const freeName = (column: 'handle' | 'slug_part', base: SQL, nth: SQL = sql`1`): SQL => sql`(
  select free.name from (
    select ${base} || case n when 1 then '' else '-' || n end as name, n from generate_series(1, 1000) n) free
  where not exists (select from publishers taken where lower(taken.${sql.raw(column)}) = lower(free.name))
  order by free.n offset ${nth} - 1 limit 1)`

/**
 * A statement that stores GitHub's id of publishers of whom only the login was known. The login proves nothing, as anybody can register
 * one that was given up: the account must own a repository that skills of the publisher come from. `wanted` as in `ensurePublishers`.
 */
export const identifyPublishers = (wanted: SQL): SQL => sql`
  update publishers p set github_id = w.github_id, updated_at = now() from (${wanted}) w
  where w.kind = 'github' and p.kind = 'github' and p.github_id is null and lower(p.name) = lower(w.name)
    and not exists (select from publishers o where o.github_id = w.github_id)
    and exists (select from skill_sources src join raw_skills r on r.source_id = src.id and r.github_repo is not null
      join skill_source_links l on l.raw_skill_id = r.id join skills s on s.id = l.skill_id
      where src.github_owner_id = w.github_id and src.github_id is not null and s.publisher_id = p.id)`

/** One publisher as a query of (kind, name, part, github_id). */
export const wantedPublisher = (name: PublisherName, githubId: number | null = null): SQL => {
  const { publisherKind, publisherName, publisherPart } = namedPublisher(name)
  return sql`select ${publisherKind}::text as kind, ${publisherName}::text as name, ${publisherPart}::text as part, ${githubId}::bigint as github_id`
}

/**
 * A statement that creates the publishers that are missing, and identifies those of whom only the login was known.
 * `wanted` is a query of (kind, name, part, github_id). Needs the lock of the catalogue.
 */
export const ensurePublishers = (wanted: SQL): SQL => sql`
  with wanted as materialized (
    select distinct on (kind, lower(name), github_id) * from (${wanted}) w order by kind, lower(name), github_id
  ), identified as (${identifyPublishers(sql`select * from wanted`)} returning p.github_id
  ), missing as (
    select w.*, row_number() over (partition by lower(w.part) order by w.name, w.kind) as nth
    from wanted w where not exists (${publisherMeant('w')}) and not exists (select from identified i where i.github_id = w.github_id)
  )
  insert into publishers (id, kind, name, handle, github_id, slug_part, created_at, updated_at)
  select gen_random_uuid(), coalesce(kind, 'local'), name, ${freeName('handle', sql`m.name`, sql`m.nth`)}, github_id,
    ${freeName('slug_part', sql`m.part`, sql`m.nth`)}, now(), now()
  from missing m`

/** Statements that create a local publisher for a handle that an admin gives, if nobody has it, and if the query `skills` has a row. */
export const ensureHandle = (handle: unknown, skills: SQL = sql`select 1`): SQL[] =>
  typeof handle === 'string'
    ? [ensurePublishers(sql`${wantedPublisher({ kind: null, name: handle })} where exists (${skills})`)]
    : []

/** Notes whether GitHub still has an account. Its skills stay; their files say for themselves whether they are there. */
export async function noteAccount(db: Db, githubId: number, status: PublisherStatus): Promise<void> {
  await db
    .update(publishers)
    .set({ status, updatedAt: sql`now()` })
    .where(and(eq(publishers.githubId, githubId), ne(publishers.status, status)))
}

/** The publisher with a handle, in any case, as a query of rows of `publishers`. Takes it as `ensureHandle` stores it. */
export const publisherWithHandle = (handle: string): SQL =>
  sql`select p.* from publishers p where lower(p.handle) = lower(${namedPublisher({ kind: null, name: handle }).publisherName})`

/** A publisher by its handle, in any case, with the number of its active skills. Returns null if there is none. */
export const findPublisher = (db: Db, handle: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`
    select json_build_object('handle', p.handle, 'kind', p.kind, 'name', p.name, 'github_id', p.github_id, 'slug_part', p.slug_part, 'status', p.status, 'verified_at', ${rfc3339('p.verified_at')},
      'skills', (select count(*) from skills s where s.publisher_id = p.id and s.status = 'active'),
      'created_at', ${rfc3339('p.created_at')}, 'updated_at', ${rfc3339('p.updated_at')})::text as body
    from (${publisherWithHandle(handle)}) p`,
  )

/** So many handles before and after the one that is asked for are looked at, in the order of letters, where most typing errors stay. */
const NEIGHBOURS = 40

/** Returns handles that may be near one that nobody has. */
export async function findNearHandles(db: Db, handle: string): Promise<string[]> {
  const { rows } = await db.execute<{ handle: string }>(sql`
    (select handle from publishers where lower(handle) > lower(${handle}) order by lower(handle) limit ${NEIGHBOURS})
    union all
    (select handle from publishers where lower(handle) < lower(${handle}) order by lower(handle) desc limit ${NEIGHBOURS})`)
  return rows.map((row) => row.handle)
}
