import { describe, expect, it } from 'vitest'
import { createDatabase } from '../support/run/database.ts'
import { describeAsked } from './report.ts'
import { fuzz } from './run.ts'

// A fixed seed, so that the result depends only on the code: three requests per operation. `npm run fuzz` sends others, and more.
const SEED = 4

describe('any request to the API', () => {
  it('gets an answer as documented, and changes nothing if it is refused', { timeout: 120_000 }, async () => {
    const found: string[] = []
    const { operations } = await fuzz({
      at: await createDatabase(),
      seed: SEED,
      onAnswer: (asked) => asked.fault && found.push(describeAsked(asked, SEED)),
    })
    expect(found).toEqual([])
    expect([...operations].filter(([, { called }]) => called === 0)).toEqual([])
  })
})
