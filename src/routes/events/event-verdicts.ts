import { z } from 'zod'
import { ANONYMOUS_TYPES, clockFault, EVENT_TYPES } from '../../domain/events/event.ts'
import type { FieldError } from '../../http/failure.ts'
import { fieldErrors } from '../../http/validate.ts'
import { text } from '../params.ts'

export const MAX_EVENTS = 100

const Event = z
  .strictObject({
    event_id: text(128).min(1).meta({
      description:
        'Sent twice, it counts once. Best a UUID: a site must not use one again, and all that is anonymous shares one space.',
    }),
    skill_id: z.uuid().optional(),
    slug: text(300).min(1).optional(),
    event_type: z.enum(EVENT_TYPES).meta({
      description:
        'At most one view and one use count an actor, skill and UTC day. A favourite needs a site and a session.',
    }),
    session_id: text(200).min(1).optional().meta({
      description:
        'Who acts. Kept only as a keyed hash. Without one, the address and user agent tell: all that a server reports is then of one actor.',
    }),
    occurred_at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'Now, if it is left out; an hour ahead to 30 days ago.' }),
  })
  .refine((e) => (e.skill_id === undefined) !== (e.slug === undefined), {
    path: ['skill_id'],
    message: 'name the skill by skill_id or by slug, and by one of them only',
  })

/** An event without a fault, and when it occurred. */
export type CheckedEvent = z.output<typeof Event> & { occurredAt: Date }
export type Verdict = { event: CheckedEvent } | { eventId: string | null; faults: FieldError[] }

/** One event, or several under `events`. */
export const EventsBody = z.union([Event, z.strictObject({ events: z.array(Event).min(1).max(MAX_EVENTS) })])

/** Several events; each is looked at by itself. */
export const Envelope = z.strictObject({ events: z.array(z.unknown()).min(1).max(MAX_EVENTS) })

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

const EventId = z.looseObject({ event_id: z.string().max(128) })

/** What is wrong with an event, if anything. A fault of one is no fault of its neighbours. */
export function checkEvent(event: unknown, p: { now: Date; anonymous: boolean }): Verdict {
  const parsed = Event.safeParse(event)
  if (!parsed.success) {
    const eventId = EventId.safeParse(event).data?.event_id ?? null
    return { eventId, faults: fieldErrors(parsed.error.issues, 'body') }
  }
  const { data } = parsed
  const refuse = (pointer: string, message: string): Verdict => {
    return { eventId: data.event_id, faults: [{ in: 'body', pointer, message }] }
  }
  const isFavorite = !ANONYMOUS_TYPES.includes(data.event_type)
  if (p.anonymous && isFavorite)
    return refuse(
      '/event_type',
      `needs the token of a site: anonymously only ${ANONYMOUS_TYPES.join(' and ')} are taken`,
    )
  if (data.session_id === undefined && isFavorite)
    return refuse('/session_id', 'is needed with a favourite: it is whose')
  const occurredAt = data.occurred_at === undefined ? p.now : new Date(data.occurred_at)
  const fault = clockFault(occurredAt, p.now)
  return fault ? refuse('/occurred_at', fault) : { event: { ...data, occurredAt } }
}

/** The verdicts as they are answered. */
export function answerOf(verdicts: readonly Verdict[]): z.output<typeof Verdicts> {
  const items = verdicts.map((verdict, index) =>
    'event' in verdict
      ? { index, event_id: verdict.event.event_id, verdict: 'accepted' as const, reason: null }
      : { index, event_id: verdict.eventId, verdict: 'invalid' as const, reason: verdict.faults.map(told).join('; ') },
  )
  const accepted = items.filter((item) => item.verdict === 'accepted').length
  return { accepted, rejected: items.length - accepted, items }
}

const told = ({ pointer, message }: FieldError) => `${pointer || '/'}: ${message}`
