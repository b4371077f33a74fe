import { describe, expect, it } from 'vitest'
import { learnSpace } from '../../../src/domain/search/learn-space.ts'

const TOPICS = 4
const TERMS = 60
const termOf = (topic: number, n: number) => topic * 1000 + (n % TERMS)

/** Skills of four topics, each with a term of its topic that half of them have, and ten that few have. */
const SKILLS = Array.from({ length: 400 }, (_, n) => {
  const topic = n % TOPICS
  const rare = Array.from({ length: 10 }, (_, i) => [termOf(topic, 1 + n * 7 + i * i * 11), 8] as const)
  return new Map([...rare, ...(n % 8 < TOPICS ? [[termOf(topic, 0), 12] as const] : [])])
})

const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b))
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length

describe('learnSpace', () => {
  const terms = learnSpace(SKILLS)
  const vectorsOf = (topic: number) =>
    terms.filter(({ id }) => Math.floor(id / 1000) === topic).map(({ vector }) => vector)
  const closeness = (a: number, b: number) =>
    mean(
      vectorsOf(a).flatMap((x, i) =>
        vectorsOf(b).flatMap((y, j) => (a === b && i === j ? [] : [Math.abs(cosine(x, y))])),
      ),
    )

  it('puts terms that come together nearer to each other than to those of another topic', () => {
    expect(closeness(1, 1)).toBeGreaterThan(5 * closeness(1, 2))
  })

  it('learns the same from the same', () => {
    expect(learnSpace(SKILLS)).toEqual(terms)
  })

  it('leaves out terms of fewer than three skills', () => {
    expect(learnSpace([new Map([[1, 8]]), new Map([[1, 8]])])).toEqual([])
  })
})
