import type { Db } from '../db/connect.ts'
import { countDuePurges, type DuePurge, finishAllPurges, finishPurges, listDuePurges } from '../db/feed/cache-purges.ts'
import { skillTag } from '../domain/feed/edge-cache.ts'
import type { EdgeCache, RunError } from './job.ts'
import { reasonOf } from './run-job.ts'

/** The platform takes 100 tags a call. A skill has two: its id and its slug; one that was renamed has some more. */
const TAGS_A_CALL = 100
const SKILLS_A_CALL = 50
/** The platform takes 25 calls at once and 5 a minute. If more skills have changed, one call purges everything. */
const CALLS = 10
const MAX_SKILLS = SKILLS_A_CALL * CALLS

/** `purged` counts skills. Without a cache, `purges_left` says how many wait, counted up to 501. Neither is there if no skill was due. */
type Purged = { counts: Record<string, number>; errors: RunError[] }

/**
 * Purges from the edge cache what it knows of skills that have changed. What cannot be purged now stays due for the next run. A
 * purge that is repeated does no harm.
 */
export async function purgeEdge({ db, edge }: { db: Db; edge?: EdgeCache | undefined }): Promise<Purged> {
  if (!edge) {
    const left = await countDuePurges(db, MAX_SKILLS + 1)
    return { counts: left === 0 ? {} : { purges_left: left }, errors: [] }
  }
  const { due, at } = await listDuePurges(db, MAX_SKILLS + 1)
  let purged = 0
  try {
    if (due.length > MAX_SKILLS) {
      await purge(edge, { purgeEverything: true })
      await finishAllPurges(db, at)
      purged = due.length
    } else
      for (let i = 0; i < due.length; i += SKILLS_A_CALL) {
        const page = due.slice(i, i + SKILLS_A_CALL)
        const tags = page.flatMap(tagsOf)
        for (let t = 0; t < tags.length; t += TAGS_A_CALL) await purge(edge, { tags: tags.slice(t, t + TAGS_A_CALL) })
        await finishPurges(db, page)
        purged += page.length
      }
    return { counts: purged === 0 ? {} : { purged }, errors: [] }
  } catch (error) {
    return { counts: { purged }, errors: [{ target: 'edge cache', reason: reasonOf(error) }] }
  }
}

const tagsOf = ({ skillId, slug, former }: DuePurge) =>
  [skillId, ...(slug === null ? [] : [slug]), ...former].map(skillTag)

class NotPurged extends Error {
  override name = 'NotPurged'
}

async function purge(edge: EdgeCache, what: CachePurgeOptions): Promise<void> {
  const { success, errors } = await edge.purge(what)
  if (!success) throw new NotPurged(errors.map(({ code, message }) => `${code} ${message}`).join('; ') || 'refused')
}
