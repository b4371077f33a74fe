import { type SQL, sql } from 'drizzle-orm'

/** True if version `v` with its folder `f` is one that clients can install, as far as the version itself goes. */
export const IS_OFFERED: SQL = sql.raw('v.yanked_at is null and v.held is null and f.is_complete')

/** Whether the newest version of a skill is withheld, by an expression for its id. Then the text that the skill has is not given out. */
export const newestIsWithheld = (skillId: string): string =>
  `(select v.yanked_at is not null or v.held is not null from skill_versions v where v.skill_id = ${skillId} order by v.nth desc limit 1) is true`

/** The newest version `v` of skill `s` that can be installed, with its folder `f`, as a relation of `columns`. */
export const newestInstallable = (columns: SQL): SQL => sql`(
  select ${columns} from skill_versions v join folders f on f.digest = v.digest
  where v.skill_id = s.id and ${IS_OFFERED} order by v.nth desc limit 1)`
