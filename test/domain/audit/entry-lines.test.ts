import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryLines } from '../../../src/domain/audit/entry-lines.ts'

const linesOf = (value: unknown, indent = 2) => Object.fromEntries(entryLines(JSON.stringify(value, null, indent)))

describe('the lines of the entries', () => {
  it('are those of their names', () => {
    expect(linesOf({ version: 1, skills: { a: { source: 'x' }, b: {} }, dismissed: { a: {} } })).toEqual({ a: 4, b: 7 })
  })

  it('are those of their places in a list', () => {
    expect(linesOf({ skills: [{ name: 'a', of: [{}] }, { name: 'b' }] })).toEqual({ 0: 3, 1: 9 })
  })

  it('are all 1 in a text of one line', () => {
    expect(linesOf({ skills: { a: {}, b: {} } }, 0)).toEqual({ a: 1, b: 1 })
  })

  it('are not misled by what stands in strings', () => {
    const text = '{"x": "\\"skills\\": {\\"b\\": {}",\n"skills": {\n"a\\"{": {"source": "}\\\\"},\n"c": {}}}'
    expect(Object.fromEntries(entryLines(text))).toEqual({ 'a"{': 3, c: 4 })
  })

  it('are found for each entry of any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (skills, more) => {
        const text = JSON.stringify({ more, skills }, null, 1)
        expect([...entryLines(text).keys()].toSorted()).toEqual(Object.keys(JSON.parse(text).skills).toSorted())
      }),
    )
  })
})
