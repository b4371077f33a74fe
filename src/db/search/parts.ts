import { type SQL, sql } from 'drizzle-orm'
import { type Understood, WEIGHTS } from '../../domain/search/understand.ts'
import { SKILLS_THERE } from './keys.ts'

/** A typing error is corrected to a word that so many times more skills have. */
const OFTENER = 10
/** Words that have only these letters in common are too different. */
const MIN_SKELETON = 3

/** `parts`: the known terms of each way to find words of the query. `size`: how many skills there are. */
export const partsOf = ({ ways, doubtful }: Understood): SQL => sql`
  size as materialized (select ${SKILLS_THERE} as skills),
  doubtful as materialized (
    select d.word, d.written, d.near, d.halves, known, exists (select from search_terms t where t.term = d.stem) as has_forms
    from json_to_recordset(${JSON.stringify(doubtful.map(({ near, ...rest }) => ({ near: near.join(' '), ...rest })))}::json)
        d(word int, written text, stem text, near text, halves json)
      cross join lateral (select coalesce((select skills from search_words where word = d.written), 0) as known offset 0) w
    where known <= (select skills from size) / 500 + 5 and (known = 0 or length(written) > 3)
  ),
  parts as materialized (
    select w.way, w.mask, cardinality(w.terms) as parts, w.weight, t.id as term_id, w.how, w.as
    from (select row_number() over () as way, mask, terms, weight, how, "as", "unless" from json_to_recordset(${JSON.stringify(ways)}::json)
      g(mask int, terms text[], weight real, how text, "as" text, "unless" text)) w
    cross join unnest(w.terms) one(term) cross join lateral (select id from search_terms where term = one.term offset 0) t
    where w.unless is null or not exists (select from search_words known where known.word = w.unless)
    union all
    select 1000 + 2 * d.word + c.nth, 1 << d.word, 1,
      case when d.known = 0 then ${number(WEIGHTS.corrected)} else ${number(WEIGHTS.correctedKnown)} end, c.term_id, case when d.has_forms then 'similar' else 'corrected' end, c.word
    from doubtful d cross join lateral (
      select w.word, w.term_id, row_number() over (order by w.skills desc, w.word) as nth from search_words w
      where (w.word = any(string_to_array(d.near, ' ')) or w.skeleton = word_skeleton(d.written) and length(w.skeleton) >= ${number(MIN_SKELETON)} and w.word <> d.written)
        and w.skills > ${number(OFTENER)} * d.known order by w.skills desc, w.word limit 2) c
    union all
    select 2000 + d.word, 1 << d.word, 2, ${number(WEIGHTS.split)}, unnest(array[best.a, best.b]), 'split', best.written
    from doubtful d cross join lateral (
      select a.term_id as a, b.term_id as b, a.word || ' ' || b.word as written from json_array_elements(d.halves) h
        cross join lateral (select word, term_id, skills from search_words where word = h->>0 offset 0) a
        cross join lateral (select word, term_id, skills from search_words where word = h->>1 offset 0) b
      where least(a.skills, b.skills) > 2 * d.known order by least(a.skills, b.skills) desc, a.word limit 1) best
  )`

/** A constant as SQL: as a parameter, PostgreSQL would give it the type of what stands beside it. */
const number = (value: number): SQL => sql.raw(String(value))
