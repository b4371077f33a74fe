import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactJson } from '../../../src/domain/text/compact-json.ts'

describe('compactJson', () => {
  it('takes the white space out between tokens, as PostgreSQL writes it', () => {
    expect(compactJson('{"items" : [{"id" : 1, "name" : null}, \n {"id" : 2}],\t"next" : ""}\r\n')).toBe(
      '{"items":[{"id":1,"name":null},{"id":2}],"next":""}',
    )
  })

  it.each([
    ['white space', '"a  b : c"'],
    ['an escaped quote', String.raw`"a \" : b"`],
    ['a backslash at its end', String.raw`["a\\" , "b\\\\" , "c\\\" , d"]`],
  ])('keeps a string with %s', (_, text) => {
    expect(JSON.parse(compactJson(text))).toEqual(JSON.parse(text))
  })

  it('keeps numbers and the order of keys as they are written', () => {
    expect(compactJson('{"b" : 1.5000, "10" : 1e3, "2" : 12345678901234567890}')).toBe(
      '{"b":1.5000,"10":1e3,"2":12345678901234567890}',
    )
  })

  it('makes of any indented JSON what JSON.stringify makes without indenting', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(1, 2, '\t', ' \n'), (value, indent) => {
        const spaced = JSON.stringify(value, null, indent)
        expect(compactJson(spaced)).toBe(JSON.stringify(value))
      }),
    )
  })

  it('takes time in proportion to a string that is full of backslashes', () => {
    const text = JSON.stringify('\\'.repeat(500_000))
    expect(compactJson(` ${text} `)).toBe(text)
  })
})
