import * as z from 'zod'
import { whole } from './fields.ts'

/** The cost of a numbered page grows with its number. Beyond this row a cursor is cheaper for both sides. */
const MAX_ROWS_BY_PAGE = 10_000

export const Size = whole(100)
export const Page = whole(MAX_ROWS_BY_PAGE)
export const Cursor = z.string().min(1).max(1000)

/** The query of a list that is read by cursor. Default size: `preset`. */
export const sizeAndCursor = (preset: number) => ({ size: Size.prefault(preset), cursor: Cursor.optional() })

type Paging = { page?: number | undefined; cursor?: string | undefined }

/** Page and cursor each say where to go on, so they could contradict each other. */
export const pageOrCursor = (p: Paging) => !(p.page !== undefined && p.cursor !== undefined)
export const PAGE_OR_CURSOR = { path: ['cursor'], message: 'cannot be combined with page' }

/** Returns false for a page that ends beyond the last row that numbered pages reach. */
export const withinReach = (page: number | undefined, size: number) => (page ?? 1) * size <= MAX_ROWS_BY_PAGE
export const WITHIN_REACH = {
  path: ['page'],
  message: `is too far: numbered pages end at row ${MAX_ROWS_BY_PAGE}; use next_cursor to go on`,
}
