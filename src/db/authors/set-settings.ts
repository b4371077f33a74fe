import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills } from '../feed/outbox.ts'
import { lockCatalogue } from '../locks.ts'
import { type Act, detailsOf, noteAct } from './note-act.ts'
import { ownedSkill } from './owned.ts'

type By = { author: Author; editor: Editor; skillId: string }

/** Says that a skill should no longer be used, and which one to use instead. Saying it again sets the reason. Safe to repeat. */
export const deprecateSkill = (db: Db, p: By & { reason: string; successor: { id: string; slug: string } | null }) =>
  set(db, p, {
    act: 'deprecate',
    details: { reason: p.reason, successor: p.successor?.slug ?? null },
    values: {
      deprecated_at: sql`coalesce(a.deprecated_at, now())`,
      deprecation_reason: sql`${p.reason}::text`,
      successor_id: sql`${p.successor?.id ?? null}::uuid`,
    },
  })

/** Takes that back. Safe to repeat. */
export const undeprecateSkill = (db: Db, p: By) =>
  set(db, p, {
    act: 'undeprecate',
    details: {},
    values: {
      deprecated_at: sql`null::timestamptz`,
      deprecation_reason: sql`null::text`,
      successor_id: sql`null::uuid`,
    },
  })

export type Edits = { category?: { id: string; key: string } | null; homepage?: string | null }

/**
 * Sets the category or the homepage of a skill, which the next crawl keeps; null goes back to what the file says. The category of a skill that
 * an admin has curated stays. Safe to repeat.
 */
export const editSkill = (db: Db, p: By & Edits) =>
  set(db, p, {
    act: 'edit',
    details: {
      ...(p.category !== undefined && { category: p.category?.key ?? null }),
      ...(p.homepage !== undefined && { homepage: p.homepage }),
    },
    values: {
      ...(p.category !== undefined && { category_id: sql`${p.category?.id ?? null}::uuid` }),
      ...(p.homepage !== undefined && { homepage: sql`${p.homepage}::text` }),
    },
    also: p.category
      ? sql`update skills s set category_id = ${p.category.id}::uuid where s.id = ${p.skillId}::uuid and not s.curated
          and exists (select from author_settings a where a.skill_id = s.id and a.updated_at = now())`
      : undefined,
  })

type Setting = { act: Act; details: Record<string, unknown>; values: Record<string, SQL>; also?: SQL | undefined }

async function set(db: Db, { author, editor, skillId }: By, { act, details, values, also }: Setting): Promise<void> {
  const owned = ownedSkill(author, skillId)
  const changed = sql`select skill_id as id from author_settings where skill_id = ${skillId}::uuid and updated_at = now()`
  const columns = Object.keys(values)
  const given = sql.join(
    Object.entries(values).map(([column, value]) => sql`${value} as ${sql.raw(column)}`),
    sql`, `,
  )
  const both = (row: string) => columns.map((column) => `${row}.${column}`).join(', ')
  await change(db, {
    lock: lockCatalogue,
    write: {
      // So that the next statement finds what there is to compare with.
      there: sql`insert into author_settings (skill_id, updated_at) select id, '-infinity' from (${owned}) o on conflict do nothing`,
      settings: sql`
        update author_settings w set ${sql.raw(columns.map((column) => `${column} = g.${column}`).join(', '))}, updated_at = now()
        from (select a.skill_id, ${given} from author_settings a where a.skill_id in (${owned})) g
        where w.skill_id = g.skill_id and ${sql.raw(`(${both('w')}) is distinct from (${both('g')})`)}`,
      also: also ?? [],
      renewed: sql`update skills set updated_at = now() where id in (${changed})`,
      noted: noteAct(author, act, changed, detailsOf(details)),
      told: recordAct(editor, `skill.${act}`, { type: 'skill', id: skillId }, details),
    },
    announce: touchedSkills(changed),
    record: without('The act is recorded by itself.'),
  })
}
