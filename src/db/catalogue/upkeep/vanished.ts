import { type SQL, sql } from 'drizzle-orm'
import { rememberedIds } from '../../accounts/record-audit.ts'
import { change, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { type Announcement, touchedSkills, touchedStanding } from '../../feed/outbox.ts'
import { lockCatalogueAndPopularity } from '../../locks.ts'
import { refoldCopies } from '../copies.ts'
import { SKILLS_AT_ONCE } from './unfinished.ts'

/** Those of `skills` (a query of id) whose mark differs from their files, as a query of (skill_id, gone_at). */
const wronglyMarked = (skills: SQL): SQL => sql`
  select f.* from (
    select l.skill_id, case when bool_and(r.vanished_at is not null) then max(r.vanished_at) end as gone_at
    from skill_source_links l join raw_skills r on r.id = l.raw_skill_id where l.skill_id in (${skills}) group by l.skill_id
  ) f join skills s on s.id = f.skill_id and (s.vanished_at is null) <> (f.gone_at is null)`

/**
 * Statements that mark those of `skills` (a query of id) as vanished whose files have all vanished, and unmark those that
 * have a file again: at most a page of them. Skills without files stay as they are. Announce `touchedTexts`.
 */
export const markVanished = (skills: SQL): SQL[] => [
  sql`
    update skills s set vanished_at = f.gone_at, updated_at = now(),
      -- what an admin restored by hand stays for this absence, not for the next one
      auto_archived_at = case when s.status = 'archived' or f.gone_at is not null then s.auto_archived_at end
    from (${wronglyMarked(skills)} order by f.skill_id limit ${SKILLS_AT_ONCE}) f where s.id = f.skill_id`,
  refoldCopies(justUpdated(skills)),
]

/** A condition: whether `markVanished` has left some of `skills` for a further call. */
export const areMarksLeft = (skills: SQL): SQL => sql`exists (${wronglyMarked(skills)})`

/** What to announce after `markVanished`. */
export const touchedTexts = (skills: SQL): Announcement[] => [
  { kind: 'skill', ids: justUpdated(skills) },
  { kind: 'document', ids: justUpdated(skills) },
]

const justUpdated = (skills: SQL): SQL => sql`select id from skills where id in (${skills}) and updated_at = now()`

/** True if skill `s` was archived because it had vanished, and one of its files is there again. */
export const IS_RESTORABLE = sql.raw(
  `s.status = 'archived' and s.auto_archived_at is not null and s.vanished_at is null`,
)

/** A statement that restores those of `skills` (a query of id) that may be. Their popularity becomes public too. */
export const restoreReturned = (skills: SQL): SQL => sql`
  update skills s set status = 'active', auto_archived_at = null, updated_at = now() where ${IS_RESTORABLE} and s.id in (${skills})`

/** Of the skills that wait for it, the condition and the order. */
type Waiting = { condition: SQL; order: SQL }

const overdue = (before: Date): Waiting => ({
  // An admin who restores a skill by hand keeps it.
  condition: sql`s.status = 'active' and s.vanished_at < ${before.toISOString()}::timestamptz and s.auto_archived_at is null`,
  order: sql`s.vanished_at, s.id`,
})
const RETURNED: Waiting = { condition: IS_RESTORABLE, order: sql`s.id` }

/** Archives at most `limit` active skills that vanished before `before`. Returns their number. Safe to repeat. */
export const archiveVanishedSkills = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  settle(db, 'skill.archive', { ...overdue(p.before), limit: p.limit }, archive)

/** Archives at most `limit` of `skills` (a query of id) that have vanished, without the wait. Returns their number. Safe to repeat. */
export const archiveAtOnce = (db: Db, skills: SQL, limit: number): Promise<number> =>
  settle(
    db,
    'skill.archive',
    {
      condition: sql`s.status = 'active' and s.vanished_at is not null and s.auto_archived_at is null and s.id in (${skills})`,
      ...{ order: sql`s.id`, limit },
    },
    archive,
  )

const archive = (ids: SQL): SQL =>
  sql`update skills set status = 'archived', auto_archived_at = now(), updated_at = now() where id in (${ids})`

/** Restores at most `limit` skills that were archived because they had vanished, and are back. Returns their number. Safe to repeat. */
export const restoreReturnedSkills = (db: Db, limit: number): Promise<number> =>
  settle(db, 'skill.restore', { ...RETURNED, limit }, restoreReturned)

async function settle(db: Db, action: string, p: Waiting & { limit: number }, write: (ids: SQL) => SQL) {
  const due = sql`select s.id from skills s where ${p.condition} order by ${p.order} limit ${p.limit}`
  const settled = rememberedIds('skill_status')
  const { counted } = await change(db, {
    lock: lockCatalogueAndPopularity,
    write: { settled: write(settled), refolded: refoldCopies(settled) },
    announce: [...touchedSkills(settled), ...touchedStanding(settled)],
    record: {
      by: { name: 'archive-vanished', requestId: null },
      of: [{ action, type: 'skill_status', were: due, are: settled }],
    },
    answer: { counted: sql<{ n: number }>`select count(*)::int as n from (${settled}) s` },
  })
  return onlyRow(counted).n
}

/** Counts what the two would change. */
export async function countVanished(db: Db, before: Date): Promise<{ archived: number; restored: number }> {
  const count = ({ condition }: Waiting) => sql`(select count(*)::int from skills s where ${condition})`
  const { rows } = await db.execute<{ archived: number; restored: number }>(
    sql`select ${count(overdue(before))} as archived, ${count(RETURNED)} as restored`,
  )
  return onlyRow(rows)
}
