/** The two sides take turns, so that a noisy machine is noisy for both. */
const ROUNDS = 3

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** What was measured of both sides in each round. */
export async function takeTurns<T>(p: { limit: () => Promise<T>; ours: () => Promise<T> }) {
  const rounds: { limit: T; ours: T }[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push({ limit: await p.limit(), ours: await p.ours() })
  return rounds
}
