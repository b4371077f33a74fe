import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { refers } from '../files/versions.ts'
import { type JsonText, rfc3339 } from '../json.ts'
import { readList, type TimeKeys } from '../lists.ts'
import type { SkillRef } from './skill-detail.ts'

const COPY = sql`
  'id', s.id, 'slug', s.slug, 'name', s.name, 'owner', s.owner, 'is_original', s.duplicate_of is null, 'verdict', s.verdict,
  'canonical_repo', s.canonical_repo, 'created_at', ${rfc3339('s.created_at')}`

/** Lists the other active skills that have the content of a skill, the earliest first. Empty if there is no such skill, too. */
export const listCopies = (
  db: Db,
  ref: SkillRef,
  p: { size: number; after?: TimeKeys | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'copies',
      from: sql`skills s`,
      where: [
        sql`s.status = 'active'`,
        sql`s.content_hash = (select s.content_hash from skills s where ${refers(ref)})`,
        sql`s.id <> (select s.id from skills s where ${refers(ref)})`,
      ],
      order: { 's.created_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'asc',
      id: 's.id',
      item: COPY,
    },
    p,
  )
