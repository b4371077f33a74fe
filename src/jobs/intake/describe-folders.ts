import { countOutdatedFolders, listOutdatedFolders, type OutdatedFolder } from '../../db/files/descriptions.ts'
import { describeStored } from '../../files/describe-stored.ts'
import type { PlannedJob, RunError } from '../../runs/job.ts'

const FOLDERS_PER_QUERY = 1000

/**
 * Describes the stored folders that older rules have described, or that a writer has left undescribed. A run that is cut off goes
 * on where it ended; a folder that cannot be read is reported each time.
 */
export const describeStoredFolders: PlannedJob = {
  name: 'describe-folders',
  leaseSeconds: 600,
  async run({ db, settings, mayGoOn }) {
    const counts = { described: 0 }
    const errors: RunError[] = []
    for (let after: OutdatedFolder | null = null, full = true; full; ) {
      const listed = await listOutdatedFolders(db, { after, limit: FOLDERS_PER_QUERY })
      const digests = listed.map(({ digest }) => digest)
      const { described, damaged, unfinished } = await describeStored({ db, bucket: settings.FILES }, digests, mayGoOn)
      counts.described += described
      errors.push(...damaged.map(({ digest, reason }) => ({ target: digest, reason })))
      after = listed.at(-1) ?? null
      full = listed.length === FOLDERS_PER_QUERY && !unfinished
    }
    return { counts, errors }
  },
  plan: async ({ db }) => ({ described: await countOutdatedFolders(db) }),
}
