/** The results of the items that were started, in their order, and the first failure. */
export type Completed<R> = { results: R[]; failure: unknown }

/**
 * Calls `act` for every item, `width` at a time. After a failure it starts no more, but finishes those that are
 * running.
 */
export async function runConcurrently<T, R>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<R>,
): Promise<Completed<R>> {
  const results = new Map<number, R>()
  const waiting = [...items.entries()]
  let failure: unknown
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, item] = next
      try {
        results.set(i, await act(item))
      } catch (error) {
        failure ??= error
        waiting.splice(0)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  const inOrder = [...results].sort(([a], [b]) => a - b)
  return { results: inOrder.map(([, result]) => result), failure }
}

/** The same for items that are needed together: returns the results in their order, and throws the first failure. */
export async function runAllConcurrently<T, R>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const { results, failure } = await runConcurrently(items, width, act)
  if (failure !== undefined) throw failure
  return results
}
