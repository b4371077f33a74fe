import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339, THIS_TICK } from '../json.ts'
import { IS_LISTED } from './skill-json.ts'

export type AddressKind = 'skills' | 'publishers'

/** How many addresses a page has at most. */
export const ADDRESSES_A_PAGE = 5000

type List = { from: SQL; key: SQL; name: SQL; changed: SQL }

const LISTS: Record<AddressKind, List> = {
  skills: {
    from: sql`skills s where ${IS_LISTED} and s.vanished_at is null`,
    key: sql`s.slug`,
    name: sql`s.slug`,
    changed: sql`s.updated_at`,
  },
  publishers: {
    from: sql`publishers p where exists (select from skills s where s.publisher_id = p.id and ${IS_LISTED} and s.vanished_at is null)`,
    key: sql`lower(p.handle)`,
    name: sql`p.handle`,
    changed: sql`p.updated_at`,
  },
}

/** The keys after which the pages of each list begin, without the first page, which begins at the beginning. */
export async function readAddressPages(db: Db): Promise<JsonText> {
  const starts = ({ key, from }: List) => sql`(
    select coalesce(json_agg(key order by key), '[]') from (
      select ${key} as key, row_number() over (order by ${key}) as nth, count(*) over () as total from ${from}) k
    where nth % ${ADDRESSES_A_PAGE}::int = 0 and nth < total)`
  const body = await readJson(
    db,
    sql`select json_build_object('as_of', ${THIS_TICK}, 'skills', ${starts(LISTS.skills)}, 'publishers', ${starts(LISTS.publishers)})::text as body`,
  )
  return body ?? ''
}

/** A page of what has a page of its own, in the order of keys. */
export async function readAddresses(db: Db, kind: AddressKind, after: string | undefined): Promise<JsonText> {
  const { from, key, name, changed } = LISTS[kind]
  const body = await readJson(
    db,
    sql`
    with page as (
      select ${key} as key, ${name} as name, ${changed} as changed_at from ${from} ${after === undefined ? sql`` : sql`and ${key} > ${after}`}
      order by 1 limit ${ADDRESSES_A_PAGE}
    )
    select json_build_object('items', coalesce(json_agg(json_build_object('name', name, 'changed_at', ${rfc3339('changed_at')}) order by key), '[]'),
      'next_after', case when count(*) = ${ADDRESSES_A_PAGE}::int then max(key) end)::text as body from page`,
  )
  return body ?? ''
}
