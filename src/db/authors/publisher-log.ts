import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'

/** What the authors of a publisher have done, the newest first. Null if there is no such publisher. */
export async function readPublisherLog(
  db: Db,
  handle: string,
  p: { size: number; after?: readonly [number] | undefined },
): Promise<JsonText | null> {
  const publisher = await readJson(
    db,
    sql`select id::text as body from publishers where lower(handle) = lower(${handle})`,
  )
  if (publisher === null) return null
  return readList(
    db,
    {
      tag: 'publisher-log',
      from: sql`author_acts w`,
      shown: sql`author_acts w left join skills s on s.id = w.skill_id`,
      id: 'w.id',
      where: [sql`w.publisher_id = ${publisher}::uuid`],
      order: { 'w.id': 'bigint' },
      direction: 'desc',
      item: sql`'id', w.id, 'at', ${rfc3339('w.at')}, 'act', w.act, 'skill', s.slug, 'details', w.details, 'repository', w.repository`,
    },
    p,
  )
}
