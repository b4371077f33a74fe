import { eq, sql } from 'drizzle-orm'
import { skills } from '../../../../drizzle/skills.ts'
import { change, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../../feed/outbox.ts'
import { lockPopularity } from '../../locks.ts'

/** Active skills, oldest first. */
export const listActiveSkills = (db: Db): Promise<{ id: string; slug: string }[]> =>
  db
    .select({ id: skills.id, slug: skills.slug })
    .from(skills)
    .where(eq(skills.status, 'active'))
    .orderBy(skills.createdAt, skills.slug)

/** Sets the GitHub stars of skills. The next count of popularity scores them. */
export async function setStars(db: Db, stars: readonly { skillId: string; stars: number }[]): Promise<void> {
  await change(db, {
    lock: lockPopularity,
    write: {
      fetched: sql`
        with fetched as (
          update skill_popularity p set github_stars = x.stars, last_fetched_at = now()
          from jsonb_to_recordset(${JSON.stringify(stars)}::jsonb) as x("skillId" uuid, stars int)
            join skill_popularity was on was.skill_id = x."skillId"
          where p.skill_id = was.skill_id returning was.github_stars as was_stars, ${POPULARITY_ROW}
        ) ${enqueueRows('popularity', sql`select * from fetched where github_stars <> was_stars`)}`,
    },
    announce: without('Only the statement itself knows which rows have changed, so it enqueues them.'),
    record: without('GitHub counts the stars.'),
  })
}
