import { median, takeTurns } from './compare.ts'
import type { Figure } from './figures.ts'
import { load, type Target } from './load.ts'

export const MANY = { connections: 32, seconds: 3 }

/** What is measured: its requests through the Worker, and `direct`, the statements behind them, straight to the endpoint. */
export type Shared = { name: string; through: Target; direct: Target; hello: string; atLeast: number; ofHello?: number }

/** Measures requests as a share of the same SQL alone, and of a bare "hello" on the same `workerd`. */
export async function measureShare({ name, through, direct, hello, atLeast, ofHello }: Shared): Promise<Figure[]> {
  const rounds = await takeTurns({
    limit: () => load(direct, MANY),
    ours: () => load(through, MANY),
    hello: () => load({ url: hello }, MANY),
  })
  const shareOf = (side: 'limit' | 'hello') =>
    median(rounds.map((round) => round.ours.perSecond / round[side].perSecond))
  const alone = await load(through, { ...MANY, connections: 1 })
  return [
    { name: `${name}, of the same SQL alone`, value: shareOf('limit'), unit: 'ratio', atLeast },
    { name: `${name}, of a bare hello`, value: shareOf('hello'), unit: 'ratio', ...(ofHello && { atLeast: ofHello }) },
    {
      name: `${name}, ${MANY.connections} connections`,
      value: Math.max(...rounds.map(({ ours }) => ours.perSecond)),
      unit: 'req/s',
    },
    { name: `${name}, one connection, p50`, value: alone.p50, unit: 'ms' },
  ]
}
