import { sql } from 'drizzle-orm'
import { categories } from '../../../../drizzle/categories.ts'
import { type Editor, rememberedIds } from '../../accounts/record-audit.ts'
import { change, idOf } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../../json.ts'
import { readList } from '../../lists.ts'
import { lockCatalogue } from '../../locks.ts'
import { IS_LISTED } from '../skill-json.ts'

/** The fields that an admin sets. JSON and SQL share the names. */
export type CategoryFields = { name: string; description: string | null; sort_order: number; is_active: boolean }
type CategoryChanges = { [K in keyof CategoryFields]?: CategoryFields[K] | undefined }

/** How many things refer to a category. Any of them prevents its deletion. */
export type CategoryUses = { skills: number; aliases: number; boards: number }

const CATEGORY = sql`
  'id', c.id, 'key', c.key, 'name', c.name, 'description', c.description, 'sort_order', c.sort_order, 'is_active', c.is_active,
  'skills', (select count(*) from skills s where s.category_id = c.id and ${IS_LISTED}),
  'created_at', ${rfc3339('c.created_at')}, 'updated_at', ${rfc3339('c.updated_at')}`

/** One category, active or not, or null. */
export const findCategory = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${CATEGORY})::text as body from categories c where c.id = ${id}::uuid`)

/** Lists categories, active or not, in their order. */
export const listCategories = (
  db: Db,
  p: { size: number; after?: readonly [order: number, key: string] | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'admin-categories',
      from: sql`categories c`,
      id: 'c.id',
      where: [],
      order: { 'c.sort_order': 'int', 'c.key': 'text' },
      direction: 'asc',
      item: CATEGORY,
    },
    p,
  )

/** Creates a category. Returns null if another one has the key, active or not. */
export async function createCategory(
  db: Db,
  editor: Editor,
  p: CategoryFields & { id: string; key: string },
): Promise<JsonText | null> {
  const mine = sql`select id from categories where id = ${p.id}::uuid`
  await change(db, {
    lock: lockCatalogue,
    write: {
      created: db
        .insert(categories)
        .values({ ...p, sortOrder: p.sort_order, isActive: p.is_active, createdAt: sql`now()`, updatedAt: sql`now()` })
        .onConflictDoNothing(),
    },
    announce: [{ kind: 'category', ids: mine }],
    record: { by: editor, of: [{ action: 'category.create', type: 'category', were: null, are: mine }] },
  })
  return findCategory(db, p.id)
}

/** Sets the fields given; null clears the description. Equal values are no change. Returns null if the category does not exist. */
export async function updateCategory(
  db: Db,
  editor: Editor,
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
  await change(db, {
    lock: lockCatalogue,
    write: {
      updated: sql`
        update categories set (${columns}, updated_at) = row(${values}, now())
        where id = ${id}::uuid and row(${columns}) is distinct from row(${values})`,
    },
    announce: [{ kind: 'category', ids: rememberedIds('category') }],
    record: { by: editor, of: [{ action: 'category.update', type: 'category', were: idOf(id), are: idOf(id) }] },
  })
  return findCategory(db, id)
}

const TYPES: Record<keyof CategoryFields, string> = {
  name: 'text',
  description: 'text',
  sort_order: 'int',
  is_active: 'boolean',
}

/**
 * Deletes a category that nothing refers to, with the empty boards that every tick builds for it. Returns how many things
 * refer to it: all zeros if it was deleted. Returns null if the category does not exist.
 */
export async function deleteCategory(db: Db, editor: Editor, id: string): Promise<CategoryUses | null> {
  const uses = sql`(
    select (select count(*)::int from skills where category_id = ${id}::uuid) as skills,
      (select count(*)::int from category_aliases where category_id = ${id}::uuid) as aliases,
      (select count(*)::int from rank_snapshots where category_id = ${id}::uuid and total > 0) as boards)`
  const isGone = sql`select r.id from (${rememberedIds('category')}) r where not exists (select from categories c where c.id = r.id)`
  const { found } = await change(db, {
    lock: lockCatalogue,
    write: {
      deleted: sql`
        with gone as (
          delete from categories where id = ${id}::uuid and (select skills + aliases + boards from ${uses} u) = 0 returning id
        ) delete from rank_snapshots using gone where category_id = gone.id`,
    },
    // A refused deletion has changed nothing.
    announce: [{ kind: 'category', ids: isGone }],
    record: { by: editor, of: [{ action: 'category.delete', type: 'category', were: idOf(id), are: idOf(id) }] },
    answer: { found: sql<CategoryUses>`select u.* from ${uses} u where exists (${rememberedIds('category')})` },
  })
  return found[0] ?? null
}
