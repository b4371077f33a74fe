import { describe, expect, it } from 'vitest'
import { judged } from '../bench/relevance/judged.ts'
import { isSuccess, meanOf, ndcgOf, reciprocalRankOf, withNames, worstOf } from '../bench/relevance/scoring.ts'
import { skills } from '../bench/relevance/skill-text.ts'

const [query] = judged('keyword', 'merge pdf | 3 tools | 2 merger | 1 reader forms')
if (!query) throw new Error('There is no query.')
const answer = (...found: string[]) => withNames(query, found)

describe('nDCG@10', () => {
  it('is 1 for the best order, whatever follows, and 0 for nothing', () => {
    expect(ndcgOf(answer('tools', 'merger', 'reader', 'forms', 'other'))).toBe(1)
    expect(ndcgOf(answer('tools', 'merger', 'forms', 'reader'))).toBe(1)
    expect(ndcgOf(answer())).toBe(0)
    expect(ndcgOf(answer('other'))).toBe(0)
  })

  it('gains 2^grade - 1 and discounts by the logarithm of the place', () => {
    // ideal: 7 + 3 / log2(3) + 1 / log2(4) + 1 / log2(5) = 7 + 1.89279 + 0.5 + 0.43068
    expect(ndcgOf(answer('merger', 'other', 'tools'))).toBeCloseTo((3 + 7 / 2) / 9.82347, 5)
    expect(ndcgOf(answer('forms'))).toBeCloseTo(1 / 9.82347, 5)
  })

  it('counts skills of one name once, at the place of the first', () => {
    expect(ndcgOf(answer('other', 'tools', 'tools', 'merger'))).toBeCloseTo((7 / Math.log2(3) + 3 / 2) / 9.82347, 5)
  })

  it('does not see beyond ten, in the answer or the judgements', () => {
    const others = Array.from({ length: 10 }, (_, i) => `other-${i}`)
    expect(ndcgOf(answer(...others, 'tools'))).toBe(0)
    const [many] = judged('keyword', `all | 3 ${others.join(' ')} tools`)
    expect(many && ndcgOf(withNames(many, others))).toBe(1)
  })
})

it('success is a clearly helpful skill among the first three', () => {
  expect(isSuccess(answer('other', 'reader', 'merger'))).toBe(true)
  expect(isSuccess(answer('other', 'reader', 'forms', 'tools'))).toBe(false)
  expect(isSuccess(answer())).toBe(false)
})

it('the reciprocal rank is that of the first graded skill', () => {
  expect(reciprocalRankOf(answer('tools'))).toBe(1)
  expect(reciprocalRankOf(answer('other', 'another', 'another', 'tools'))).toBeCloseTo(1 / 3, 9)
  expect(reciprocalRankOf(answer('other'))).toBe(0)
  expect(meanOf([answer('tools'), answer('other', 'tools'), answer()], reciprocalRankOf)).toBe(0.5)
})

it('the worst answers are printed with what came and what was missed', () => {
  expect(worstOf([answer('tools', 'merger', 'reader', 'forms'), answer('other', 'forms'), answer()], 2)).toBe(
    `0.000 [keyword] merge pdf
      came:   (nothing)
      missed: tools 3, merger 2
0.064 [keyword] merge pdf
      came:   other 0, forms 1
      missed: tools 3, merger 2
`,
  )
})

it('a query may go on in the next line, and a grade needs names', () => {
  expect(judged('keyword', '\n  a b | 3 x\n    | 1 y z\n  c++ | 2 x\n')).toEqual([
    { q: 'a b', kind: 'keyword', grades: new Map(Object.entries({ x: 3, y: 1, z: 1 })) },
    { q: 'c++', kind: 'keyword', grades: new Map([['x', 2]]) },
  ])
  expect(() => judged('keyword', 'a | 4 x')).toThrow('4 x')
  expect(() => judged('keyword', 'a | 3')).toThrow('This is no grade with names: 3')
})

it('a skill of the catalogue is a first line, its description and its indented text', () => {
  expect(
    skills('acme/c++-kit: cpp, build tools\nDoes\nthis.\n  And how.\n  And why.\n\nzoo/kit = acme/c++-kit'),
  ).toEqual([
    {
      publisher: 'acme',
      name: 'c++-kit',
      tags: ['cpp', 'build tools'],
      description: 'Does this.',
      body: 'And how. And why.',
    },
    { publisher: 'zoo', name: 'kit', tags: [], description: '', body: '', copyOf: 'acme/c++-kit' },
  ])
  expect(() => skills('No header')).toThrow('This is not the first line of a skill: No header')
})
