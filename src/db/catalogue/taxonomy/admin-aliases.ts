import { eq, type SQL, sql } from 'drizzle-orm'
import { categoryAliases } from '../../../../drizzle/categories.ts'
import { type Editor, rememberedIds } from '../../accounts/record-audit.ts'
import { change, idOf, onlyRow, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../../json.ts'
import { ifGiven, readList, type TimeKeys } from '../../lists.ts'
import { lockCatalogue } from '../../locks.ts'
import { noteUnfinished, type Page } from '../upkeep/unfinished.ts'

/** A source's name for a category, in the form in which names are compared. */
const NAME = (column: string): SQL => sql.raw(`lower(btrim(${column}))`)

/**
 * A query of (alias_id, skill_id): the skills that aliases (a query of rows) would move to another category. They come from
 * the alias's source, and from its children that have no alias of their own for the name. Curated skills never move.
 */
export const affectedBy = (aliases: SQL): SQL => sql`
  select x.id as alias_id, s.id as skill_id from (
    select a.id, a.source_id, ${NAME('a.raw_category')} as name, a.category_id from (${aliases}) a
    union all
    select a.id, c.id, ${NAME('a.raw_category')}, a.category_id from (${aliases}) a join skill_sources c on c.parent_id = a.source_id
    where not exists (
      select from category_aliases own where own.source_id = c.id and ${NAME('own.raw_category')} = ${NAME('a.raw_category')})
  ) x join raw_skills r on r.source_id = x.source_id and ${NAME('r.category_raw')} = x.name
    join skill_source_links l on l.raw_skill_id = r.id join skills s on s.id = l.skill_id
  where not s.curated and s.category_id is distinct from x.category_id
    and not exists (select from author_settings a where a.skill_id = s.id and a.category_id is not null)`

const ALIAS = sql`
  'id', a.id, 'source_id', a.source_id, 'raw_category', a.raw_category, 'category_id', a.category_id,
  'affected_skills', coalesce(f.affected, 0), 'created_at', ${rfc3339('a.created_at')}, 'updated_at', ${rfc3339('a.updated_at')}`

const withAffected = (aliases: SQL): SQL => sql`(${aliases}) a left join (
    select alias_id, count(distinct skill_id) as affected from (${affectedBy(aliases)}) f group by alias_id
  ) f on f.alias_id = a.id`

const rowOf = (id: string): SQL => sql`select * from category_aliases where id = ${id}::uuid`

const aliasOf = (id: string): SQL => sql`(select json_build_object(${ALIAS})::text from ${withAffected(rowOf(id))})`

/** One alias with the number of skills that it would move, or null. */
export const findAlias = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select ${aliasOf(id)} as body`)

/** Lists aliases, the newest first. */
export const listAliases = (
  db: Db,
  p: { source_id?: string | undefined; category_id?: string | undefined; size: number; after?: TimeKeys | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'category-aliases',
      from: sql`category_aliases a`,
      id: 'a.id',
      where: [
        ifGiven(p.source_id, (source_id) => sql`a.source_id = ${source_id}::uuid`),
        ifGiven(p.category_id, (category_id) => sql`a.category_id = ${category_id}::uuid`),
      ],
      order: { 'a.created_at': 'timestamptz', 'a.id': 'uuid' },
      direction: 'desc',
      item: ALIAS,
      shown: withAffected(sql`select * from category_aliases where id = page.row_id`),
    },
    p,
  )

/** The alias as it is now, or null and why it was refused. */
export type AliasWrite = { body: JsonText | null; refused: 'missing' | 'no_source' | 'no_category' | 'taken' | null }

const MOVES_NO_SKILL = without('Aliases are not published, and move no skill until they are applied again.')

/** Creates an alias, or says why it is refused. */
export async function createAlias(
  db: Db,
  editor: Editor,
  p: { id: string; source_id: string; raw_category: string; category_id: string },
): Promise<AliasWrite> {
  const source = sql`select id from skill_sources where id = ${p.source_id}::uuid`
  const category = sql`select id from categories where id = ${p.category_id}::uuid`
  const taken = sql`select from category_aliases a
    where a.source_id = ${p.source_id}::uuid and ${NAME('a.raw_category')} = lower(btrim(${p.raw_category})) and a.id <> ${p.id}::uuid`
  const { outcome } = await change(db, {
    lock: lockCatalogue,
    write: {
      created: sql`
        insert into category_aliases (id, source_id, category_id, raw_category, created_at, updated_at)
        select ${p.id}::uuid, s.id, c.id, ${p.raw_category}, now(), now() from (${source}) s cross join (${category}) c where not exists (${taken})`,
    },
    announce: MOVES_NO_SKILL,
    record: {
      by: editor,
      of: [{ action: 'category_alias.create', type: 'category_alias', were: null, are: idOf(p.id) }],
    },
    answer: {
      outcome: sql<AliasWrite>`
        select ${aliasOf(p.id)} as body, case when not exists (${source}) then 'no_source'
          when not exists (${category}) then 'no_category' when exists (${taken}) then 'taken' end as refused`,
    },
  })
  return onlyRow(outcome)
}

/** Points an alias at another category, or says why it is refused. The skills stay where they are until it is applied again. */
export async function updateAlias(db: Db, editor: Editor, id: string, categoryId: string): Promise<AliasWrite> {
  const category = sql`select id from categories where id = ${categoryId}::uuid`
  const { outcome } = await change(db, {
    lock: lockCatalogue,
    write: {
      updated: sql`
        update category_aliases a set category_id = c.id, updated_at = now() from (${category}) c
        where a.id = ${id}::uuid and a.category_id <> c.id`,
      // What was begun for the category of before is not finished with another one.
      stopped: sql`
        delete from unfinished_changes where subject = ${id} and exists (
          select from category_aliases where id = ${id}::uuid and updated_at = now())`,
    },
    announce: MOVES_NO_SKILL,
    record: {
      by: editor,
      of: [{ action: 'category_alias.update', type: 'category_alias', were: idOf(id), are: idOf(id) }],
    },
    answer: {
      outcome: sql<AliasWrite>`
        select ${aliasOf(id)} as body,
          case when not exists (${rowOf(id)}) then 'missing' when not exists (${category}) then 'no_category' end as refused`,
    },
  })
  return onlyRow(outcome)
}

/** Deletes an alias; the skills that it has moved stay where they are. Returns false if the alias does not exist. */
export async function deleteAlias(db: Db, editor: Editor, id: string): Promise<boolean> {
  const { deleted } = await change(db, {
    lock: lockCatalogue,
    write: {
      deleted: db.delete(categoryAliases).where(eq(categoryAliases.id, id)).returning({ id: categoryAliases.id }),
    },
    announce: MOVES_NO_SKILL,
    record: {
      by: editor,
      of: [{ action: 'category_alias.delete', type: 'category_alias', were: idOf(id), are: idOf(id) }],
    },
  })
  return deleted.length > 0
}

/**
 * Moves at most `limit` of the affected skills of an alias to its category. Returns how many, and whether skills are left
 * for a further call. Returns null if the alias does not exist.
 */
export async function reapplyAlias(db: Db, editor: Editor, p: { id: string; limit: number }): Promise<Page | null> {
  const affected = rememberedIds('skill_category')
  const isLeft = sql`exists (select from (${affectedBy(rowOf(p.id))}) f)`
  const { counted } = await change(db, {
    lock: lockCatalogue,
    write: {
      moved: sql`
        update skills s set category_id = a.category_id, updated_at = now() from category_aliases a
        where a.id = ${p.id}::uuid and s.id in (${affected})`,
      noted: noteUnfinished({
        subject: sql`${p.id}::uuid`,
        action: 'category_alias.reapply',
        editor,
        isMade: sql`true`,
        isLeft,
      }),
    },
    announce: [{ kind: 'skill', ids: affected }],
    record: {
      by: editor,
      of: [
        {
          action: 'category_alias.reapply',
          type: 'skill_category',
          were: sql`select skill_id from (${affectedBy(rowOf(p.id))}) f limit ${p.limit}`,
          are: affected,
        },
      ],
    },
    answer: {
      counted: sql<Page>`
        select (select count(*)::int from (${affected}) f) as skills, exists (select from unfinished_changes where subject = ${p.id}) as "isLeft"
        where exists (${rowOf(p.id)})`,
    },
  })
  return counted[0] ?? null
}
