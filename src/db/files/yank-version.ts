import { type SQL, sql } from 'drizzle-orm'
import type { Editor } from '../accounts/record-audit.ts'
import { change } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { judgeSkills } from '../trust/judge.ts'

type Named = { skillId: string; version: string }
/** Why, for everybody to read. */
type Act = Named & {
  reason: string
  /** A further statement about the skill (a query of id of no row if nothing changes). */
  also?: (changed: SQL) => SQL
}

/** True for an author if a reviewer has yanked the version meanwhile. */
const isReviewers = ({ name }: Editor): SQL =>
  sql`(${name}::text like 'github:%/%' and yanked_by not like 'github:%/%')`

/** Withdraws a version. Its files are no longer given out; nothing is deleted. Returns false if there is no such version. */
export const yankVersion = (db: Db, editor: Editor, p: Act): Promise<boolean> =>
  write(db, editor, p, {
    action: 'yank',
    set: sql`yanked_at = coalesce(yanked_at, now()), yanked_by = left(${editor.name}, 120), yank_reason = ${p.reason}`,
    unless: sql`(yanked_at is not null and yank_reason = ${p.reason} and yanked_by = left(${editor.name}, 120)) or ${isReviewers(editor)}`,
  })

/** Gives a yanked version out again. Returns false if there is no such version. */
export const unyankVersion = (db: Db, editor: Editor, p: Act): Promise<boolean> =>
  write(db, editor, p, {
    action: 'unyank',
    set: sql`yanked_at = null, yanked_by = null, yank_reason = null`,
    unless: sql`yanked_at is null or ${isReviewers(editor)}`,
  })

/** True if somebody else than an author has yanked a version. An author is named by a repository, which no account is called. */
export async function isYankedByReviewer(db: Db, { skillId, version }: Named): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from skill_versions where skill_id = ${skillId}::uuid and version = ${version} and yanked_at is not null and yanked_by not like 'github:%/%'`)
  return rows.length > 0
}

async function write(
  db: Db,
  editor: Editor,
  { skillId, version, reason, also }: Act,
  p: { action: 'yank' | 'unyank'; set: SQL; unless: SQL },
): Promise<boolean> {
  const isNamed = sql`skill_id = ${skillId}::uuid and version = ${version}`
  const named = sql`select id from skill_versions where ${isNamed}`
  const skill = sql`select skill_id as id from skill_versions where ${isNamed}`
  const changed = sql`select skill_id as id from skill_versions where ${isNamed} and yank_history -> -1 ->> 'at' = ${rfc3339('now()')}`
  const act = sql`jsonb_build_object('action', ${p.action}::text, 'at', ${rfc3339('now()')}, 'reason', ${reason}::text)`
  const { found } = await change(db, {
    // An approval reads the last version.
    lock: lockCatalogue,
    write: {
      written: sql`
        with written as (
          update skill_versions set ${p.set}, yank_history = coalesce(yank_history, '[]') || ${act} where id in (${named}) and not coalesce(${p.unless}, false) returning skill_id
        ) update skills s set updated_at = now() from written where s.id = written.skill_id`,
      // Another version may be the one that clients install now.
      judged: judgeSkills(skill),
      also: also?.(changed) ?? [],
    },
    // The text goes with the newest version.
    announce: [
      { kind: 'version', ids: named },
      { kind: 'skill', ids: skill },
      { kind: 'document', ids: skill },
    ],
    record: {
      by: editor,
      of: [{ action: `skill_version.${p.action}`, type: 'skill_version', were: named, are: named }],
    },
    answer: { found: named },
  })
  return found.length > 0
}
