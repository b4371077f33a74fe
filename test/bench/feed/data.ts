import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { backfillPage } from '../../../src/db/feed/backfill.ts'
import { KINDS, type Kind } from '../../../src/domain/feed/publication.ts'
import { withoutIndexes } from '../ranking/indexes.ts'
import { generateSkills } from '../reads/data.ts'

const PAGE = 5000
/** The numbers that `generateSkills` uses. */
const SKILLS_A_PAGE = 500

/** One third each are skills, documents of a few kilobytes, and popularity. The rest of `changes` is categories and tags. */
export async function generateCatalogue(db: Db, changes: number): Promise<void> {
  const skills = Math.floor((changes - 500) / 3 / SKILLS_A_PAGE) * SKILLS_A_PAGE
  await withoutIndexes(db, 'skills', () => generateSkills(db, skills))
  // a tag that no skill has would not be published
  await db.execute(sql`
    with made as (
      insert into tags (id, key, name, created_at, updated_at)
      select gen_random_uuid(), 'topic-' || n, 'topic-' || n, now(), now() from generate_series(1::bigint, ${changes}::bigint
        - 3 * (select count(*) from skills) - (select count(*) from categories) - (select count(*) from tags)) n returning id
    )
    insert into skill_tags (skill_id, tag_id, created_at)
    select s.id, t.id, now() from (select id, row_number() over () % (select count(*) from skills) as n from made) t
      join (select id, row_number() over () - 1 as n from skills) s using (n)`)
}

/** Changes the published state of every row, in a different way for each kind. */
export async function changeCatalogue(db: Db): Promise<void> {
  // both a skill and its document show the licence
  await db.execute(sql`update skills set license = 'Apache-2.0', updated_at = now()`)
  await db.execute(sql`update skill_popularity set uses_30d = uses_30d + 1, uses_7d = uses_7d + 1`)
  await db.execute(sql`update categories set description = 'All about ' || name`)
  await db.execute(sql`update tags set name = 'the ' || name`)
  await db.execute(sql`vacuum analyze`)
}

/** Keeps what a backfill enqueues in a table of this name, so that it can be enqueued repeatedly. */
export async function enqueueAll(db: Db, keptIn: string): Promise<void> {
  await db.execute(sql`truncate publish_outbox`)
  for (const kind of KINDS) await backfill(db, kind)
  await db.execute(sql`create table ${sql.identifier(keptIn)} as table publish_outbox`)
}

async function backfill(db: Db, kind: Kind): Promise<void> {
  let page = { count: PAGE, lastId: null as string | null }
  while (page.count === PAGE) {
    page = await backfillPage(db, { kind, afterId: page.lastId, limit: PAGE, dryRun: false })
  }
}
