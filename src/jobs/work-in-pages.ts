import type { JobContext } from '../runs/job.ts'

/**
 * Works page by page, each committed separately, until a page is not full. Returns how much was done. The next run does
 * what there is no time for.
 */
export async function workInPages(
  { mayGoOn }: Pick<JobContext, 'mayGoOn'>,
  size: number,
  workPage: (size: number) => Promise<number>,
): Promise<number> {
  let total = 0
  while (await mayGoOn()) {
    const done = await workPage(size)
    total += done
    if (done < size) break
  }
  return total
}
