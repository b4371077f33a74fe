import { type SQL, sql } from 'drizzle-orm'
import { type Actor, recordChanges, rememberBefore, rememberedIds } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { enqueueTouched } from '../feed/outbox.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { LISTED } from './skill-json.ts'

/** What an admin sets of a category, by its names in JSON and SQL alike. */
export type CategoryFields = { name: string; description: string | null; sort_order: number; is_active: boolean }
type CategoryChanges = { [K in keyof CategoryFields]?: CategoryFields[K] | undefined }

/** What keeps a category from being deleted. */
export type CategoryUses = { skills: number; aliases: number; boards: number }

const CATEGORY = sql`
  'id', c.id, 'key', c.key, 'name', c.name, 'description', c.description, 'sort_order', c.sort_order, 'is_active', c.is_active,
  'skills', (select count(*) from skills s where s.category_id = c.id and ${LISTED}),
  'created_at', ${rfc3339('c.created_at')}, 'updated_at', ${rfc3339('c.updated_at')}`

const only = (id: string): SQL => sql`select ${id}::uuid as id`

/** One category, active or not, or null. */
export const findCategory = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${CATEGORY})::text as body from categories c where c.id = ${id}::uuid`)

/** Categories, active or not, in their order, by keyset. */
export async function listCategories(
  db: Db,
  p: { size: number; after?: readonly [order: number, key: string] | undefined },
): Promise<JsonText> {
  const behind = p.after ? sql`(sort_order, key) > (${p.after[0]}::int, ${p.after[1]})` : sql`true`
  const body = await readJson(
    db,
    sql`
    with page as (
      select *, row_number() over (order by sort_order, key) as nth from categories
      where ${behind} order by sort_order, key limit ${p.size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${CATEGORY}) order by nth) filter (where nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(${cursorText('admin-categories', ['c.sort_order', 'c.key'])}) filter (where nth = ${p.size}) end
    )::text as body from page c`,
  )
  return body ?? ''
}

/** Creates a category. Null: another one has the key, active or not. */
export async function createCategory(
  db: Db,
  actor: Actor,
  p: CategoryFields & { id: string; key: string },
): Promise<JsonText | null> {
  const mine = sql`select id from categories where id = ${p.id}::uuid`
  await db.batch([
    db.execute(lockCatalogue),
    db.execute(sql`
      insert into categories (id, key, name, description, sort_order, is_active, created_at, updated_at)
      values (${p.id}::uuid, ${p.key}, ${p.name}, ${p.description}, ${p.sort_order}, ${p.is_active}, now(), now())
      on conflict do nothing`),
    db.execute(enqueueTouched('category', mine)),
    db.execute(recordChanges(actor, 'category.create', 'category', mine)),
  ])
  return findCategory(db, p.id)
}

/** Sets the fields given; null clears the description. What is so already is no change. Null: there is no such category. */
export async function updateCategory(
  db: Db,
  actor: Actor,
  id: string,
  fields: CategoryChanges,
): Promise<JsonText | null> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  const columns = sql.join(
    given.map(([column]) => sql.identifier(column)),
    sql`, `,
  )
  const values = sql.join(
    given.map(([column, value]) => sql`${value}::${sql.raw(TYPES[column as keyof CategoryFields])}`),
    sql`, `,
  )
  await db.batch([
    db.execute(lockCatalogue),
    db.execute(rememberBefore('category', only(id))),
    db.execute(sql`
      update categories set (${columns}, updated_at) = row(${values}, now())
      where id = ${id}::uuid and row(${columns}) is distinct from row(${values})`),
    db.execute(enqueueTouched('category', rememberedIds('category'))),
    db.execute(recordChanges(actor, 'category.update', 'category', only(id))),
  ])
  return findCategory(db, id)
}

const TYPES: Record<keyof CategoryFields, string> = {
  name: 'text',
  description: 'text',
  sort_order: 'int',
  is_active: 'boolean',
}

/**
 * Deletes a category that nothing refers to, with its empty boards: each tick builds one of every category. Else says what does;
 * null: there is no such category.
 */
export async function deleteCategory(db: Db, actor: Actor, id: string): Promise<CategoryUses | null> {
  const uses = sql`(
    select (select count(*)::int from skills where category_id = ${id}::uuid) as skills,
      (select count(*)::int from category_aliases where category_id = ${id}::uuid) as aliases,
      (select count(*)::int from rank_snapshots where category_id = ${id}::uuid and total > 0) as boards)`
  const results = await db.batch([
    db.execute(lockCatalogue),
    db.execute(rememberBefore('category', only(id))),
    db.execute(sql`
      with gone as (
        delete from categories where id = ${id}::uuid and (select skills + aliases + boards from ${uses} u) = 0 returning id
      ) delete from rank_snapshots using gone where category_id = gone.id`),
    // A refusal has nothing to tell.
    db.execute(
      enqueueTouched(
        'category',
        sql`select r.id from (${rememberedIds('category')}) r where not exists (select from categories c where c.id = r.id)`,
      ),
    ),
    db.execute(recordChanges(actor, 'category.delete', 'category', only(id))),
    db.execute<CategoryUses>(sql`select u.* from ${uses} u where exists (${rememberedIds('category')})`),
  ])
  return (results[5].rows[0] as CategoryUses | undefined) ?? null
}
