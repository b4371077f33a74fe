import { sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { refoldCopies } from '../catalogue/copies.ts'
import { change } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills, touchedStanding } from '../feed/outbox.ts'
import { lockCatalogueAndPopularity } from '../locks.ts'
import { detailsOf, noteAct } from './note-act.ts'
import { ownedSkill } from './owned.ts'

type By = { author: Author; editor: Editor; skillId: string; reason: string | null }

/** Takes a skill out of the catalogue as its author wants. No crawl brings it back. Safe to repeat. */
export const hideSkill = (db: Db, p: By): Promise<void> => settle(db, p, 'hide')

/** Brings back a skill that its author has hidden. What an admin has archived stays archived. Safe to repeat. */
export const showSkill = (db: Db, p: By): Promise<void> => settle(db, p, 'show')

const IS_HIDDEN = sql`exists (select from author_settings a where a.skill_id = s.id and a.hidden_at is not null)`

async function settle(db: Db, { author, editor, skillId, reason }: By, act: 'hide' | 'show'): Promise<void> {
  const owned = ownedSkill(author, skillId)
  const settled = sql`select id from skills where id = ${skillId}::uuid and updated_at = now()`
  const isHiding = act === 'hide'
  await change(db, {
    lock: lockCatalogueAndPopularity,
    write: {
      status: isHiding
        ? sql`update skills s set status = 'archived', auto_archived_at = null, updated_at = now()
            where s.id in (${owned}) and (s.status = 'active' or s.status = 'archived' and s.auto_archived_at is not null)`
        : sql`update skills s set status = 'active', updated_at = now()
            where s.id in (${owned}) and s.status = 'archived' and s.malicious_at is null and ${IS_HIDDEN}`,
      setting: isHiding
        ? sql`insert into author_settings (skill_id, hidden_at, updated_at) select id, now(), now() from (${settled}) s
            on conflict (skill_id) do update set hidden_at = now(), updated_at = now()`
        : sql`update author_settings set hidden_at = null, updated_at = now() where skill_id in (${settled})`,
      refolded: refoldCopies(settled),
      noted: noteAct(author, act, settled, detailsOf(reason === null ? {} : { reason })),
    },
    announce: [...touchedSkills(settled), ...touchedStanding(settled)],
    record: { by: editor, of: [{ action: `skill.${act}`, type: 'skill_status', were: owned, are: owned }] },
  })
}
