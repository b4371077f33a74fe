import { findOutdated, storeDescriptions } from '../db/files/descriptions.ts'
import { describeFolder } from './describe-folder.ts'
import type { FilePlace } from './file-place.ts'
import { type WorkDone, workOnFolders } from './read-folders.ts'
import { loadTokenizer } from './tokens/load-tokenizer.ts'

type Described = Omit<WorkDone, 'done'> & { described: number }

/**
 * Works out and stores what follows from the bytes of stored folders, unless today's rules have done so before. Asks `mayGoOn`
 * before each few megabytes. Safe to repeat.
 */
export async function describeStored(
  at: FilePlace,
  digests: readonly string[],
  mayGoOn: () => boolean | Promise<boolean> = () => true,
): Promise<Described> {
  const outdated = await findOutdated(at.db, digests)
  const { done, ...rest } = await workOnFolders(at, outdated, mayGoOn, async (page) => {
    const count = await loadTokenizer()
    const descriptions = []
    for (const { digest, files } of page) descriptions.push(await describeFolder(digest, files, count))
    await storeDescriptions(at.db, descriptions)
  })
  return { described: done, ...rest }
}
