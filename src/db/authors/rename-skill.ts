import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { change, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills } from '../feed/outbox.ts'
import { lockCatalogue } from '../locks.ts'
import { noteAct } from './note-act.ts'
import { ownedSkill } from './owned.ts'

/** Every slug that leads to a skill: its own, and those that it had. A relation of (slug, id). */
export const ALL_SLUGS: SQL = sql`(select slug, id from skills union all select slug, skill_id from former_slugs)`

/** The most former slugs of one skill. Each is kept for ever, and nobody else gets it. */
export const FORMER_SLUGS_A_SKILL = 20

type Renamed = { author: Author; editor: Editor; skillId: string; name: string }

/**
 * Gives a skill another name in its slug. The one that it had leads to it for ever, and nobody else gets it. `taken`: another skill has or
 * had that slug. `too_often`: the skill has had as many as it may. One that it had before it gets back all the same. Safe to repeat.
 */
export async function renameSkill(
  db: Db,
  { author, editor, skillId, name }: Renamed,
): Promise<'renamed' | 'taken' | 'too_often'> {
  const owned = ownedSkill(author, skillId)
  const renamed = sql`select id from skills where id = ${skillId}::uuid and updated_at = now()`
  const { outcome } = await change(db, {
    lock: lockCatalogue,
    write: {
      renamed: sql`
        with meant as (
          select s.id, s.slug as old, p.slug_part || '--' || ${name}::text as new from skills s join publishers p on p.id = s.publisher_id where s.id in (${owned})
        ), free as (
          select * from meant m where m.new <> m.old and not exists (select from ${ALL_SLUGS} a where a.slug = m.new and a.id <> m.id)
            and (select count(*) from former_slugs f where f.skill_id = m.id and f.slug <> m.new) < ${FORMER_SLUGS_A_SKILL}::int
        ), kept as (insert into former_slugs (slug, skill_id, since) select old, id, now() from free
        ), again as (delete from former_slugs f using free where f.slug = free.new)
        update skills s set slug = free.new, updated_at = now() from free where s.id = free.id`,
      noted: noteAct(
        author,
        'rename',
        renamed,
        sql`jsonb_build_object('from', (select f.slug from former_slugs f where f.skill_id = s.id order by f.since desc limit 1), 'to', s.slug)`,
      ),
    },
    announce: [
      ...touchedSkills(renamed),
      { kind: 'version', ids: sql`select id from skill_versions where skill_id in (${renamed})` },
    ],
    record: { by: editor, of: [{ action: 'skill.rename', type: 'skill', were: owned, are: owned }] },
    answer: {
      outcome: sql<{ outcome: 'renamed' | 'taken' | 'too_often' }>`
        select case when s.slug = m.slug then 'renamed'
          when exists (select from ${ALL_SLUGS} a where a.slug = m.slug and a.id <> s.id) then 'taken' else 'too_often' end as outcome
        from skills s join publishers p on p.id = s.publisher_id cross join lateral (select p.slug_part || '--' || ${name}::text as slug) m
        where s.id = ${skillId}::uuid`,
    },
  })
  return onlyRow(outcome).outcome
}

/** The slug that a skill has now which once had this one. Null if none had. */
export async function findRenamed(db: Db, slug: string): Promise<string | null> {
  const { rows } = await db.execute<{ slug: string }>(
    sql`select s.slug from former_slugs f join skills s on s.id = f.skill_id where f.slug = ${slug}`,
  )
  return rows[0]?.slug ?? null
}
