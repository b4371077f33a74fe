import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { detailsOf, noteAct } from './note-act.ts'
import { ownedSkill } from './owned.ts'

type By = { author: Author; editor: Editor; skillId: string; rule: string }

/** Says something to what a rule has found in a skill, for everybody to read. Null takes it back. Safe to repeat. */
export async function answerFinding(db: Db, p: By & { answer: string | null }): Promise<void> {
  const { author, editor, skillId, rule, answer } = p
  const owned = ownedSkill(author, skillId)
  const act = answer === null ? 'unanswer' : 'answer'
  await change(db, {
    lock: lockCatalogue,
    write: {
      answered: sql`
        with before as (select answer from finding_answers where skill_id = ${skillId}::uuid and rule = ${rule}
        ), gone as (delete from finding_answers where ${answer}::text is null and skill_id in (${owned}) and rule = ${rule}
        ), said as (
          insert into finding_answers (skill_id, rule, answer, answered_at) select id, ${rule}, ${answer}::text, now() from (${owned}) o where ${answer}::text is not null
          on conflict (skill_id, rule) do update set answer = excluded.answer, answered_at = now() where finding_answers.answer <> excluded.answer
        )
        select set_config('author.answered', case when (select answer from before) is distinct from ${answer}::text then 'yes' else '' end, true)`,
      noted: noteAct(
        author,
        act,
        sql`${owned} and current_setting('author.answered', true) = 'yes'`,
        detailsOf({ rule, ...(answer !== null && { answer }) }),
      ),
      told: recordAct(editor, `skill.${act}`, { type: 'skill', id: skillId }, { rule, answer }),
    },
    announce: without('The feed says nothing of answers.'),
    record: without('The act is recorded by itself.'),
  })
}

/** What its author says to what was found in a skill (an expression for its id), by rule. */
export const answersOf = (skillId: SQL): SQL => sql`(
  select coalesce(json_agg(json_build_object('rule', fa.rule, 'answer', fa.answer, 'answered_at', ${rfc3339('fa.answered_at')}) order by fa.rule), '[]')
  from finding_answers fa where fa.skill_id = ${skillId})`
