import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Place } from '../../../src/http/failure.ts'
import { check } from '../../../src/http/input/field-errors.ts'
import { changesOf, Flag, filled, text, whole } from '../../../src/http/input/fields.ts'

const errorsOf = (schema: z.ZodType, value: unknown, place: Place) => check(schema, value, place).errors

/** Everything that can be wrong with one field, and what the answer says about it. */
const FAULTS: [schema: z.ZodType, value: unknown, message: string][] = [
  [z.string(), undefined, 'is required'],
  [z.int(), undefined, 'is required'],
  [z.enum(['a', 'b']), undefined, 'is required'],
  [z.uuid(), undefined, 'is required'],
  [filled(5), undefined, 'is required'],
  [z.array(z.string()), undefined, 'is required'],
  [z.string(), 1, 'must be a string'],
  [z.string(), null, 'must be a string'],
  [z.string().nullable(), false, 'must be a string'],
  [z.boolean(), 'yes', 'must be true or false'],
  [z.number(), 'x', 'must be a number'],
  [z.int(), '1', 'must be a whole number'],
  [z.int().min(2), 1.5, 'must be a whole number'],
  [z.array(z.string()), {}, 'must be an array'],
  [z.strictObject({}), [], 'must be an object'],
  [z.record(z.string(), z.int()), 1, 'must be an object'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(12), 'short', 'must have at least 12 characters'],
  [z.string().max(1), 'ab', 'must have at most 1 character'],
  [z.string().max(3), 'abcd', 'must have at most 3 characters'],
  [z.array(z.string()).min(1), [], 'must not be empty'],
  [z.array(z.string()).min(2), ['a'], 'must have at least 2 items'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
  [z.int().min(1), 0, 'must be at least 1'],
  [z.int().max(100), 101, 'must be at most 100'],
  [z.number().min(0.5), 0.1, 'must be at least 0.5'],
  [z.enum(['view', 'use']), 'look', 'must be one of: view, use'],
  [z.literal('view'), 'look', 'must be view'],
  [z.uuid(), '1234', 'must be a UUID'],
  [z.iso.datetime(), 'today', 'must be a time such as 2026-02-10T14:30:00Z'],
  [z.iso.date(), '10/02/2026', 'must be a date such as 2026-02-10'],
  [z.email(), 'x', 'has the wrong format'],
  [z.string().regex(/^a+$/, 'must be the letter a'), 'b', 'must be the letter a'],
  [text(10), 'a\0b', 'must not contain NUL characters or lone surrogates'],
  [filled(10), ' ', 'must not be blank'],
]

describe('a message about a field of a body', () => {
  it.each(FAULTS.map(([schema, value, message]) => ({ schema, value, message })))(
    'about $value is "$message"',
    ({ schema, value, message }) => {
      const body = value === undefined ? {} : { field: value }
      expect(errorsOf(z.strictObject({ field: schema }), body, 'body')).toEqual([
        { in: 'body', pointer: '/field', message },
      ])
    },
  )

  it('is there for each fault, each at its place', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ 'a/b~c': z.string().min(3).regex(/x/) })) })
    expect(errorsOf(schema, { list: [{ 'a/b~c': 'y' }, {}] }, 'body')).toEqual([
      { in: 'body', pointer: '/list/0/a~1b~0c', message: 'must have at least 3 characters' },
      { in: 'body', pointer: '/list/0/a~1b~0c', message: 'has the wrong format' },
      { in: 'body', pointer: '/list/1/a~1b~0c', message: 'is required' },
    ])
  })

  it('names the fields that a PATCH can set if it sets none', () => {
    expect(errorsOf(changesOf({ name: z.string(), status: z.string() }), {}, 'body')).toEqual([
      { in: 'body', pointer: '', message: 'must set at least one of: name, status' },
    ])
  })
})

describe('a message about an unknown key', () => {
  const schema = z.strictObject({ category: z.string().optional(), page_size: z.int().optional() })

  it.each([
    ['catgory', 'is not a known field; did you mean `category`?'],
    ['pageSize', 'is not a known field; did you mean `page_size`?'],
    ['colour', 'is not a known field'],
    ['__proto__', 'is not a known field'],
    ['with\nline', 'is not a known field'],
  ])('%j', (key, message) => {
    const body = JSON.parse(`{${JSON.stringify(key)}: 1}`)
    expect(errorsOf(schema, body, 'body')).toEqual([{ in: 'body', pointer: `/${key}`, message }])
  })

  it('calls it a parameter in a query', () => {
    expect(errorsOf(schema, { catgory: 'x', colour: 'y' }, 'query')).toEqual([
      { in: 'query', pointer: '/catgory', message: 'is not a known parameter; did you mean `category`?' },
      { in: 'query', pointer: '/colour', message: 'is not a known parameter' },
    ])
  })

  it('points into the object that has it', () => {
    expect(errorsOf(z.strictObject({ overrides: schema }), { overrides: { categori: 'x' } }, 'body')).toEqual([
      { in: 'body', pointer: '/overrides/categori', message: 'is not a known field; did you mean `category`?' },
    ])
  })
})

describe('a message about a query parameter', () => {
  it.each([
    [whole(100), 'ten', 'must be a whole number'],
    [whole(100), '1.5', 'must be a whole number'],
    [whole(100), '-1', 'must be a whole number'],
    [whole(100), '', 'must be a whole number'],
    [whole(100), '0', 'must be at least 1'],
    [whole(100), '101', 'must be at most 100'],
    [whole(100), ['1', '2'], 'must be given only once'],
    [z.string(), ['a', 'b'], 'must be given only once'],
    [z.enum(['a', 'b']), ['a', 'b'], 'must be given only once'],
    [Flag, 'yes', 'must be one of: true, false'],
  ])('is right for %#', (schema, value, message) => {
    expect(errorsOf(z.strictObject({ name: schema }), { name: value }, 'query')).toEqual([
      { in: 'query', pointer: '/name', message },
    ])
  })
})
