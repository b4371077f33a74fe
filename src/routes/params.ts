import { z } from 'zod'
import type { SkillRef } from '../db/catalogue/skill-detail.ts'

/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u, 'must not have a NUL character or half of a surrogate pair')

/** Text that says something. */
export const filled = (max: number) => text(max).trim().min(1, 'must not be blank')

/** The fields of a thing, of which a PATCH names those that it sets. */
export const changesOf = <S extends z.ZodRawShape>(settable: S) =>
  z
    .strictObject(settable)
    .partial()
    .refine((fields) => Object.keys(fields).length > 0, {
      message: 'has no field to change',
      when: ({ issues }) => issues.length === 0,
    })

const digitsToNumber = (value: unknown) =>
  typeof value === 'string' ? (/^\d{1,15}$/.test(value) ? Number(value) : Number.NaN) : value

// A preprocessed integer, and `prefault` where it may be missing: so the OpenAPI document shows a number, its bounds and default.
const whole = (max: number, min = 1) =>
  z.preprocess(
    digitsToNumber,
    z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`),
  )

/** Offsets grow with the page; beyond this a cursor is cheaper for both sides. */
const MAX_ROWS_BY_PAGE = 10_000

export const Size = whole(100)
/** A page for programs that take all there is. */
export const FeedSize = whole(1000)
/** A place in the feed. */
export const Seq = whole(999_999_999_999_999, 0)
export const Days = whole(90)
/** The number that a row was given. */
export const RowId = whole(999_999_999_999_999)
/** How far a skill's figures look back. */
export const DaysQuery = z.strictObject({
  days: Days.prefault(30).meta({ description: 'UTC days, today included.' }),
})
export const Page = whole(MAX_ROWS_BY_PAGE)
export const Cursor = z.string().min(1).max(1000)
export const CategoryKey = text(80).min(1)

type Paging = { page?: number | undefined; cursor?: string | undefined }

/** A cursor says where to go on, a page says so too: both at once would contradict each other. */
export const pageOrCursor = (p: Paging) => !(p.page !== undefined && p.cursor !== undefined)
export const PAGE_OR_CURSOR = { path: ['cursor'], message: 'cannot be combined with page' }

/** False for a page so far back that it would have to be counted there. */
export const withinReach = (page: number | undefined, size: number) => (page ?? 1) * size <= MAX_ROWS_BY_PAGE
export const WITHIN_REACH = {
  path: ['page'],
  message: `reaches back ${MAX_ROWS_BY_PAGE} rows at the most; go on by cursor`,
}

const Uuid = z.uuid()

/** An id in an address, as the database writes it. */
export const IdParam = z.object({ id: z.uuid('must be a UUID').toLowerCase() })

export const SkillRefParam = z.object({ ref: text(400).min(1).meta({ description: 'Id or slug of a skill.' }) })
export const skillRef = (ref: string): SkillRef =>
  Uuid.safeParse(ref).success ? { id: ref } : { slug: ref.toLowerCase() }
