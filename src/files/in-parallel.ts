/** Calls `act` for every item, `width` at a time, and returns the results in order. Throws the first failure, after which it starts no more. */
export async function inParallel<T, R>(items: readonly T[], width: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  let failed = false
  const work = async () => {
    for (const [i, item] of waiting) {
      if (failed) return
      try {
        results[i] = await act(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work))
  return results
}
