import { describe, expect, it } from 'vitest'
import { createDatabase } from '../support/run/database.ts'
import { describeAsked } from './report.ts'
import { fuzz } from './run.ts'

// The same requests in every run, each operation three times: it says the same of the same code. `npm run fuzz` is for others, and more.
const SEED = 3

describe('whatever is asked of the API', () => {
  it('is answered as the document says, and a refusal changes nothing', { timeout: 120_000 }, async () => {
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
