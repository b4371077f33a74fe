import * as z from 'zod'
import { pathFault } from '../../domain/files/paths.ts'

/** Text that PostgreSQL can store. `max` counts UTF-16 units. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u, 'must not contain NUL characters or lone surrogates')

/** Text that is not blank. White space at its ends is cut off. */
export const filled = (max: number) => text(max).trim().min(1, 'must not be blank')

const digitsToNumber = (value: unknown) =>
  typeof value === 'string' ? (/^\d{1,15}$/.test(value) ? Number(value) : Number.NaN) : value

/** The key of a category or site. */
export const Key = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters and digits with single hyphens between them')

/** The largest number of 15 digits. JavaScript holds all of these exactly. */
export const MAX_WHOLE = 999_999_999_999_999

/** A whole number in a query or path. In the OpenAPI document it is a number with its bounds. */
export const whole = (max: number, min = 1) => z.preprocess(digitsToNumber, z.int().min(min).max(max))

/** A boolean in a query. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** How many UTC days a report covers, 1 to `most`. Default: `preset`. */
export const days = (preset: number, most = 90) =>
  whole(most).prefault(preset).meta({ description: 'How many UTC days to cover, including today.' })

/** The id of a row in a path. PostgreSQL writes UUIDs in lower case. */
export const IdParam = z.object({ id: z.uuid().toLowerCase() })

/** The body of a PATCH: at least one of the fields that can be set. */
export const changesOf = <S extends z.ZodRawShape>(settable: S) =>
  z
    .strictObject(settable)
    .partial()
    .refine((fields) => Object.keys(fields).length > 0, {
      message: `must set at least one of: ${Object.keys(settable).join(', ')}`,
      when: ({ issues }) => issues.length === 0,
    })

/** A path in somebody's repository, as reports for code scanning name files. */
export const pathInRepository = () =>
  text(1000)
    .min(1)
    .superRefine((path, ctx) => {
      const fault = pathFault(path)
      if (fault) ctx.addIssue({ code: 'custom', message: `must be a path inside the repository. ${fault.message}` })
    })
