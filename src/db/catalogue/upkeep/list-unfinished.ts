import { sql } from 'drizzle-orm'
import { onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { type JsonText, rfc3339 } from '../../json.ts'
import { ifGiven, readList } from '../../lists.ts'
import { copiesBehind } from '../copies.ts'
import { affectedBy } from '../taxonomy/admin-aliases.ts'

/** How many skills are left of an unfinished change `u`. */
const REMAINING = sql`case u.action
  when 'tag.merge' then (select count(*) from skill_tags st where st.tag_id = u.subject::uuid)
  when 'tag.update' then (
    select count(*) from skill_tags st
    where st.tag_id = u.subject::uuid and st.skill_id > coalesce(u.after_id, '00000000-0000-0000-0000-000000000000'))
  when 'tag.delete' then (
    select count(distinct st.skill_id) from skill_tags st join tags t on t.id = st.tag_id where t.id = u.subject::uuid or t.merged_into = u.subject::uuid)
  when 'category_alias.reapply' then (
    select count(distinct skill_id) from (${affectedBy(sql`select * from category_aliases where id = u.subject::uuid`)}) f)
  when 'publisher.rename' then (
    select count(*) from publishers p join skills s on s.publisher_id = p.id and s.owner <> p.handle where p.id = u.subject::uuid)
  when 'skill.refold' then (select count(*) from (${copiesBehind(sql`u.subject`)}) c) end`

const CHANGE = sql`
  'subject', u.subject, 'action', u.action, 'tag', (select t.key from tags t where t.id::text = u.subject), 'remaining', ${REMAINING},
  'actor', u.actor, 'request_id', u.request_id, 'started_at', ${rfc3339('u.started_at')}`

/** Lists unfinished changes with the number of skills that are left, the oldest first. */
export const listUnfinishedChanges = (
  db: Db,
  p: { subject?: string | undefined; size: number; after?: readonly [at: string, subject: string] | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'unfinished-changes',
      from: sql`unfinished_changes u`,
      id: 'u.subject',
      where: [ifGiven(p.subject, (subject) => sql`u.subject = ${subject}`)],
      order: { 'u.started_at': 'timestamptz', 'u.subject': 'text' },
      direction: 'asc',
      item: CHANGE,
    },
    p,
  )

/** How many skills are left of the change of a subject. 0 if it is finished. */
export async function countRemaining(db: Db, subject: string): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select coalesce((select ${REMAINING} from unfinished_changes u where u.subject = ${subject}), 0)::int as n`)
  return onlyRow(rows).n
}
