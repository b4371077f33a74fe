import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { main } from '../cli/main.ts'
import type { RunnerDeps } from '../cli/runner/deps.ts'
import type { Db } from '../db/connect.ts'
import { createSite } from '../db/events/admin-sites.ts'
import { storeRawEvents } from '../db/events/raw-events.ts'
import { findSiteByKey } from '../db/events/sites.ts'
import { isSkill } from '../db/files/versions.ts'
import { yankVersion } from '../db/files/yank-version.ts'
import { listActiveSkills, setStars } from '../db/intake/crawling/stars.ts'
import { sha256Hex } from '../domain/text/hash.ts'
import { keyedHash } from '../domain/text/hmac.ts'
import { sampleEvents, sampleStars } from '../local/sample-events.ts'

const SAMPLES = join(import.meta.dirname, '../local/samples')
/** Earlier versions of a few of them. */
const EARLIER = join(import.meta.dirname, '../local/samples-earlier')
const YANKED = {
  slug: 'cobalt-forge--container-slimming',
  version: '1.0.2',
  reason: 'scripts/measure.sh removed all unused images without asking.',
}
const EVENTS_A_STATEMENT = 1000
const EDITOR = { name: 'npm run dev', requestId: null }

/** Loads the sample skills, their stars and a month of events. Safe to repeat after an interrupted start. */
export async function loadSamples(
  db: Db,
  deps: RunnerDeps,
  hashSecret: string,
): Promise<{ skills: number; events: number }> {
  for (const owner of readdirSync(EARLIER)) {
    const [name = ''] = readdirSync(join(EARLIER, owner))
    if (!(await isSkill(db, { slug: `${owner}--${name}` }))) await ingest(join(EARLIER, owner), owner, deps)
  }
  for (const owner of readdirSync(SAMPLES)) await ingest(join(SAMPLES, owner), owner, deps)
  const skills = await listActiveSkills(db)
  await setStars(
    db,
    skills.map(({ id, slug }) => ({ skillId: id, stars: sampleStars(slug) })),
  )
  const yanked = skills.find(({ slug }) => slug === YANKED.slug)
  if (yanked) await yankVersion(db, EDITOR, { ...YANKED, skillId: yanked.id })
  const events = sampleEvents({ skills, now: deps.clock() })
  const siteId = await ensureSite(db)
  const hash = keyedHash(hashSecret)
  for (let i = 0; i < events.length; i += EVENTS_A_STATEMENT) {
    const page = events.slice(i, i + EVENTS_A_STATEMENT).map(async (event) => ({
      event_id: event.eventId,
      event_type: event.eventType,
      skill_id: event.skillId,
      session_hash: hash(event.session),
      occurred_at: event.occurredAt.toISOString(),
    }))
    await storeRawEvents(db, {
      siteId,
      ipHash: null,
      uaHash: null,
      addressHash: null,
      vouched: true,
      isBot: false,
      receivedAt: deps.clock().toISOString(),
      events: await Promise.all(page),
    })
  }
  return { skills: skills.length, events: events.length }
}

async function ingest(folder: string, owner: string, deps: RunnerDeps): Promise<void> {
  const quiet = { ...deps, stdout: () => {}, stderr: () => {} }
  const code = await main(['ingest', folder, '--source', owner, '--owner', owner, '--approve'], quiet)
  if (code !== 0) throw new Error(`The sample skills of ${owner} could not be loaded (exit code ${code}).`)
}

/** Returns the id of the site that sends the sample events. Nobody knows its secret; an admin can issue a new one. */
async function ensureSite(db: Db): Promise<string> {
  const key = 'sample-site'
  await createSite(db, EDITOR, {
    id: crypto.randomUUID(),
    key,
    name: 'Sample site',
    allowed_origins: ['http://localhost:8787'],
    daily_quota: null,
    status: 'active',
    secretHash: await sha256Hex(crypto.randomUUID()),
  })
  const site = await findSiteByKey(db, key)
  if (!site) throw new Error('The sample site was archived. Start again with --fresh.')
  return site.id
}
