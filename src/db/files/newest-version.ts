import { type SQL, sql } from 'drizzle-orm'

/** Whether the newest version of a skill is yanked, by an expression for its id. Then the text that the skill has is not given out. */
export const newestIsYanked = (skillId: string): string =>
  `(select v.yanked_at from skill_versions v where v.skill_id = ${skillId} order by v.nth desc limit 1) is not null`

/** The newest version `v` of skill `s` that can be installed, with its folder `f`, as a relation of `columns`. */
export const newestInstallable = (columns: SQL): SQL => sql`(
  select ${columns} from skill_versions v join folders f on f.digest = v.digest
  where v.skill_id = s.id and v.yanked_at is null and f.is_complete order by v.nth desc limit 1)`
