import { sql } from 'drizzle-orm'
import type { JsonText } from '../json.ts'
import { COPIES } from './copies.ts'
import { COUNTED_AT } from './skill-json.ts'

/** What a card is put together from: the skill `s`, its popularity `p` and its category `c`. */
export const CARD_TABLES = sql`skills s join skill_popularity p on p.skill_id = s.id left join categories c on c.id = s.category_id`

/** True if the card of `s` is missing, or differs from the one that would be built now. A trigger builds it anew at each write of `card`. */
export const HAS_WRONG_CARD = sql.raw('s.card::text is distinct from built_card(s.id)::text')

/** The columns of a `Card`. Plain ones where possible: each expression of a list is planned and evaluated at every request. */
export const CARD = sql`
  coalesce(s.card, built_card(s.id))::text as card, s.context_tokens, s.verdict, s.risk, c.key as category_key, c.name as category_name, ${COPIES} as copies`

/** The columns of an `Item`. */
export const ITEM = sql`${CARD},
  p.popularity_score, p.github_stars, p.uses_30d, p.views_30d, p.favorites_total, ${COUNTED_AT} as counted_at`

export type Card = {
  /** An object with at least one field. */
  card: JsonText
  context_tokens: number | null
  verdict: string | null
  risk: string | null
  category_key: string | null
  category_name: string | null
  copies: string
}

export type Item = Card & {
  popularity_score: number
  github_stars: number
  uses_30d: number
  views_30d: number
  favorites_total: number
  counted_at: string | null
}

/** A skill in a list. */
export const itemOf = (item: Item): JsonText =>
  extendCard(item, {
    popularity: {
      score: Math.round(item.popularity_score * 10_000) / 10_000,
      stars: item.github_stars,
      uses_30d: item.uses_30d,
      views_30d: item.views_30d,
      favorites_total: item.favorites_total,
      as_of: item.counted_at,
    },
  })

/** The stored card, followed by what changes without it: the cost of its files, its verdict, its category's name, its copies, and `more`. */
export function extendCard(of: Card, more: object): JsonText {
  const { category_key: key, category_name: name } = of
  const category = key === null ? null : { key, name }
  const { context_tokens, verdict, risk } = of
  const changing = { context_tokens, verdict, risk, category, copies: Number(of.copies), ...more }
  return joinObjects(of.card, JSON.stringify(changing))
}

/** Joins the texts of two objects that have fields, each field in one of them only. */
export const joinObjects = (a: JsonText, b: JsonText): JsonText => `${a.slice(0, -1)},${b.slice(1)}`
