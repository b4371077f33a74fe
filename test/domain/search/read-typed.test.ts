import { describe, expect, it } from 'vitest'
import { readTyped } from '../../../src/domain/search/read-typed.ts'

describe('what is typed', () => {
  it('is words, of which the last may go on', () => {
    expect(readTyped(' Data pipe')).toEqual({
      handle: 'data pipe',
      slug: 'data-pipe',
      whole: ['%-data-%'],
      begun: '%-pipe%',
      terms: ['data'],
      prefix: 'pipe',
      isDoubtful: true,
    })
  })

  it('is pairs of characters in Korean, of which the last may go on', () => {
    expect(readTyped('회의록')).toMatchObject({ begun: '%회의록%', terms: ['회의'], prefix: '의록', isDoubtful: false })
  })

  it.each(['', ' ', '!', '--', '🎉'])('is nothing in %j', (q) => expect(readTyped(q)).toBeNull())

  it.each(['abc', 'x'.repeat(25), 'c3po'])('is no typing error in %s', (q) => {
    expect(readTyped(q)?.isDoubtful).toBe(false)
  })

  it('has few terms, however long it is', () => {
    expect(readTyped('정'.repeat(200))?.terms.length).toBeLessThanOrEqual(6)
    expect(readTyped(Array.from({ length: 60 }, (_, i) => `w${i}`).join(' '))?.terms).toHaveLength(6)
  })
})
