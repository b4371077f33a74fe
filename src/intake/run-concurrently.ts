/** What became of the items that were begun before something failed, in their order, and what failed. */
export type Turns<R> = { results: R[]; failure: unknown }

/** Does something with every item, `width` of them at a time. After a failure no other is begun; what was under way comes to its end. */
export async function runConcurrently<T, R>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<R>,
): Promise<Turns<R>> {
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
