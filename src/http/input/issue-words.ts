import * as z from 'zod'
import { nearest } from '../../domain/text/nearest.ts'
import type { Place } from '../failure.ts'

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

const FORMATS: Record<string, string> = {
  uuid: 'must be a UUID',
  guid: 'must be a UUID',
  date: 'must be a date such as 2026-02-10',
  datetime: 'must be a time such as 2026-02-10T14:30:00Z',
}

/**
 * Returns the error map for one part of a request. It words a Zod issue so that it reads well after its pointer:
 * `query /size: must be at most 100`. An issue about unknown keys gets one line per key. A schema's own message wins.
 */
export const issueWords =
  (place: Place): z.core.$ZodErrorMap =>
  (issue) => {
    if (issue.input === undefined) return 'is required'
    const isTooMany = issue.code === 'too_big' && issue.origin === 'array'
    if (place === 'query' && Array.isArray(issue.input) && !isTooMany) return 'must be given only once'
    switch (issue.code) {
      case 'invalid_type':
        return `must be ${issue.inst instanceof z.ZodNumberFormat ? TYPES.int : (TYPES[issue.expected] ?? issue.expected)}`
      case 'invalid_value':
        return `must be ${issue.values.length > 1 ? 'one of: ' : ''}${issue.values.join(', ')}`
      case 'invalid_format':
        return FORMATS[issue.format] ?? 'has the wrong format'
      case 'too_small':
        return tooSmall(issue.origin, Number(issue.minimum))
      case 'too_big':
        return `must ${sizeOf(issue.origin, 'at most', Number(issue.maximum))}`
      case 'unrecognized_keys':
        return issue.keys.map((key) => unknownKey(key, place, fieldsOf(issue.inst))).join('\n')
    }
  }

const tooSmall = (origin: string, minimum: number) =>
  minimum === 1 && UNITS[origin] ? 'must not be empty' : `must ${sizeOf(origin, 'at least', minimum)}`

const UNITS: Record<string, string> = { string: 'character', array: 'item' }

function sizeOf(origin: string, bound: 'at least' | 'at most', size: number): string {
  const unit = UNITS[origin]
  return unit ? `have ${bound} ${size} ${unit}${size === 1 ? '' : 's'}` : `be ${bound} ${size}`
}

const fieldsOf = (schema: unknown) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

function unknownKey(key: string, place: Place, known: readonly string[]): string {
  const near = nearest(key, known)
  const what = `is not a known ${place === 'query' ? 'parameter' : 'field'}`
  return near === null ? what : `${what}; did you mean \`${near}\`?`
}
