import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList, type TimeKeys } from '../lists.ts'
import { answersOf } from './answer-finding.ts'
import { isOwned } from './owned.ts'

/** What authors have decided about skill `s`, with the settings `a`. */
export const DEPRECATION: SQL = sql`(
  select json_build_object('at', ${rfc3339('a.deprecated_at')}, 'reason', a.deprecation_reason,
    'successor', (select n.slug from skills n where n.id = a.successor_id and n.status = 'active'))
  from author_settings a where a.skill_id = s.id and a.deprecated_at is not null)`

export const HOMEPAGE: SQL = sql`(select a.homepage from author_settings a where a.skill_id = s.id)`

const OFFER: SQL = sql`(
  select json_build_object('id', t.id, 'to', p.handle, 'offered_at', ${rfc3339('t.offered_at')}, 'expires_at', ${rfc3339('t.expires_at')})
  from skill_transfers t join publishers p on p.id = t.to_publisher_id where t.skill_id = s.id and t.state = 'offered' and t.expires_at > now())`

const ITEM: SQL = sql`
  'slug', s.slug, 'name', s.name, 'owner', s.owner, 'status', s.status,
  'hidden_at', (select ${rfc3339('a.hidden_at')} from author_settings a where a.skill_id = s.id), 'deprecated', ${DEPRECATION},
  'category', (select c.key from categories c where c.id = s.category_id), 'homepage', ${HOMEPAGE}, 'is_curated', s.curated,
  'verdict', s.verdict, 'offer', ${OFFER}, 'answers', ${answersOf(sql`s.id`)},
  'former_slugs', (select coalesce(json_agg(f.slug order by f.since), '[]') from former_slugs f where f.skill_id = s.id),
  'updated_at', ${rfc3339('s.updated_at')}`

/** A skill as its author sees it. */
export const findAuthorSkill = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${ITEM})::text as body from skills s where s.id = ${id}::uuid`)

/** The skills of the proven repository, hidden ones too, the last changed first. */
export const listAuthorSkills = (
  db: Db,
  author: Author,
  p: { size: number; after?: TimeKeys | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'author-skills',
      from: sql`skills s`,
      id: 's.ctid',
      where: [isOwned(author)],
      order: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'desc',
      item: ITEM,
    },
    p,
  )
