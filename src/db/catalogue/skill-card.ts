import { sql } from 'drizzle-orm'
import type { JsonText } from '../json.ts'
import { COPIES } from './copies.ts'
import { COUNTED_AT } from './skill-json.ts'

/** What a card is put together from: the skill `s`, its popularity `p` and its category `c`. */
export const CARD_TABLES = sql`skills s join skill_popularity p on p.skill_id = s.id left join categories c on c.id = s.category_id`

/** True if the card of `s` is missing, or differs from the one that would be built now. Whoever writes it builds it anew. */
export const HAS_WRONG_CARD = sql.raw('s.card::text is distinct from built_card(s.id)::text')

/** The columns of a `CardRow`: plain ones, as each expression of a list is planned and evaluated again at every request. */
export const CARD_COLUMNS = sql`
  coalesce(s.card, built_card(s.id))::text as card, c.key as category_key, c.name as category_name, ${COPIES} as copies,
  p.popularity_score, p.github_stars, p.uses_30d, p.views_30d, p.favorites_total, ${COUNTED_AT} as counted_at`

export type CardRow = {
  /** An object that never has no fields. */
  card: JsonText
  category_key: string | null
  category_name: string | null
  copies: string
  popularity_score: number
  github_stars: number
  uses_30d: number
  views_30d: number
  favorites_total: number
  counted_at: string | null
}

/** A skill in a list. The card is handed on as it is stored; what changes without the skill is put behind it. */
export function itemOf(row: CardRow): JsonText {
  const popularity = {
    score: Math.round(row.popularity_score * 10_000) / 10_000,
    stars: row.github_stars,
    uses_30d: row.uses_30d,
    views_30d: row.views_30d,
    favorites_total: row.favorites_total,
    as_of: row.counted_at,
  }
  return `${row.card.slice(0, -1)},"category":${categoryOf(row)},"copies":${row.copies},"popularity":${JSON.stringify(popularity)}}`
}

/** A skill's category as `{"key","name"}`, or null. */
export const categoryOf = ({
  category_key: key,
  category_name: name,
}: Pick<CardRow, 'category_key' | 'category_name'>) => JSON.stringify(key === null ? null : { key, name })
