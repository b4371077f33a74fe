import type { Db } from '../connect.ts'
import { type Indexed, indexChangedSkills } from './index-changed.ts'
import { isSpaceOutdated, placeOtherSkills, renewSpace } from './space.ts'

/**
 * Brings search up to date: first with the skills that changed, then, if the catalogue has outgrown it or a week has passed, with what its
 * words mean. What is left undone the next time does. Safe to run twice at once.
 */
export async function keepSearchCurrent(
  db: Db,
  mayGoOn: () => boolean | Promise<boolean>,
): Promise<Indexed & { placed: number }> {
  const indexed = await indexChangedSkills(db, mayGoOn)
  if ((await mayGoOn()) && (await isSpaceOutdated(db))) await renewSpace(db)
  return { ...indexed, placed: await placeOtherSkills(db, mayGoOn) }
}
