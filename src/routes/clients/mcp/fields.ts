import * as z from 'zod'
import { estimatedTokens, partOf, partsOf } from '../../../domain/clients/text-parts.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { ContextTokens } from '../../catalogue/versions/version-schema.ts'

const NOT_STORABLE = /[\0\p{Cs}]/u

/** Text that PostgreSQL can store. Its JSON Schema has no pattern, because the validators of some clients do not know `\p`. */
export const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !NOT_STORABLE.test(value), 'must not contain NUL characters or lone surrogates')

export const Slug = plain(400).meta({ description: 'The slug of the skill, OWNER--NAME, as search_skills gives it.' })

/** Without the name that it has in the OpenAPI document. */
export const Tokens = ContextTokens.meta({ ref: undefined })

export const limit = (preset: number) =>
  z.int().min(1).max(50).default(preset).meta({ description: 'The most items of this page.' })

export const CursorField = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .meta({ description: 'The next_cursor of the page before, unchanged, with the other arguments as they were.' })

export const NextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Pass it as cursor for the next page. Null at the end.' })

export const PartField = z
  .int()
  .min(1)
  .max(10_000)
  .default(1)
  .meta({ description: 'Which part of a long text, from 1. next_part of an answer names the part that follows.' })

/** The fields of an answer that is a part of a text. */
export const partFields = {
  text: z.string(),
  part: z.int(),
  parts: z.int().meta({ description: 'How many parts the text has.' }),
  next_part: z.int().nullable().meta({ description: 'Pass it as part to read on. Null at the end.' }),
  estimated_tokens: z.int().meta({ description: 'About how many tokens `text` has, at four bytes a token.' }),
}

/** A part of a text with what an answer says of it. Throws Failure `invalid` if there is no such part. */
export function partFieldsOf(text: string, nth: number) {
  const found = partOf(text, nth)
  if (!found) throw invalid([{ in: 'body', pointer: '/part', message: `must be at most ${partsOf(text)}` }])
  const { part, parts } = found
  return { ...found, next_part: part < parts ? part + 1 : null, estimated_tokens: estimatedTokens(found.text) }
}

export const ABOUT_VERDICT =
  'What the scan and reviewers say: pass, review, warn or malicious. Null until it has been scanned. Tell the user before you install what is not pass.'
