import { type SQL, sql } from 'drizzle-orm'
import type { Editor } from '../../accounts/record-audit.ts'
import type { Db } from '../../connect.ts'

/**
 * What can be left unfinished, as the audit log names it. `publisher.rename` and `skill.refold` follow from what changed
 * elsewhere, and are not in the log.
 */
export const UNFINISHED_ACTIONS = [
  'tag.merge',
  'tag.update',
  'tag.delete',
  'category_alias.reapply',
  'publisher.rename',
  'skill.refold',
] as const
export type UnfinishedAction = (typeof UNFINISHED_ACTIONS)[number]

/** A change that has begun. `into` is the tag that the subject was merged into. */
export type Unfinished = { subject: string; action: UnfinishedAction; editor: Editor; into: string | null }

/** How many skills a page changes, some 1 to 4 ms each: other writers of the catalogue wait meanwhile. */
export const SKILLS_AT_ONCE = 200

/** What one page has done: how many skills it changed, and whether some are left for further pages. */
export type Page = { skills: number; isLeft: boolean }

type Note = {
  subject: SQL
  action: UnfinishedAction
  editor: Editor
  /** A condition: whether the change was made at all. */
  isMade: SQL
  /** A condition: whether something is left of it. */
  isLeft: SQL
  /** A condition: whether the skills that are left will count as updated. */
  renews?: SQL
}

/** Statements that note a change as unfinished, or forget it once nothing is left. They replace the note of an earlier change of the subject. */
export const noteUnfinished = ({ subject, action, editor, isMade, isLeft, renews = sql`true` }: Note): SQL[] => [
  sql`
    insert into unfinished_changes as u (subject, action, renews, actor, request_id, started_at)
    select ${subject}::text, ${action}, ${renews}, left(${editor.name}, 120), ${editor.requestId}, now() where ${isMade} and ${isLeft}
    on conflict (subject) do update set action = excluded.action, after_id = null, actor = excluded.actor, request_id = excluded.request_id,
      renews = excluded.renews or (u.action = excluded.action and u.renews),
      started_at = case when u.action = excluded.action then u.started_at else excluded.started_at end`,
  sql`delete from unfinished_changes where subject = ${subject}::text and ${isMade} and not (${isLeft})`,
]

/** The first unfinished changes, the oldest first, or the one of `subject`. */
export async function listUnfinished(db: Db, p: { subject?: string; limit: number }): Promise<Unfinished[]> {
  const { rows } = await db.execute<{
    subject: string
    action: UnfinishedAction
    actor: string | null
    request_id: string | null
    into: string | null
  }>(sql`
    select subject, action, actor, request_id, (select merged_into from tags where id::text = subject) as into
    from unfinished_changes where ${p.subject ?? null}::text is null or subject = ${p.subject ?? null} order by started_at, subject limit ${p.limit}`)
  return rows.map(({ subject, action, actor, request_id: requestId, into }) => ({
    subject,
    action,
    editor: { name: actor ?? 'finish-changes', requestId },
    into,
  }))
}

/** Forgets an unfinished change whose subject is gone. */
export async function dropUnfinished(db: Db, subject: string): Promise<void> {
  await db.execute(sql`delete from unfinished_changes where subject = ${subject}`)
}

export async function countUnfinished(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from unfinished_changes`)
  return rows[0]?.n ?? 0
}
