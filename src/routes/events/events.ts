import { type Context, Hono } from 'hono'
import { resolver } from 'hono-openapi'
import {
  type Admission,
  admitSiteEvents,
  findUnknown,
  type RawEventBatch,
  receiveEvents,
  refundSiteEvents,
} from '../../db/events/raw-events.ts'
import { COUNTING } from '../../domain/events/counting-rules.ts'
import { keyedHash } from '../../domain/text/hmac.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { identifySender } from '../../http/auth/sender.ts'
import { senderBlock } from '../../http/auth/sender-block.ts'
import { databaseOf } from '../../http/connect-database.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { hashedSender } from '../../http/hashed-sender.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { invalid, parse } from '../../http/input/field-errors.ts'
import { readJsonBody } from '../../http/input/validate.ts'
import { describeError } from '../../log.ts'
import {
  answerOf,
  type CheckedEvent,
  checkEvent,
  Envelope,
  EventsBody,
  MAX_EVENTS,
  Verdicts,
} from './event-verdicts.ts'

const MAX_BYTES = 64 * 1024
/** Queued events do not wait for the database, except for the look-up of their skills, and then at most so long. */
const LOOKUP_MS = 1000

const requestBody = { required: true, content: { 'application/json': { schema: resolver(EventsBody) } } }

export const events = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'postEvents',
    tag: 'events',
    summary: `Report one event, or up to ${MAX_EVENTS} with a verdict for each`,
    details: 'The events are counted by a later batch.',
    ok: { status: 202, schema: Verdicts },
    problems: [400, 401, 403, 404, 413, 415, 429, 503],
    requestBody: requestBody as never,
    security: [{}, { siteToken: [] }],
  }),
  identifySender,
  limitBody(MAX_BYTES),
  async (c) => {
    const terms = { now: c.var.now, anonymous: c.var.sender === null }
    const body = await readJsonBody(c)
    const several = isBatch(body) ? parse(Envelope, body, 'body').events : null
    const verdicts = (several ?? [body]).map((event) => checkEvent(event, terms))
    const [first] = verdicts
    // If the body is a single event, its faults are faults of the request.
    if (!several && first && 'faults' in first) throw invalid(first.faults)
    const events = verdicts.flatMap((verdict) => ('event' in verdict ? [verdict.event] : []))
    const unknown = await receive(c, batchOf(c, events))
    return c.json(answerOf(verdicts, new Set(unknown.map((place) => events[place]))), 202)
  },
)

const isBatch = (body: unknown) => typeof body === 'object' && body !== null && 'events' in body

/** True if the sender's browser asks not to be followed: Do Not Track, or Global Privacy Control. */
const asksForPrivacy = (c: Context<AppEnv>) => c.req.header('DNT') === '1' || c.req.header('Sec-GPC') === '1'

/** Returns the events as they are stored. Session, address and user agent are hashed. */
function batchOf(c: Context<AppEnv>, events: readonly CheckedEvent[]): RawEventBatch {
  const { config, sender, now } = c.var
  const hash = keyedHash(config.EVENT_HASH_SECRET)
  const ip = c.req.header('CF-Connecting-IP')
  const nobody = hashedSender(c)
  const siteId = sender?.siteId ?? null
  const block = senderBlock(c)
  const vouched = COUNTING.vouches[sender === null ? 'nobody' : sender.origin === null ? 'siteServer' : 'sitePage']
  // An actor lies within who vouches for it: a site's server, or else the sender's address. So nobody can take the place of
  // somebody else's actor by naming its session.
  const actor = (id: string) => hash(vouched ? `${siteId} ${id}` : `${block} ${siteId ?? ''} ${id}`)
  return {
    siteId,
    ...nobody,
    ipHash: ip !== undefined && vouched ? actor(ip) : nobody.ipHash,
    vouched,
    // A site's server reports for its visitors, so its own user agent says nothing about them.
    isBot: !vouched && nobody.isBot,
    receivedAt: now.toISOString(),
    events: events.map((e) => ({
      event_id: e.event_id,
      event_type: e.event_type,
      skill_id: e.skill_id,
      slug: e.slug,
      session_hash: e.session_id === undefined ? undefined : actor(e.session_id),
      occurred_at: e.occurredAt.toISOString(),
      search_position: asksForPrivacy(c) ? undefined : e.search_position?.toString(),
    })),
  }
}

/**
 * Checks that the site may send these events, then stores them or sends them to the queue. Returns the places of those whose
 * skill does not exist.
 */
async function receive(c: Context<AppEnv>, batch: RawEventBatch): Promise<readonly number[]> {
  const queue = c.env.EVENTS_QUEUE
  if (batch.siteId === null && batch.events.length === 0) return []
  if (queue && batch.siteId === null) return (await Promise.all([lookUp(c, batch), enqueue(c, queue, batch)]))[0]
  const { admission, unknown } = await (queue ? admitSiteEvents : receiveEvents)(c.var.db, batch)
  requireAdmission(c, admission)
  if (queue && batch.events.length > 0) await enqueue(c, queue, batch)
  return unknown
}

/** Looks up the skills of events while the queue takes them. If the database is away, all of them pass as known. */
const lookUp = (c: Context<AppEnv>, batch: RawEventBatch): Promise<readonly number[]> =>
  findUnknown(databaseOf(c.var.config, LOOKUP_MS), batch).catch((error: unknown) => {
    c.var.log('warn', 'skills_not_looked_up', describeError(error))
    return []
  })

async function enqueue(c: Context<AppEnv>, queue: Queue<RawEventBatch>, batch: RawEventBatch): Promise<void> {
  try {
    await queue.send(batch)
  } catch (error) {
    c.var.log('error', 'queue_refused', describeError(error))
    await refundSiteEvents(c.var.db, batch)
    throw new Failure('unavailable', 'The events could not be stored. Please send them again.', {
      headers: { 'Retry-After': '5' },
    })
  }
}

function requireAdmission(c: Context<AppEnv>, admission: Admission): void {
  if (admission === 'unknown_site') throw new Failure('not_found', 'The site of this token no longer exists.')
  if (admission === 'site_paused')
    throw new Failure(
      'site_paused',
      'An admin has paused this site. It cannot send events until an admin activates it.',
    )
  if (admission === 'quota_exceeded') {
    const secondsOfDay = Math.floor(c.var.now.getTime() / 1000) % 86_400
    throw new Failure(
      'quota_exceeded',
      'These events would exceed the daily quota of the site. It starts over at midnight UTC.',
      {
        headers: { 'Retry-After': String(86_400 - secondsOfDay) },
      },
    )
  }
}
