import { countUnexplained, type Unexplained } from '../../db/files/explain-versions.ts'
import { explainVersions } from '../../files/explain-versions.ts'
import type { PlannedJob } from '../../runs/job.ts'

/** Each reads at most a megabyte. */
const VERSIONS_A_PAGE = 10

/**
 * Works out what versions change against the ones before, once the folders of both are described by today's rules. What older rules
 * have found stays until then.
 */
export const explainNewVersions: PlannedJob = {
  name: 'explain-versions',
  leaseSeconds: 600,
  async run({ db, settings, mayGoOn }) {
    let count = 0
    for (let after: Unexplained | null = null; await mayGoOn(); ) {
      const page = { after, limit: VERSIONS_A_PAGE }
      const { explained, last } = await explainVersions({ db, bucket: settings.FILES }, page)
      count += explained
      if (explained < VERSIONS_A_PAGE) break
      after = last
    }
    return { counts: { explained: count } }
  },
  plan: async ({ db }) => ({ explained: await countUnexplained(db) }),
}
