import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/connect.ts'
import { storeEvents } from '../../db/queries/events.ts'
import { listActiveSkills, setStars } from '../../db/queries/stars.ts'
import { hmacSha256Hex } from '../../domain/hash.ts'
import { sampleEvents, sampleStars } from '../../local/sample-events.ts'
import { main } from '../main.ts'
import type { RunnerDeps } from '../runner.ts'

const SAMPLES = join(import.meta.dirname, '../../local/samples')
const EVENTS_A_STATEMENT = 1000

/** Loads the sample skills, a month of events about them and their stars. Safe to repeat after a start that was cut off. */
export async function loadSamples(
  db: Db,
  deps: RunnerDeps,
  hashSecret: string,
): Promise<{ skills: number; events: number }> {
  const quiet = { ...deps, stdout: () => {}, stderr: () => {} }
  for (const owner of readdirSync(SAMPLES)) {
    const code = await main(['ingest', join(SAMPLES, owner), '--source', owner, '--owner', owner, '--approve'], quiet)
    if (code !== 0) throw new Error(`The sample skills of ${owner} could not be loaded (exit code ${code}).`)
  }
  const skills = await listActiveSkills(db)
  await setStars(
    db,
    skills.map(({ id, slug }) => ({ skillId: id, stars: sampleStars(slug) })),
  )
  const events = sampleEvents({ skills, now: deps.clock() })
  for (let i = 0; i < events.length; i += EVENTS_A_STATEMENT) {
    const page = events.slice(i, i + EVENTS_A_STATEMENT).map(async (event) => ({
      eventId: event.eventId,
      skillId: event.skillId,
      slug: null,
      eventType: event.eventType,
      sessionHash: await hmacSha256Hex(hashSecret, event.session),
      ipHash: null,
      uaHash: null,
      occurredAt: event.occurredAt.toISOString(),
    }))
    await storeEvents(db, await Promise.all(page))
  }
  return { skills: skills.length, events: events.length }
}
