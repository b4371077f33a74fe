import { type SQL, sql } from 'drizzle-orm'
import { type Editor, rememberedIds } from '../../accounts/record-audit.ts'
import { change, onlyRow, type Recorded, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import type { JsonText } from '../../json.ts'
import { lockCatalogue } from '../../locks.ts'
import { noteUnfinished, type Page } from '../upkeep/unfinished.ts'
import { tagJson } from './admin-tags.ts'
import { setSearchTags } from './tags.ts'

/** The tag as it is now. If it is null, `refused` says why, with the id and key of the tag that conflicts. */
export type Verdict<Refusal extends string> = {
  body: JsonText | null
  refused: Refusal
  id: string | null
  key: string | null
}

type MergeRefusal = 'missing' | 'no_target' | 'itself' | 'into_alias' | 'merged_elsewhere' | 'busy'
type RenameRefusal = 'missing' | 'alias' | 'taken' | 'busy'

// Tags change skills by the hundred.

/** The skills of this page: a query of id. */
const RETAGGED = rememberedIds('skill_tags')
const SKILLS = sql`(select count(*)::int from (${RETAGGED}) r) as skills`

/** A query of the id and key of a tag of `tags` (a query of id) that a change is still taking from its skills. */
const busyOf = (tags: SQL, actions: SQL): SQL => sql`
  select t.id, t.key from unfinished_changes u join tags t on t.id::text = u.subject where u.action in (${actions}) and t.id in (${tags}) limit 1`

/**
 * Merges a tag into another one: its skills get that one, and its key and aliases become aliases of that one. Retags at
 * most `limit` skills; a further call goes on, and one after the last changes nothing.
 */
export async function mergeTag(
  db: Db,
  editor: Editor,
  p: { id: string; into: string; limit: number },
): Promise<Verdict<MergeRefusal> & Page> {
  const [from, into] = [sql`${p.id}::uuid`, sql`${p.into}::uuid`]
  const busy = busyOf(sql`${from}, ${into}`, sql`'tag.delete'`)
  // Every alias is one step from its tag: a chain or a circle is refused.
  const allowed = sql`(exists (
    select from tags a join tags b on b.id = ${into} and b.id <> a.id and b.merged_into is null
    where a.id = ${from} and coalesce(a.merged_into, b.id) = b.id) and not exists (${busy}))`
  const isLeft = sql`exists (select from skill_tags where tag_id = ${from})`
  const { verdict } = await change(db, {
    lock: lockCatalogue,
    write: {
      retagged: sql`
        with gone as (delete from skill_tags where tag_id = ${from} and skill_id in (${RETAGGED}) returning skill_id, created_at)
        insert into skill_tags (skill_id, tag_id, created_at) select skill_id, ${into}, created_at from gone on conflict do nothing`,
      merged: sql`
        update tags set merged_into = ${into}, updated_at = now()
        where ${allowed} and (id = ${from} or merged_into = ${from}) and merged_into is distinct from ${into}`,
      found: setSearchTags(RETAGGED, sql`true`),
      noted: noteUnfinished({ subject: from, action: 'tag.merge', editor, isMade: allowed, isLeft }),
    },
    announce: [
      { kind: 'tag', ids: sql`select id from tags where ${allowed} and id in (${from}, ${into})` },
      { kind: 'skill', ids: RETAGGED },
    ],
    record: {
      by: editor,
      of: [
        tagRecord('tag.merge', sql`select id from tags where ${allowed} and (id = ${from} or merged_into = ${from})`),
        skillsRecord('tag.merge', sql`${allowed} and tag_id = ${from}`, p.limit),
      ],
    },
    answer: {
      verdict: sql<Verdict<MergeRefusal> & Page>`
        select case when ${allowed} then ${tagJson(into)}::text end as body, ${SKILLS}, ${allowed} and ${isLeft} as "isLeft",
          case when a.id is null then 'missing' when b.id is null then 'no_target' when a.id = b.id then 'itself'
            when b.merged_into is not null then 'into_alias' when a.merged_into <> b.id then 'merged_elsewhere' else 'busy' end as refused, o.id, o.key
        from (select) one left join tags a on a.id = ${from} left join tags b on b.id = ${into}
          left join tags o on o.id = coalesce(b.merged_into, a.merged_into, (select id from (${busy}) busy))`,
    },
  })
  return onlyRow(verdict)
}

/**
 * Sets the name or key of a tag. The old key becomes an alias; the new key may have been an alias of this tag. The search
 * words of its skills follow in `renameOnSkills`.
 */
export async function renameTag(
  db: Db,
  editor: Editor,
  p: { id: string; name?: string | undefined; key?: string | undefined },
): Promise<Verdict<RenameRefusal> & Pick<Page, 'isLeft'>> {
  const [id, name, key] = [sql`${p.id}::uuid`, sql`${p.name ?? null}::text`, sql`${p.key ?? null}::text`]
  const inTheWay = sql`select * from tags o where o.key = ${key} and o.id <> ${id} and o.merged_into is distinct from ${id}`
  // An alias that still has skills must not be deleted for its key.
  const busy = busyOf(sql`select id from tags where id = ${id} or key = ${key}`, sql`'tag.delete', 'tag.merge'`)
  const allowed = sql`(exists (select from tags a where a.id = ${id} and a.merged_into is null) and not exists (${inTheWay}) and not exists (${busy}))`
  const hasNewKey = sql`exists (select from tags n where n.merged_into = ${id} and n.created_at = now())`
  const isRenamed = sql`exists (select from tags t where t.id = ${id} and t.updated_at = now())`
  const hasTag = sql`exists (select from skill_tags where tag_id = ${id})`
  const family = sql`select id from tags where ${allowed} and (id = ${id} or merged_into = ${id})`
  const { verdict } = await change(db, {
    lock: lockCatalogue,
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
      noted: noteUnfinished({
        subject: id,
        action: 'tag.update',
        editor,
        isMade: isRenamed,
        isLeft: hasTag,
        renews: hasNewKey,
      }),
    },
    announce: [{ kind: 'tag', ids: sql`select ${id} as id where ${allowed}` }],
    record: {
      by: editor,
      of: [tagRecord('tag.update', family, family)],
    },
    answer: {
      verdict: sql<Verdict<RenameRefusal> & Pick<Page, 'isLeft'>>`
        select case when ${allowed} then ${tagJson(id)}::text end as body, ${isRenamed} and ${hasTag} as "isLeft",
          case when a.id is null then 'missing' when a.merged_into is not null then 'alias' when w.id is not null then 'taken' else 'busy' end as refused, o.id, o.key
        from (select) one left join tags a on a.id = ${id} left join (${inTheWay}) w on true
          left join tags o on o.id = coalesce(a.merged_into, w.merged_into, w.id, (select id from (${busy}) busy))`,
    },
  })
  return onlyRow(verdict)
}

/** Gives the next `limit` skills of a renamed tag its words, and announces them. Returns whether skills are left. Safe to repeat. */
export async function renameOnSkills(db: Db, p: { id: string; limit: number }): Promise<{ isLeft: boolean }> {
  const note = sql`unfinished_changes where subject = ${p.id} and action = 'tag.update'`
  const after = sql`(select coalesce(after_id, '00000000-0000-0000-0000-000000000000') from ${note})`
  const page = sql`
    select skill_id as id from skill_tags where tag_id = ${p.id}::uuid and skill_id > ${after} order by skill_id limit ${p.limit}`
  const last = sql`(select id from (${page}) p order by id desc limit 1)`
  const { answer } = await change(db, {
    lock: lockCatalogue,
    write: { found: setSearchTags(page, sql`coalesce((select renews from ${note}), false)`) },
    announce: [{ kind: 'skill', ids: page }],
    record: without('The log has the tag. Its skills have the same tag as before.'),
    answer: {
      moved: sql`update unfinished_changes set after_id = coalesce(${last}, after_id) where subject = ${p.id} and action = 'tag.update'`,
      done: sql`delete from ${note} and not exists (${page})`,
      answer: sql<{ isLeft: boolean }>`select exists (select from ${note}) as "isLeft"`,
    },
  })
  return onlyRow(answer)
}

/**
 * Deletes a tag with its aliases, or one alias, and takes it from its skills: from at most `limit` of them, and the tag goes
 * with the last one. Returns null if it does not exist. `isBusy`: it is refused, as skills are still moving to another tag.
 */
export async function deleteTag(
  db: Db,
  editor: Editor,
  p: { id: string; limit: number },
): Promise<(Page & { isBusy: boolean }) | null> {
  const tag = sql`${p.id}::uuid`
  const isBusy = sql`exists (${busyOf(tag, sql`'tag.merge'`)})`
  const family = sql`select id from tags where (id = ${tag} or merged_into = ${tag}) and not ${isBusy}`
  const isLeft = sql`exists (select from skill_tags where tag_id in (${family}))`
  const { answer } = await change(db, {
    lock: lockCatalogue,
    write: {
      removed: sql`delete from skill_tags where tag_id in (${family}) and skill_id in (${RETAGGED})`,
      noted: noteUnfinished({ subject: tag, action: 'tag.delete', editor, isMade: sql`not ${isBusy}`, isLeft }),
      deleted: sql`delete from tags where id = ${tag} and not ${isBusy} and not ${isLeft}`,
      found: setSearchTags(RETAGGED, sql`true`),
    },
    announce: [
      { kind: 'tag', ids: rememberedIds('tag') },
      { kind: 'skill', ids: RETAGGED },
    ],
    record: {
      by: editor,
      of: [tagRecord('tag.delete', family), skillsRecord('tag.delete', sql`tag_id in (${family})`, p.limit)],
    },
    answer: {
      answer: sql<Page & { isBusy: boolean }>`
        select ${SKILLS}, ${isLeft} as "isLeft", ${isBusy} as "isBusy" where ${isBusy} or exists (${rememberedIds('tag')})`,
    },
  })
  return answer[0] ?? null
}

/** A tag with its aliases, before and after. */
const tagRecord = (action: string, were: SQL, are = rememberedIds('tag')): Recorded => ({
  action,
  type: 'tag',
  were,
  are,
})

/** The first `limit` skills whose rows of `skill_tags` match a condition. */
const skillsRecord = (action: string, condition: SQL, limit: number): Recorded => ({
  action,
  type: 'skill_tags',
  were: sql`select distinct skill_id from skill_tags where ${condition} order by skill_id limit ${limit}`,
  are: RETAGGED,
})
