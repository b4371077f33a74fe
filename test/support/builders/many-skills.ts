import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { enqueueTouched } from '../../../src/db/feed/outbox.ts'

/** Creates `n` active skills of the owner `many` in a few statements: all with one tag, or all copies of one skill. */
export async function manySkills(db: Db, n: number, p: { tagId: string } | { duplicateOf: string }): Promise<void> {
  const tagId = 'tagId' in p ? p.tagId : null
  const original = 'duplicateOf' in p ? p.duplicateOf : null
  const made = sql`select id from skills where owner = 'many'`
  await db.execute(sql`
    insert into skills (id, slug, owner, name, status, search_tags, description_md, content_hash, duplicate_of, created_at, updated_at)
    select gen_random_uuid(), 'many--' || n, 'many', n, 'active', coalesce((select key from tags where id = ${tagId}::uuid), ''),
      o.description_md, o.content_hash, o.id, now() + n * interval '1 s', now()
    from generate_series(1, ${n}) n left join skills o on o.id = ${original}::uuid`)
  await db.execute(
    sql`insert into skill_tags (skill_id, tag_id, created_at) select id, ${tagId}::uuid, now() from (${made}) s where ${tagId}::uuid is not null`,
  )
  await db.execute(sql`update skills set card = null where owner = 'many' and ${tagId}::uuid is not null`)
  await db.execute(sql`insert into skill_popularity (skill_id, score_updated_at) select id, now() from (${made}) s`)
  for (const kind of ['skill', 'document', 'popularity'] as const) await db.execute(enqueueTouched(kind, made))
}
