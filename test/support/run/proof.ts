import { inject } from 'vitest'

/** How big a proof is: `long` under `npm run test:long`, `short` otherwise, which has to prove the same property. */
export const sizeOf = (p: { short: number; long: number }): number => (inject('long') ? p.long : p.short)

/** A new seed for what a test draws itself. It is logged, and Vitest prints the log of a test that fails: put it here to repeat one. */
export function newSeed(): number {
  const seed = Math.floor(Math.random() * 2 ** 31)
  // biome-ignore lint/suspicious/noConsole: the log of the test
  console.log(`seed: ${seed}`)
  return seed
}
