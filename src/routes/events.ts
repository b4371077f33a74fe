import { type Context, Hono } from 'hono'
import { resolver } from 'hono-openapi'
import { z } from 'zod'
import { type NewEvent, storeEvents } from '../db/queries/events.ts'
import { clockFault, EVENT_TYPES } from '../domain/event.ts'
import { hmacSha256Hex } from '../domain/hash.ts'
import type { AppEnv } from '../http/app-env.ts'
import { limitBody } from '../http/body-limit.ts'
import { describe } from '../http/describe.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { fieldErrors, invalid, readJson } from '../http/validate.ts'
import { text } from './params.ts'

const MAX_EVENTS = 100
const MAX_BYTES = 64 * 1024

const Event = z
  .strictObject({
    event_id: text(128).min(1).meta({ description: 'Yours; sent twice, it counts once.' }),
    skill_id: z.uuid().optional(),
    slug: text(300).min(1).optional(),
    event_type: z.enum(EVENT_TYPES),
    session_id: text(200).min(1).optional().meta({ description: 'Kept only as a keyed hash.' }),
    occurred_at: z.iso.datetime({ offset: true }).optional().meta({ description: 'Now, if it is left out.' }),
  })
  .refine((e) => (e.skill_id === undefined) !== (e.slug === undefined), {
    path: ['skill_id'],
    message: 'name the skill by skill_id or by slug, and by one of them only',
  })
type Event = z.output<typeof Event>

const Envelope = z.strictObject({ events: z.array(z.unknown()).min(1).max(MAX_EVENTS) })

export const Verdicts = z
  .strictObject({
    accepted: z.int(),
    rejected: z.int(),
    items: z.array(
      z.strictObject({
        index: z.int(),
        event_id: z.string().nullable(),
        verdict: z.enum(['accepted', 'invalid']),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ ref: 'EventVerdicts' })

const requestBody = {
  required: true,
  content: {
    'application/json': {
      schema: resolver(z.union([Event, z.strictObject({ events: z.array(Event).min(1).max(MAX_EVENTS) })])),
    },
  },
}

export const events = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'postEvents',
    tag: 'events',
    summary: `One event, or up to ${MAX_EVENTS} of them, with a verdict for each`,
    ok: { status: 202, schema: Verdicts },
    problems: [400, 413, 415, 429, 503],
    requestBody: requestBody as never,
  }),
  rateLimit('EVENTS_LIMITER'),
  limitBody(MAX_BYTES),
  async (c) => {
    const body = await readJson(c)
    const checked = isBatch(body)
      ? unwrap(body).map((event) => check(event, c.var.now))
      : [checkSingle(body, c.var.now)]
    const valid = checked.flatMap((verdict) => ('event' in verdict ? [verdict.event] : []))
    const places = await storeEvents(c.var.db, await withHashes(c, valid))
    const known = new Set(valid.filter((_, place) => places.has(place)))
    const items = checked.map((verdict, index) => itemOf(verdict, index, known))
    const accepted = items.filter((item) => item.verdict === 'accepted').length
    return c.json({ accepted, rejected: items.length - accepted, items } satisfies z.input<typeof Verdicts>, 202)
  },
)

type DatedEvent = Event & { occurredAt: Date }
type Verdict = { event: DatedEvent } | { eventId: string | null; reason: string }

const isBatch = (body: unknown) => typeof body === 'object' && body !== null && 'events' in body

function unwrap(body: unknown): unknown[] {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw invalid(fieldErrors(envelope.error.issues, 'body'))
  return envelope.data.events
}

/** In a batch a fault is the verdict on one event, and its neighbours are taken. */
function check(event: unknown, now: Date): Verdict {
  const parsed = Event.safeParse(event)
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error.issues, 'body')
    const named = z.looseObject({ event_id: z.string().max(128) }).safeParse(event)
    return {
      eventId: named.data?.event_id ?? null,
      reason: errors.map((e) => `${e.pointer || '/'}: ${e.message}`).join('; '),
    }
  }
  return dated(parsed.data, now)
}

/** A fault of the only event is a fault of the request. */
function checkSingle(body: unknown, now: Date): Verdict {
  const parsed = Event.safeParse(body)
  if (!parsed.success) throw invalid(fieldErrors(parsed.error.issues, 'body'))
  const verdict = dated(parsed.data, now)
  if ('reason' in verdict) throw invalid([{ in: 'body', pointer: '/occurred_at', message: verdict.reason }])
  return verdict
}

function dated(event: Event, now: Date): Verdict {
  const occurredAt = event.occurred_at === undefined ? now : new Date(event.occurred_at)
  const fault = clockFault(occurredAt, now)
  return fault ? { eventId: event.event_id, reason: fault } : { event: { ...event, occurredAt } }
}

function itemOf(verdict: Verdict, index: number, known: ReadonlySet<DatedEvent>) {
  if ('reason' in verdict)
    return { index, event_id: verdict.eventId, verdict: 'invalid' as const, reason: verdict.reason }
  const id = verdict.event.event_id
  return known.has(verdict.event)
    ? { index, event_id: id, verdict: 'accepted' as const, reason: null }
    : { index, event_id: id, verdict: 'invalid' as const, reason: 'unknown_skill' }
}

/** Who acted, as keyed hashes: neither session nor address nor user agent is kept as it came. */
async function withHashes(c: Context<AppEnv>, events: readonly DatedEvent[]): Promise<NewEvent[]> {
  const hash = (value: string | undefined) =>
    value === undefined ? null : hmacSha256Hex(c.var.config.EVENT_HASH_SECRET, value)
  const [ipHash, uaHash] = await Promise.all([hash(c.req.header('CF-Connecting-IP')), hash(c.req.header('User-Agent'))])
  return Promise.all(
    events.map(async (e) => ({
      eventId: e.event_id,
      skillId: e.skill_id ?? null,
      slug: e.slug?.toLowerCase() ?? null,
      eventType: e.event_type,
      sessionHash: await hash(e.session_id),
      ipHash,
      uaHash,
      occurredAt: e.occurredAt.toISOString(),
    })),
  )
}
