import type { SourceSettings } from '../../config.ts'
import type { Db } from '../../db/connect.ts'
import { type Lookable, listLookable, recordChanged, recordUnchanged } from '../../db/intake/crawling/looks.ts'
import { intervalFor, minutesAfter, observeChange } from '../../domain/intake/crawl-schedule.ts'
import type { Outgoing } from '../outgoing.ts'
import { CutOff, SourceFault } from '../source-fault.ts'
import { lookAt } from './look-at.ts'

/** As many as one request asks about. */
const PAGE = 100

/**
 * Asks GitHub about the last push of due repositories, a hundred with one request, and puts off those in which nobody has pushed.
 * The others stay due. Needs a token. A look that fails leaves all to the crawls.
 */
export async function lookAtDue(p: {
  db: Db
  settings: SourceSettings
  now: Date
  out: Outgoing
  /** The most requests. */
  most: number
}): Promise<Record<string, number>> {
  const { db, settings, now, out, most } = p
  if (!settings.GITHUB_TOKEN) return {}
  const left: string[] = []
  let unchanged = 0
  while (out.used() < most && !out.isSpent() && !out.github.isUsedUp()) {
    const page = await listLookable(db, { now, limit: PAGE, except: left })
    if (page.length === 0) break
    try {
      const found = await lookAt(
        out.github,
        page.map(({ repo }) => repo),
      )
      const same = page.filter((source, i) => isSame(source, found[i]))
      await recordUnchanged(
        db,
        same.map((source) => putOff(source, now)),
      )
      unchanged += same.length
      const others = page.filter((source) => !same.includes(source)).map(({ id }) => id)
      await recordChanged(db, others)
      // A repository that somebody asked for meanwhile may still be listed.
      left.push(...page.map(({ id }) => id))
    } catch (error) {
      if (error instanceof CutOff || error instanceof SourceFault) break
      throw error
    }
  }
  return unchanged > 0 ? { unchanged } : {}
}

type Found = Awaited<ReturnType<typeof lookAt>>[number] | undefined

const isSame = ({ repo, githubId, pushedAt }: Lookable, found: Found) =>
  found?.databaseId === githubId &&
  found.nameWithOwner === repo &&
  found.pushedAt !== null &&
  Date.parse(found.pushedAt) === Date.parse(pushedAt)

function putOff({ id, intervalMinutes, gapMinutes, changedAt }: Lookable, now: Date) {
  if (gapMinutes === null)
    return { id, intervalMinutes, gapMinutes, nextAt: minutesAfter(now, intervalMinutes).toISOString() }
  const known = { gapMinutes, changedAt: changedAt === null ? null : new Date(changedAt) }
  const changes = observeChange(known, now, false)
  const minutes = intervalFor(changes)
  return {
    id,
    intervalMinutes: minutes,
    gapMinutes: changes.gapMinutes,
    nextAt: minutesAfter(now, minutes).toISOString(),
  }
}
