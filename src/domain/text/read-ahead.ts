/** Each item with what `read` makes of it. The next item is read while the caller works on this one. */
export async function* readAhead<T, R>(
  items: Iterable<T>,
  read: (item: T) => Promise<R>,
): AsyncGenerator<{ item: T; result: R }> {
  let ahead: { item: T; result: Promise<R> } | undefined
  for (const item of items) {
    const ready = ahead
    ahead = { item, result: read(item) }
    // Whoever waits for it learns of a failure; until then nobody does.
    ahead.result.catch(() => {})
    if (ready) yield { item: ready.item, result: await ready.result }
  }
  if (ahead) yield { item: ahead.item, result: await ahead.result }
}
