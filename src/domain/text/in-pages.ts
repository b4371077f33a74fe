/** Things in pages of a bounded number and size (in bytes): what one statement or answer carries. One that is larger stands alone. */
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
