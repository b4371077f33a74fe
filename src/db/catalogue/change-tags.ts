import { eq, type SQL, sql } from 'drizzle-orm'
import { tags } from '../../../drizzle/tags.ts'
import { type Editor, rememberedIds } from '../accounts/record-audit.ts'
import { change, onlyRow, type Recorded } from '../changes.ts'
import type { Db } from '../connect.ts'
import type { JsonText } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { widenPendingLists } from '../operations/pending-lists.ts'
import { tagJson } from './admin-tags.ts'
import { setSearchTags } from './tags.ts'

/** The answer. If it is null, `refused` says why, with the id and key of the tag that conflicts. */
export type Verdict<Refusal extends string> = {
  body: JsonText | null
  refused: Refusal
  id: string | null
  key: string | null
}

type MergeRefusal = 'missing' | 'no_target' | 'itself' | 'into_alias' | 'merged_elsewhere'
type RenameRefusal = 'missing' | 'alias' | 'taken'

// Tags change skills by the thousand.
const LOCK = [lockCatalogue, widenPendingLists]

/** The skills that had the tag: a query of id. */
const RETAGGED = rememberedIds('skill_tags')

/**
 * Merges a tag into another one: its skills get that one, and its key and aliases become aliases of that one.
 * Merging a second time changes nothing.
 */
export async function mergeTag(
  db: Db,
  editor: Editor,
  p: { id: string; into: string },
): Promise<Verdict<MergeRefusal>> {
  const [from, into] = [sql`${p.id}::uuid`, sql`${p.into}::uuid`]
  // Every alias is one step from its tag: a chain or a circle is refused.
  const allowed = sql`exists (
    select from tags a join tags b on b.id = ${into} and b.id <> a.id and b.merged_into is null
    where a.id = ${from} and coalesce(a.merged_into, b.id) = b.id)`
  const { verdict } = await change(db, {
    lock: LOCK,
    write: {
      retagged: sql`
        with gone as (delete from skill_tags where ${allowed} and tag_id = ${from} returning skill_id, created_at)
        insert into skill_tags (skill_id, tag_id, created_at) select skill_id, ${into}, created_at from gone on conflict do nothing`,
      merged: sql`
        update tags set merged_into = ${into}, updated_at = now()
        where ${allowed} and (id = ${from} or merged_into = ${from}) and merged_into is distinct from ${into}`,
      found: setSearchTags(RETAGGED, sql`true`),
    },
    announce: [
      { kind: 'tag', ids: sql`select id from tags where ${allowed} and id in (${from}, ${into})` },
      { kind: 'skill', ids: RETAGGED },
    ],
    record: { by: editor, of: recordedOf('tag.merge', from, allowed, rememberedIds('tag')) },
    answer: {
      verdict: sql<Verdict<MergeRefusal>>`
        select case when ${allowed} then json_build_object('changed', (select count(*) from (${RETAGGED}) r),
            'tag', ${tagJson(into)})::text end as body,
          case when a.id is null then 'missing' when b.id is null then 'no_target' when a.id = b.id then 'itself'
            when b.merged_into is not null then 'into_alias' else 'merged_elsewhere' end as refused, o.id, o.key
        from (select) one left join tags a on a.id = ${from} left join tags b on b.id = ${into}
          left join tags o on o.id = coalesce(b.merged_into, a.merged_into)`,
    },
  })
  return onlyRow(verdict)
}

/** Sets the name or key of a tag. The old key becomes an alias; the new key may have been an alias of this tag. */
export async function renameTag(
  db: Db,
  editor: Editor,
  p: { id: string; name?: string | undefined; key?: string | undefined },
): Promise<Verdict<RenameRefusal>> {
  const [id, name, key] = [sql`${p.id}::uuid`, sql`${p.name ?? null}::text`, sql`${p.key ?? null}::text`]
  const inTheWay = sql`select * from tags o where o.key = ${key} and o.id <> ${id} and o.merged_into is distinct from ${id}`
  const allowed = sql`(exists (select from tags a where a.id = ${id} and a.merged_into is null) and not exists (${inTheWay}))`
  const hasNewKey = sql`exists (select from tags n where n.merged_into = ${id} and n.created_at = now())`
  const { verdict } = await change(db, {
    lock: LOCK,
    write: {
      freed: sql`delete from tags where ${allowed} and key = ${key} and merged_into = ${id}`,
      // Every part of a statement sees the rows as they were before it: `old` still has the old key.
      renamed: sql`
        with renamed as (
          update tags set key = coalesce(${key}, key), name = coalesce(${name}, name), updated_at = now()
          where ${allowed} and id = ${id} and (key <> ${key} or name <> ${name}) returning id, key
        )
        insert into tags (id, key, name, created_at, updated_at, merged_into)
        select gen_random_uuid(), old.key, old.name, now(), now(), old.id from tags old join renamed r on r.id = old.id and r.key <> old.key`,
      found: setSearchTags(RETAGGED, hasNewKey),
    },
    announce: [
      { kind: 'tag', ids: sql`select ${id} as id where ${allowed}` },
      { kind: 'skill', ids: sql`select id from (${RETAGGED}) r where ${hasNewKey}` },
    ],
    record: {
      by: editor,
      of: recordedOf(
        'tag.update',
        id,
        allowed,
        sql`select id from tags where ${allowed} and (id = ${id} or merged_into = ${id})`,
      ),
    },
    answer: {
      verdict: sql<Verdict<RenameRefusal>>`
        select case when ${allowed} then ${tagJson(id)}::text end as body,
          case when a.id is null then 'missing' when a.merged_into is not null then 'alias' else 'taken' end as refused, o.id, o.key
        from (select) one left join tags a on a.id = ${id} left join (${inTheWay}) w on true
          left join tags o on o.id = coalesce(a.merged_into, w.merged_into, w.id)`,
    },
  })
  return onlyRow(verdict)
}

/** Deletes a tag with its aliases, or one alias, and takes it from every skill. Returns false if it does not exist. */
export async function deleteTag(db: Db, editor: Editor, id: string): Promise<boolean> {
  const tag = sql`${id}::uuid`
  const found = sql`select id from (${rememberedIds('tag')}) r where id = ${tag}`
  const { deleted } = await change(db, {
    lock: LOCK,
    write: {
      removed: db.delete(tags).where(eq(tags.id, id)),
      found: setSearchTags(RETAGGED, sql`true`),
    },
    announce: [
      { kind: 'tag', ids: found },
      { kind: 'skill', ids: RETAGGED },
    ],
    record: { by: editor, of: recordedOf('tag.delete', tag, sql`true`, rememberedIds('tag')) },
    answer: { deleted: found },
  })
  return deleted.length > 0
}

/** A tag with its aliases (afterwards those of `after`, a query of id), and the skills that have the tag. */
const recordedOf = (action: string, id: SQL, allowed: SQL, after: SQL): Recorded[] => [
  {
    action,
    type: 'tag',
    were: sql`select id from tags where ${allowed} and (id = ${id} or merged_into = ${id})`,
    are: after,
  },
  {
    action,
    type: 'skill_tags',
    were: sql`select skill_id from skill_tags where ${allowed} and tag_id = ${id}`,
    are: RETAGGED,
  },
]
