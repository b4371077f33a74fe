import { type SQL, sql } from 'drizzle-orm'
import type { AskedSlug } from '../../domain/catalogue/choose-slugs.ts'
import { CLIENT_NAME } from '../clients/client-name.ts'
import type { Db } from '../connect.ts'

/** So many names before and after the one that is asked for are looked at, in the order of letters, where most typing errors stay. */
const NEIGHBOURS = 40
const NEIGHBOURS_OF_PUBLISHER = 100
const MAX_NAMED = 40
/** Of a name with more words, none is corrected. */
const MAX_WORDS = 5
const CORRECTIONS = 3

/**
 * Slugs of active skills that may be near one that nobody has, those used most first: of skills that have the name, or the name with one
 * typing error corrected, or that stand beside it in the order of letters, those of its publisher too. None if `ref` is the slug of a
 * skill that is not active, as others are not what was withdrawn.
 */
export async function findNearSlugs(db: Db, ref: string, { publisher, name }: AskedSlug): Promise<string[]> {
  const { rows } = await db.execute<{ slug: string }>(sql`
    with words as (
      select word, n from unnest(string_to_array(${name}::text, '-')) with ordinality w(word, n)
      where cardinality(string_to_array(${name}::text, '-')) <= ${MAX_WORDS} and word ~ '^[a-z]{4,24}$'
        and not exists (select from search_words known where known.word = w.word)
    ),
    names as materialized (
      select array_agg(name) as either from (
        select ${name}::text as name
        union all
        select array_to_string(parts[:n - 1] || c.word || parts[n + 1:], '-')
        from words w cross join (select string_to_array(${name}::text, '-') as parts) p cross join lateral (
          select word from search_words where word = any(near_words(w.word)) order by skills desc, word limit ${CORRECTIONS}) c
      ) n
    ),
    publisher as materialized (select id from publishers where slug_part = ${publisher}),
    near as (
      (select s.id from names cross join lateral (
        select id from skills s where ${CLIENT_NAME} collate "C" = any(either) limit ${MAX_NAMED}) s)
      union (${beside(sql`>`, name, sql``)})
      union (${beside(sql`<`, name, sql`desc`)})
      union (${besideOfPublisher(sql`>=`, name, sql``)})
      union (${besideOfPublisher(sql`<`, name, sql`desc`)})
    )
    select s.slug from near n cross join lateral (select * from skills where id = n.id offset 0) s
      cross join lateral (select placed_score from skill_popularity where skill_id = n.id offset 0) p
    where s.status = 'active' and not exists (select from skills where slug = ${ref}) order by p.placed_score desc, s.slug`)
  return rows.map(({ slug }) => slug)
}

const beside = (is: SQL, name: string, direction: SQL): SQL => sql`
  select s.id from skills s where ${CLIENT_NAME} collate "C" ${is} ${name}
  order by ${CLIENT_NAME} collate "C" ${direction}, s.id ${direction} limit ${NEIGHBOURS}`

const besideOfPublisher = (is: SQL, name: string, direction: SQL): SQL => sql`
  select s.id from publisher p cross join lateral (
    select id from skills where publisher_id = p.id and name ${is} ${name} order by name ${direction} limit ${NEIGHBOURS_OF_PUBLISHER}) s`
