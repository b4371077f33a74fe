/** The sides take turns, so that a noisy machine is noisy for all. */
const ROUNDS = 3

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What was measured of each side in each round. */
export async function takeTurns<T, Side extends string = 'limit' | 'ours'>(
  sides: Record<Side, () => Promise<T>>,
  times = ROUNDS,
): Promise<Record<Side, T>[]> {
  const rounds: Record<Side, T>[] = []
  for (let round = 0; round < times; round++) {
    const measured: [string, T][] = []
    for (const [side, measure] of Object.entries<() => Promise<T>>(sides)) measured.push([side, await measure()])
    rounds.push(Object.fromEntries(measured) as Record<Side, T>)
  }
  return rounds
}
