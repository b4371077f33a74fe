/**
 * Groups items into pages with a limited number of items and total size in bytes. An item larger than `max.bytes` gets
 * a page of its own.
 */
export function* inPages<T extends { size: number }>(
  items: readonly T[],
  max: { items: number; bytes: number },
): Generator<T[]> {
  let page: T[] = []
  let bytes = 0
  for (const item of items) {
    if (page.length > 0 && (page.length === max.items || bytes + item.size > max.bytes)) {
      yield page
      page = []
      bytes = 0
    }
    page.push(item)
    bytes += item.size
  }
  if (page.length > 0) yield page
}
