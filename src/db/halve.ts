import { isRowFault } from './errors.ts'

type Attempt<T, R> = (items: readonly T[]) => Promise<R>
type Halved<T, R> = { results: R[]; refused: { item: T; error: unknown }[] }

/** After this many refusals without a success, the last item is tried: if it is refused too, the items are not at fault. */
const SUSPICIOUS = 10

/**
 * Attempts `items` as one batch. If the database refuses a row, halves the batch until each refused item stands alone.
 * Returns the results of the accepted parts and the refused items. Throws any error that is not a row fault.
 */
export async function attemptAll<T, R>(items: readonly T[], attempt: Attempt<T, R>): Promise<Halved<T, R>> {
  const halved: Halved<T, R> = { results: [], refused: [] }
  await descend(items, attempt, halved)
  return halved
}

/**
 * Like `attemptAll`, for items that the database has just refused as one batch: begins with the two halves.
 * Also throws if the database seems to refuse every item, as a broken trigger would.
 */
export async function halve<T, R>(items: readonly T[], attempt: Attempt<T, R>): Promise<Halved<T, R>> {
  const halved: Halved<T, R> = { results: [], refused: [] }
  const { results, refused } = halved
  for (const half of halvesOf(items))
    await descend(half, attempt, halved, async () => {
      if (refused.length === SUSPICIOUS && results.length === 0) results.push(await attempt(items.slice(-1)))
    })
  return halved
}

async function descend<T, R>(
  part: readonly T[],
  attempt: Attempt<T, R>,
  halved: Halved<T, R>,
  onRefusal?: () => Promise<void>,
): Promise<void> {
  const [item] = part
  if (item === undefined) return
  try {
    halved.results.push(await attempt(part))
  } catch (error) {
    if (!isRowFault(error)) throw error
    if (part.length > 1) {
      for (const half of halvesOf(part)) await descend(half, attempt, halved, onRefusal)
      return
    }
    halved.refused.push({ item, error })
    await onRefusal?.()
  }
}

function halvesOf<T>(items: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2)
  return [items.slice(0, middle), items.slice(middle)]
}
