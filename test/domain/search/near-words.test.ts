import { describe, expect, it } from 'vitest'
import { nearWords } from '../../../src/domain/search/near-words.ts'

describe('nearWords', () => {
  it.each([
    ['pyhton', 'python', 'two letters exchanged'],
    ['calender', 'calendar', 'one letter replaced'],
    ['kuberntes', 'kubernetes', 'one letter left out'],
    ['invoicee', 'invoice', 'one letter too many'],
    ['ocker', 'docker', 'the first letter left out'],
    ['dockerr', 'docker', 'the last letter doubled'],
  ])('has what %s may mean: %s, with %s', (written, meant) => {
    expect(nearWords(written)).toContain(meant)
  })

  it('has each word once, and not the word itself', () => {
    const near = nearWords('aab')
    expect(near).not.toContain('aab')
    expect(near).toHaveLength(new Set(near).size)
  })

  it('has at most 55 words a letter', () => {
    expect(nearWords('authentication').length).toBeLessThanOrEqual(14 * 55)
  })
})
