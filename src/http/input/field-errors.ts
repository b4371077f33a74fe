import type { ZodType, z } from 'zod'
import { Failure, type FieldError, type Place } from '../failure.ts'
import { issueWords } from './issue-words.ts'

type Checked<S extends ZodType> = { data: z.output<S>; errors: null } | { data: null; errors: FieldError[] }

/** Checks one part of a request, and returns either its data or what is wrong with it. */
export function check<S extends ZodType>(schema: S, value: unknown, place: Place): Checked<S> {
  const parsed = schema.safeParse(value, { error: issueWords(place) })
  if (parsed.success) return { data: parsed.data, errors: null }
  return { data: null, errors: fieldErrors(parsed.error.issues, place) }
}

/** Returns one part of a request as its schema reads it. Throws Failure `invalid`. */
export function parse<S extends ZodType>(schema: S, value: unknown, place: Place): z.output<S> {
  const checked = check(schema, value, place)
  if (checked.errors) throw invalid(checked.errors)
  return checked.data
}

/** Returns Zod's issues as field errors. An unknown key gets an error of its own, which points at the key. */
const fieldErrors = (issues: readonly z.core.$ZodIssue[], place: Place): FieldError[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return { in: place, pointer: pointerTo(issue.path), message: issue.message }
    const messages = issue.message.split('\n')
    return issue.keys.map((key, i) => ({
      in: place,
      pointer: pointerTo([...issue.path, key]),
      message: messages[i] ?? issue.message,
    }))
  })

/** Returns the refusal of a request with these errors. Its detail names each of them. */
export const invalid = (errors: FieldError[]) =>
  new Failure('invalid', errors.map((e) => `${e.in} ${e.pointer || '/'}: ${e.message}`).join('; '), { errors })

const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
