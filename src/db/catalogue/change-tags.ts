import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordChanges, rememberBefore, rememberedIds } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { enqueueTouched } from '../feed/outbox.ts'
import type { JsonText } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { widenPendingLists } from '../operations/pending-lists.ts'
import { tagJson } from './admin-tags.ts'
import { setSearchTags } from './tags.ts'

/** The answer; or null, why it was refused, and by id and key the tag that is in the way. */
export type Verdict<Refusal extends string> = {
  body: JsonText | null
  refused: Refusal
  id: string | null
  key: string | null
}

/**
 * Gives the skills of a tag another one in its place, and leaves its key, and those that stood for it, to stand for that one.
 * A second time there is nothing left to do.
 */
export async function mergeTag(
  db: Db,
  actor: Editor,
  p: { id: string; into: string },
): Promise<Verdict<'missing' | 'no_target' | 'itself' | 'into_alias' | 'merged_elsewhere'>> {
  const [from, into] = [sql`${p.id}::uuid`, sql`${p.into}::uuid`]
  // One step from every alias to its tag: a chain of them, or a circle, is refused.
  const allowed = sql`exists (
    select from tags a join tags b on b.id = ${into} and b.id <> a.id and b.merged_into is null
    where a.id = ${from} and coalesce(a.merged_into, b.id) = b.id)`
  return execute(
    db,
    ...rememberTag(from, allowed),
    sql`
      with gone as (delete from skill_tags where ${allowed} and tag_id = ${from} returning skill_id, created_at)
      insert into skill_tags (skill_id, tag_id, created_at) select skill_id, ${into}, created_at from gone on conflict do nothing`,
    sql`
      update tags set merged_into = ${into}, updated_at = now()
      where ${allowed} and (id = ${from} or merged_into = ${from}) and merged_into is distinct from ${into}`,
    ...skillsRetagged(sql`select id from tags where ${allowed} and id in (${from}, ${into})`, sql`true`),
    ...recordTags(actor, 'tag.merge', rememberedIds('tag')),
    sql`
      select case when ${allowed} then json_build_object('changed', (select count(*) from (${rememberedIds('skill_tags')}) r),
          'tag', ${tagJson(into)})::text end as body,
        case when a.id is null then 'missing' when b.id is null then 'no_target' when a.id = b.id then 'itself'
          when b.merged_into is not null then 'into_alias' else 'merged_elsewhere' end as refused, o.id, o.key
      from (select) one left join tags a on a.id = ${from} left join tags b on b.id = ${into}
        left join tags o on o.id = coalesce(b.merged_into, a.merged_into)`,
  )
}

/** Sets the name or key of a tag. Its old key stands for it from then on; the new one, if it did so until now, does not any more. */
export async function renameTag(
  db: Db,
  actor: Editor,
  p: { id: string; name?: string | undefined; key?: string | undefined },
): Promise<Verdict<'missing' | 'alias' | 'taken'>> {
  const [id, name, key] = [sql`${p.id}::uuid`, sql`${p.name ?? null}::text`, sql`${p.key ?? null}::text`]
  const inTheWay = sql`select * from tags o where o.key = ${key} and o.id <> ${id} and o.merged_into is distinct from ${id}`
  const allowed = sql`(exists (select from tags a where a.id = ${id} and a.merged_into is null) and not exists (${inTheWay}))`
  const hasNewKey = sql`exists (select from tags n where n.merged_into = ${id} and n.created_at = now())`
  return execute(
    db,
    ...rememberTag(id, allowed),
    sql`delete from tags where ${allowed} and key = ${key} and merged_into = ${id}`,
    // All of a statement sees the rows as they were before it: hence the old key.
    sql`
      with renamed as (
        update tags set key = coalesce(${key}, key), name = coalesce(${name}, name), updated_at = now()
        where ${allowed} and id = ${id} and (key <> ${key} or name <> ${name}) returning id, key
      )
      insert into tags (id, key, name, created_at, updated_at, merged_into)
      select gen_random_uuid(), old.key, old.name, now(), now(), old.id from tags old join renamed r on r.id = old.id and r.key <> old.key`,
    ...skillsRetagged(sql`select ${id} as id where ${allowed}`, hasNewKey),
    ...recordTags(
      actor,
      'tag.update',
      sql`select id from tags where ${allowed} and (id = ${id} or merged_into = ${id})`,
    ),
    sql`
      select case when ${allowed} then ${tagJson(id)}::text end as body,
        case when a.id is null then 'missing' when a.merged_into is not null then 'alias' else 'taken' end as refused, o.id, o.key
      from (select) one left join tags a on a.id = ${id} left join (${inTheWay}) w on true
        left join tags o on o.id = coalesce(a.merged_into, w.merged_into, w.id)`,
  )
}

/** Takes a tag from every skill, and with it the keys that stand for it; of an alias, there is no more to it than its key. False: it is not there. */
export async function deleteTag(db: Db, actor: Editor, id: string): Promise<boolean> {
  const tag = sql`${id}::uuid`
  const { body } = await execute(
    db,
    ...rememberTag(tag, sql`true`),
    sql`delete from tags where id = ${tag}`,
    ...skillsRetagged(sql`select id from (${rememberedIds('tag')}) r where id = ${tag}`, sql`true`),
    ...recordTags(actor, 'tag.delete', rememberedIds('tag')),
    sql`select id::text as body from (${rememberedIds('tag')}) r where id = ${tag}`,
  )
  return body !== null
}

/** One batch, of which the last statement tells how it went. */
async function execute<R extends string>(db: Db, ...statements: SQL[]): Promise<Verdict<R>> {
  const results = await db.batch([
    db.execute(lockCatalogue),
    ...[widenPendingLists, ...statements].map((statement) => db.execute(statement)),
  ])
  return (results.at(-1)?.rows[0] ?? { body: null }) as Verdict<R>
}

/** Keeps in mind a tag with the keys that stand for it, and its skills. */
const rememberTag = (id: SQL, allowed: SQL): SQL[] => [
  rememberBefore('tag', sql`select id from tags where ${allowed} and (id = ${id} or merged_into = ${id})`),
  rememberBefore('skill_tags', sql`select skill_id from skill_tags where ${allowed} and tag_id = ${id}`),
]

/** The skills kept in mind have other tags, or other keys of them, where `areNew` says so. Their texts have none of it. */
const skillsRetagged = (tags: SQL, areNew: SQL): SQL[] => [
  setSearchTags(rememberedIds('skill_tags'), areNew),
  enqueueTouched('tag', tags),
  enqueueTouched('skill', sql`select id from (${rememberedIds('skill_tags')}) r where ${areNew}`),
]

const recordTags = (actor: Editor, action: string, tags: SQL): SQL[] => [
  recordChanges(actor, action, 'tag', tags),
  recordChanges(actor, action, 'skill_tags', rememberedIds('skill_tags')),
]
