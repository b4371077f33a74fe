import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { CATEGORIES } from '../../../src/domain/catalogue/categories.ts'
import { withoutIndexes } from '../ranking/indexes.ts'
import { makeVocabulary, type Texts, textMaker } from './texts.ts'

/** So many characters of texts are sent at once. */
const PAGE_LENGTH = 2_000_000
const SKILLS_A_PUBLISHER = 8

/** The average length of a body. Real ones have 5,000 characters; more than 200,000 of them would take long. */
export const bodyLengthOf = (skills: number): number => (skills > 200_000 ? 600 : 5000)

/** Makes a catalogue of `count` active skills, none of which search knows yet. */
export async function generateCatalogue(db: Db, count: number): Promise<void> {
  await db.execute(sql`
    insert into categories (id, key, name, sort_order, created_at, updated_at)
    select gen_random_uuid(), key, name, ord, now(), now()
    from json_to_recordset(${JSON.stringify(CATEGORIES.map(({ key, name }, ord) => ({ key, name, ord })))}::json) as c(key text, name text, ord int)`)
  await db.execute(sql`
    insert into publishers (id, kind, name, handle, slug_part, created_at, updated_at)
    select md5('publisher ' || n)::uuid, 'local', 'publisher-' || n, 'publisher-' || n, 'publisher-' || n, now(), now()
    from generate_series(0, ${Math.ceil(count / SKILLS_A_PUBLISHER) + 1000}::int) n`)
  await withoutIndexes(db, 'skills', () =>
    withoutIndexes(db, 'skill_popularity', () => addSkills(db, { from: 0, count })),
  )
  await db.execute(sql`vacuum analyze`)
}

/** Adds skills numbered from `from`. */
export async function addSkills(db: Db, { from, count }: { from: number; count: number }): Promise<void> {
  const bodyLength = bodyLengthOf(from + count)
  const make = textMaker(makeVocabulary(), bodyLength)
  const aPage = Math.floor(PAGE_LENGTH / (bodyLength + 300))
  for (let at = 0; at < count; at += aPage)
    await storeSkills(db, from + at, Array.from({ length: Math.min(aPage, count - at) }, make))
}

// Slugs begin with the skill's number, as a publisher may have several skills of one name here.
const storeSkills = (db: Db, from: number, texts: readonly Texts[]) =>
  db.execute(sql`
    with given as (
      select (r.n / ${SKILLS_A_PUBLISHER}::int) as publisher, r.*
      from json_to_recordset(${JSON.stringify(texts.map((text, i) => ({ n: from + i, ...text })))}::json)
        as r(n int, name text, tags text, summary text, body text)
    ), made as (
      insert into skills (id, name, owner, publisher_id, slug, summary, description_md, category_id, status, license, content_policy, content_hash,
        search_tags, context_tokens, created_at, updated_at)
      select md5('skill ' || n)::uuid, name, 'publisher-' || publisher, md5('publisher ' || publisher)::uuid, n || '--' || name, summary, body,
        c.ids[1 + n % cardinality(c.ids)], 'active', 'MIT', 'full', md5(n::text) || md5(name), tags, length(body) / 4, now(), now() - n * interval '1 minute'
      from given cross join (select array_agg(id order by key) as ids from categories) c
      returning id
    )
    insert into skill_popularity (skill_id, github_stars, uses_30d, popularity_score, placed_score, listed, score_updated_at)
    select id, stars, stars / 3, ln(1 + stars), ln(1 + stars), true, now()
    from made cross join lateral (select floor(3 / (random() + 0.0005))::int as stars where id is not null offset 0) s`)
