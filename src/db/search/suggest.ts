import { type SQL, sql } from 'drizzle-orm'
import type { Typed } from '../../domain/search/read-typed.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import { CLIENT_NAME } from '../clients/client-name.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson } from '../json.ts'
import { allOf } from '../lists.ts'
import { beginsWith, LAST } from './begins-with.ts'
import { keysOf } from './keys.ts'

/** So many of what is used most are looked at: enough for what many begin with, which no index sorts by use. */
const MOST_USED = 200
/** So many names that begin as typed are looked at, and so many entries of the index of words. */
const MAX_NAMES = 100
const MAX_FOUND = 150
/** With more words, entries that lack one of them are passed over without a look at the skill. */
const MAX_PASSED = 5000
/** So many words of the catalogue are looked at, of which those that most skills have are searched for. */
const MAX_WORDS = 200
const MAX_SEARCHED = 20
const MAX_CORRECTED = 3
/** Words that have only these letters in common are too different. */
const MIN_SKELETON = 3
const MAX_TAGS = 200
const MAX_PUBLISHERS = 20
const MAX_OF_PUBLISHER = 5
/** The words of a name have at least this level of impact, if there are up to about ten of them. */
const LEAST_LEVEL = 6

/**
 * Up to `size` skills, tags and publishers that what is typed may become, as `{items}`: of each kind those that are used most first.
 * The work is bounded whatever is typed: if very many names begin so, mostly those among the most used are found.
 */
export function suggest(db: Db, typed: Typed, size: number): Promise<JsonText | null> {
  // Tags and publishers have a quarter of the places each, and more if there are not enough skills.
  const place = sql`case when kind = 1 then nth when nth <= ${Math.floor(size / 4)} then 0 else ${size} + nth end`
  return readJson(
    db,
    sql`
    with ${MOST_USED_SKILLS}, ${wordsOf(typed)}, ${skillsOf(typed, size)}, ${tagsOf(typed, size)}, ${publishersOf(typed, size)}
    select json_build_object('items', coalesce(json_agg(item order by kind, nth), '[]'))::text as body from (
      select * from (
        select 1 as kind, nth, json_build_object('kind', 'skill', 'text', name, 'slug', slug, 'owner', owner) as item from skills_found
        union all select 2, nth, json_build_object('kind', 'tag', 'text', name, 'key', key, 'skills', skills) from tags_found
        union all select 3, nth, json_build_object('kind', 'publisher', 'text', handle, 'handle', handle) from publishers_found
      ) f order by ${place}, kind limit ${size}) f`,
  )
}

/** What is shown of a skill `s` of popularity `p`, and what it is ordered by. */
const SHOWN = sql`s.id, s.name, s.slug, s.owner, s.publisher_id, ${CLIENT_NAME} as client_name, p.placed_score`

const MOST_USED_SKILLS = sql`
  most_used as materialized (
    select ${SHOWN} from (select skill_id, placed_score from skill_popularity order by placed_score desc, skill_id desc limit ${MOST_USED}) p
      cross join lateral (select * from skills where id = p.skill_id offset 0) s where ${IS_LISTED}
  )`

/** `words`: those of the catalogue that begin as typed. `corrected`: those that may be meant, if none does. */
const wordsOf = ({ prefix, isDoubtful }: Typed): SQL => sql`
  typed as materialized (select ${prefix}::text as prefix),
  words as materialized (
    select * from (
      select word, term_id, skills from search_words where ${beginsWith(sql`word`, sql`${prefix}`)} order by word using ~<~ limit ${MAX_WORDS}
    ) w order by skills desc, word limit ${MAX_SEARCHED}
  ),
  corrected as materialized (
    select w.* from typed t cross join lateral (
      (select word, term_id, skills from search_words where word = any(near_words(t.prefix)) limit ${MAX_WORDS})
      union
      (select word, term_id, skills from search_words where length(word_skeleton(t.prefix)) >= ${MIN_SKELETON} and ${beginsWith(sql`skeleton`, sql`word_skeleton(t.prefix)`)} order by skeleton using ~<~ limit ${MAX_WORDS})
    ) w where ${sql.raw(String(isDoubtful))} and not exists (select from words) order by w.skills desc, w.word limit ${MAX_CORRECTED}
  )`

/** The term's keys, as an array. */
const keysOfTerm = (term: string): SQL => sql`array(
  select t.id * 16 + level from search_terms t, generate_series(${LEAST_LEVEL}::int, 15) level where t.term = ${term})`

/** `skills_found`: of skills of one name the one that is used most, unless the name is all that is typed. */
function skillsOf({ slug, whole, begun, terms }: Typed, size: number): SQL {
  const name = sql`'-' || f.client_name || '-'`
  const hasWhole = whole.map((pattern) => sql`${name} like ${pattern}`)
  return sql`
  keys as materialized (
    select array_agg(key) as any_of from (
      select k.key, sum(k.skills) over (order by k.key % 16 desc, k.key) - k.skills as before
      from (select distinct term_id from (select term_id from words union all select term_id from corrected) w) t
        cross join lateral (${keysOf(sql`t.term_id`)}) k where k.key % 16 >= ${LEAST_LEVEL}
    ) k where before < ${terms.length > 0 ? MAX_PASSED : MAX_FOUND}
  ),
  others as materialized (
    (select s.id from skills s where ${CLIENT_NAME} collate "C" >= ${slug} and ${CLIENT_NAME} collate "C" < ${slug + LAST}
      order by ${CLIENT_NAME} collate "C", s.id limit ${MAX_NAMES})
    union
    (select ss.skill_id from keys cross join lateral (
      select skill_id from skill_search where ${allOf([sql`keys && any_of`, ...terms.map((term) => sql`keys && ${keysOfTerm(term)}`)])} limit ${MAX_FOUND}) ss)
  ),
  skills_found as (
    select *, row_number() over (order by is_corrected, (client_name = ${slug}) desc, placed_score desc, begins desc, length(slug), slug) as nth from (
      select f.*, not (${name} like ${begun}) as is_corrected, starts_with(client_name, ${slug}) as begins,
        row_number() over (partition by client_name order by placed_score desc, id) as of_name
      from (
        select * from most_used
        union
        select ${SHOWN} from others o cross join lateral (select * from skills where id = o.id offset 0) s
          cross join lateral (select placed_score from skill_popularity where skill_id = o.id offset 0) p where ${IS_LISTED}
      ) f where ${allOf(hasWhole)} and (${name} like ${begun} or exists (select from corrected w where ${name} like '%-' || w.word || '%'))
    ) f where of_name = 1 or client_name = ${slug} order by nth limit ${size}
  )`
}

const tagsOf = ({ slug }: Typed, size: number): SQL => sql`
  tags_found as (
    select t.*, c.skills, row_number() over (order by (t.key = ${slug}) desc, c.skills desc, t.key) as nth from (
      (select id, key, name from tags where ${beginsWith(sql`key`, sql`${slug}`)} and merged_into is null order by key using ~<~ limit ${MAX_TAGS})
      union (
        select t.id, t.key, t.name from (select tag_id from tag_counts order by skills desc, tag_id desc limit ${MOST_USED}) c
          cross join lateral (select * from tags where id = c.tag_id offset 0) t where starts_with(t.key, ${slug}) and t.merged_into is null)
    ) t cross join lateral (select skills from tag_counts where tag_id = t.id offset 0) c where c.skills > 0 order by nth limit ${size}
  )`

const publishersOf = ({ handle }: Typed, size: number): SQL => sql`
  publishers_found as (
    select handle, row_number() over (order by (lower(handle) = ${handle}) desc, max(score) desc, handle) as nth from (
      select p.handle, b.score from (
        select id, handle from publishers where ${beginsWith(sql`lower(handle)`, sql`${handle}`)} order by lower(handle) using ~<~ limit ${MAX_PUBLISHERS}
      ) p cross join lateral (
        select max(sp.placed_score) as score from (select s.id from skills s where s.publisher_id = p.id and ${IS_LISTED} order by s.name limit ${MAX_OF_PUBLISHER}) s
          cross join lateral (select * from skill_popularity where skill_id = s.id offset 0) sp
      ) b
      union all
      select p.handle, m.score from (select publisher_id, max(placed_score) as score from most_used group by publisher_id) m
        cross join lateral (select * from publishers where id = m.publisher_id offset 0) p where starts_with(lower(p.handle), ${handle})
    ) p where score is not null group by handle order by nth limit ${size}
  )`
