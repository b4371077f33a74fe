import type { Db } from '../../connect.ts'
import { refoldContent } from '../copies.ts'
import { reapplyAlias } from '../taxonomy/admin-aliases.ts'
import { deleteTag, mergeTag, renameOnSkills } from '../taxonomy/change-tags.ts'
import { renameOwner } from './rename-publisher.ts'
import { dropUnfinished, SKILLS_AT_ONCE, type Unfinished } from './unfinished.ts'

/** The next page of each kind of change. Null if its subject is gone. */
const PAGES: Record<
  Unfinished['action'],
  (db: Db, change: Unfinished, limit: number) => Promise<{ isLeft: boolean } | null>
> = {
  'tag.merge': async (db, { subject: id, editor, into }, limit) => {
    const merged = into === null ? null : await mergeTag(db, editor, { id, into, limit })
    if (merged === null || merged.refused === 'missing') return null
    // Its tag is being deleted, or was merged further since the change was listed: the next run goes on.
    return merged.body === null ? { isLeft: false } : merged
  },
  'tag.update': (db, { subject: id }, limit) => renameOnSkills(db, { id, limit }),
  'tag.delete': (db, { subject: id, editor }, limit) => deleteTag(db, editor, { id, limit }),
  'category_alias.reapply': (db, { subject: id, editor }, limit) => reapplyAlias(db, editor, { id, limit }),
  'publisher.rename': (db, { subject: id }, limit) => renameOwner(db, { id, limit }),
  'skill.refold': (db, { subject }) => refoldContent(db, subject),
}

/** Does one further page of an unfinished change. Returns whether it can go on at once. Safe to repeat. */
export async function continueChange(db: Db, change: Unfinished, limit = SKILLS_AT_ONCE): Promise<boolean> {
  const page = await PAGES[change.action](db, change, limit)
  if (page === null) await dropUnfinished(db, change.subject)
  return page?.isLeft ?? false
}
