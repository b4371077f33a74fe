import { sql } from 'drizzle-orm'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'

const MARKS = {
  // One statement of a row that no other change reads.
  lock: sql`select 1`,
  announce: without('Stars are not in the feed.'),
  record: without('A star is its own record.'),
}

/** Gives a skill the star of an account. Returns whether it had it not before. */
export async function addStar(db: Db, p: { skillId: string; username: string }): Promise<boolean> {
  const { starred } = await change(db, {
    ...MARKS,
    write: {
      starred: sql`
        insert into skill_stars (skill_id, username, created_at)
        select id, ${p.username}, now() from skills where id = ${p.skillId}::uuid on conflict do nothing returning skill_id`,
    },
  })
  return starred.length === 1
}

/** Takes the star of an account away. Returns whether there was one. */
export async function removeStar(db: Db, p: { skillId: string; username: string }): Promise<boolean> {
  const { unstarred } = await change(db, {
    ...MARKS,
    write: {
      unstarred: sql`delete from skill_stars where skill_id = ${p.skillId}::uuid and username = ${p.username} returning skill_id`,
    },
  })
  return unstarred.length === 1
}
