import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { CATEGORIES } from '../../../src/domain/catalogue/categories.ts'

const PAGE = 500
const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fe',
  'gra',
  'ho',
  'in',
  'ju',
  'ka',
  'lo',
  'mer',
  'no',
  'pla',
  'qui',
  'ro',
  'sta',
  'tu',
  'ver',
  'xi',
  'zo',
]
const COMMON = [
  'data',
  'file',
  'code',
  'use',
  'skill',
  'agent',
  'table',
  'report',
  'test',
  'query',
  'model',
  'protein',
  'forms',
  'deploy',
]

/** A small generator of its own, so that every run measures the same rows. */
export function random(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Makes `count` skills with texts of a few kilobytes from few common and many rare words, and with heavy-tailed counts. */
export async function generateSkills(db: Db, count: number): Promise<void> {
  const next = random(7)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
  const vocabulary = [
    ...COMMON,
    ...Array.from({ length: 8000 }, () => `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}`),
  ]
  // Zipf–Mandelbrot with an offset of 30: the commonest word is one in 170, as content words are in real texts.
  const word = () => vocabulary[Math.floor(30 * (1 + vocabulary.length / 30) ** next() - 30)] as string
  const words = (n: number) => Array.from({ length: n }, word).join(' ')
  await db.execute(sql`
    insert into categories (id, key, name, sort_order, created_at, updated_at)
    select gen_random_uuid(), key, name, ord, now(), now()
    from jsonb_to_recordset(${JSON.stringify(CATEGORIES.map(({ key, name }, ord) => ({ key, name, ord })))}::jsonb) as c(key text, name text, ord int)`)
  await db.execute(sql`
    insert into tags (id, key, name, created_at, updated_at) select gen_random_uuid(), 'tag-' || n, 'tag-' || n, now(), now() from generate_series(1, 200) n`)
  for (let done = 0; done < count; done += PAGE) {
    const page = Array.from({ length: PAGE }, (_, i) => ({
      n: done + i,
      name: `${word()}-${word()}-${done + i}`,
      owner: `owner-${Math.floor(300 * next() ** 2)}`,
      summary: words(30),
      body: words(300 + Math.floor(500 * next())),
      category: pick(CATEGORIES).key,
      stars: Math.floor(3 / (next() + 0.0005)),
    }))
    await db.execute(sql`
      with rows as (
        select * from jsonb_to_recordset(${JSON.stringify(page)}::jsonb) as r(n int, name text, owner text, summary text, body text, category text, stars int)
      ), made as (
        insert into skills (id, name, owner, slug, summary, description_md, category_id, status, license, content_policy, content_hash, search_tags, created_at, updated_at)
        select gen_random_uuid(), r.name, r.owner, r.owner || '--' || r.name, r.summary, r.body, c.id, 'active', 'MIT', 'full', md5(r.body), '', now(), now() - r.n * interval '1 minute'
        from rows r join categories c on c.key = r.category returning id, name
      ), counted as (
        insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at)
        select m.id, r.stars, ln(1 + r.stars), now() from made m join rows r on r.name = m.name
      )
      insert into skill_tags (skill_id, tag_id, created_at)
      select m.id, t.id, now() from made m join lateral (select id from tags order by md5(m.name || key) limit 4) t on true`)
  }
  await db.execute(sql`vacuum analyze`)
}

const GROWN_AT_ONCE = 50_000

/** Adds skills with short texts until there are `count`, with as many categories, owners and tags as before. */
export async function growSkills(db: Db, count: number): Promise<void> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from skills`)
  for (let done = rows[0]?.n ?? 0; done < count; done += GROWN_AT_ONCE) {
    await db.execute(sql`
      with made as (
        insert into skills (id, name, owner, slug, summary, category_id, status, license, content_policy, content_hash, search_tags, created_at, updated_at)
        select gen_random_uuid(), 'grown-' || n, 'owner-' || n % 300, 'grown--' || n, 'Adds one more skill to many.', c.ids[1 + n % cardinality(c.ids)], 'active',
          'MIT', 'full', md5(n::text), '', now(), now() - n * interval '1 second'
        from generate_series(${done}::int + 1, ${Math.min(count, done + GROWN_AT_ONCE)}::int) n, (select array_agg(id) as ids from categories) c returning id
      )
      insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at)
      select id, 1, ln(2) * random(), now() from made`)
  }
  await db.execute(sql`vacuum analyze`)
}
