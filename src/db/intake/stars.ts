import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../feed/outbox.ts'
import { lockPopularity } from '../locks.ts'

/** Active skills by id and slug, oldest first. */
export async function listActiveSkills(db: Db): Promise<{ id: string; slug: string }[]> {
  const { rows } = await db.execute<{ id: string; slug: string }>(
    sql`select id, slug from skills where status = 'active' order by created_at, slug`,
  )
  return rows
}

/** Sets the GitHub stars of skills; the next count of popularity scores them. */
export async function setStars(db: Db, stars: readonly { skillId: string; stars: number }[]): Promise<void> {
  await db.batch([
    db.execute(lockPopularity),
    db.execute(sql`
    with fetched as (
      update skill_popularity p set github_stars = x.stars, last_fetched_at = now()
      from jsonb_to_recordset(${JSON.stringify(stars)}::jsonb) as x("skillId" uuid, stars int)
        join skill_popularity was on was.skill_id = x."skillId"
      where p.skill_id = was.skill_id returning was.github_stars as was_stars, ${POPULARITY_ROW}
    ) ${enqueueRows('popularity', sql`select * from fetched where github_stars <> was_stars`)}`),
  ])
}
