import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PART_LENGTH, partOf, partsOf } from '../../../src/domain/clients/text-parts.ts'

const allParts = (text: string) =>
  Array.from({ length: partsOf(text) }, (_, nth) => partOf(text, nth + 1)?.text ?? 'missing')

/** Texts longer than a part, of lines of many lengths. */
const longTexts = fc
  .array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 3000 })))
  .map((lines) => lines.map(([word, times]) => `${word.repeat(times)}\n`).join(''))

describe('the parts of a text', () => {
  it('make up the whole, none of them too long', () => {
    fc.assert(
      fc.property(longTexts, (text) => {
        const parts = allParts(text)
        expect(parts.join('')).toBe(text)
        expect(parts.every(({ length }) => length <= PART_LENGTH)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('do not cut a character in two', () => {
    const text = `x${'😀'.repeat(PART_LENGTH)}`
    expect(allParts(text).every((part) => part.isWellFormed())).toBe(true)
  })

  it('end with a line where there is one', () => {
    const text = 'A line of a text.\n'.repeat(3000)
    expect(allParts(text).every((part) => part.endsWith('\n'))).toBe(true)
  })

  it('are one for an empty text', () => {
    expect(partOf('', 1)).toEqual({ text: '', part: 1, parts: 1 })
    expect(partOf('', 2)).toBeNull()
  })
})
