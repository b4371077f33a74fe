import fc from 'fast-check'
import type { OpenApi, Operation } from './document.ts'
import { draftsOf, type FuzzRequest, requestOf, type Tokens } from './draft.ts'
import type { Known } from './schema-values.ts'
import { twistsOf } from './twists.ts'

/** What requests are made from. */
export type Material = { document: OpenApi; operations: readonly Operation[]; known: Known; tokens: Tokens }

/** How often a round calls each operation. */
const TURNS = 3

/**
 * Draws the requests of a seed. Each depends only on the seed and its index. Each round of `length` requests means every
 * operation equally often, in random order, and reaches it at least once.
 */
export function drawRequests({ operations, ...material }: Material, seed: number) {
  const turns = Array.from({ length: TURNS }, (_, nth) =>
    operations.map((op) => requestsFor(op, material, nth > 0)),
  ).flat()
  const orders = fc.shuffledSubarray([...turns.keys()], { minLength: turns.length })
  return {
    length: turns.length,
    /** The round that starts at index `begin`. Each request is drawn when it is needed. */
    round: (begin: number) => {
      const [order = []] = fc.sample(orders, { seed: mix(seed, begin), numRuns: 1 })
      return order.map((turn, i) => () => sampleOf(turns[turn], mix(~seed, begin + i)))
    },
  }
}

/** Four of ten requests are valid: the first of each operation, so that no draw of twists can miss it, and one of ten others. */
function requestsFor(
  op: Operation,
  { document, known, tokens }: Omit<Material, 'operations'>,
  mayBend: boolean,
): fc.Arbitrary<FuzzRequest> {
  const twists = fc.array(twistsOf(op, known, tokens), { minLength: 1, maxLength: 2 })
  const bends = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: mayBend ? 9 : 0, arbitrary: twists })
  return fc
    .tuple(draftsOf(document, op, known, tokens), bends)
    .map(([draft, bends]) => bends.reduce((bent, bend) => bend(bent), draft))
    .chain((draft) => requestOf(op, draft))
}

function sampleOf<T>(arbitrary: fc.Arbitrary<T> | undefined, seed: number): T {
  const [value] = arbitrary ? fc.sample(arbitrary, { seed, numRuns: 1 }) : []
  if (value === undefined) throw new Error('There is nothing to draw from.')
  return value
}

/** Makes one seed from two numbers. */
const mix = (seed: number, index: number) => Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) | 0
