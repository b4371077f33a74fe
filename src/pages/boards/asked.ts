import type { z } from 'zod'
import type { RankingPage } from '../../routes/ranking/board-schema.ts'
import { withQuery } from '../api.ts'

export type Board = z.output<typeof RankingPage>

/** Which board the address of a page asks for. The API checks the values. */
export type Asked = { category?: string | undefined; by: string; date?: string | undefined; page: number }

/** Forms send empty fields, which ask for nothing. */
export const askedOf = ({ category, by, date, page }: Record<string, string>): Asked => ({
  category: category || undefined,
  by: by || 'popularity',
  date: date || undefined,
  page: Number(page || 1),
})

/** The address of a board, without what goes without saying. */
export const boardPath = ({ category, by, date, page }: Asked): string =>
  withQuery('/boards', {
    category,
    by: by === 'popularity' ? undefined : by,
    date,
    page: page === 1 ? undefined : page,
  })
