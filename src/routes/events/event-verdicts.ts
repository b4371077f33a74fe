import * as z from 'zod'
import { ANONYMOUS_TYPES, clockFault, EVENT_TYPES, LAST_SEARCH_POSITION, RETRY } from '../../domain/events/event.ts'
import type { FieldError } from '../../http/failure.ts'
import { check } from '../../http/input/field-errors.ts'
import { text } from '../../http/input/fields.ts'
import { AnyTime } from '../../http/input/times.ts'

export const MAX_EVENTS = 100

const Event = z
  .strictObject({
    event_id: text(128).min(1).meta({
      description:
        'Identifies the event: it counts once, however often it is sent. Unique per site; all anonymous events share one space, so use a UUID.',
    }),
    skill_id: z.uuid().optional(),
    slug: text(300).min(1).optional(),
    event_type: z.enum(EVENT_TYPES).meta({
      description:
        'At most one view and one use count per actor, skill and UTC day. `favorite` and `unfavorite` need a session_id and the token of a site, and count only with that of its server.',
    }),
    session_id: text(200).min(1).optional().meta({
      description:
        "The actor. Stored only as a keyed hash. Without it, address and user agent identify the actor, so all events of a server have the same one. Unless a site's server vouches for them, at most 3 actors of an address count per skill and UTC day.",
    }),
    occurred_at: AnyTime.optional().meta({
      description:
        "Default: now. At most 30 days in the past or an hour in the future. The events of a site's server count on this day; all others on the day of their receipt, if they are at most 24 hours old by then.",
    }),
    search_position: z.int().min(1).max(LAST_SEARCH_POSITION).optional().meta({
      description:
        'The place, from 1, at which a search showed the skill that is now viewed or used. It is added to a count of its place for `GET /v1/search/quality`, if the event counts, and kept nowhere else. Leave it out for anyone who does not want to be counted; it is dropped if the request has `DNT: 1` or `Sec-GPC: 1`.',
    }),
  })
  .refine((e) => e.skill_id !== undefined || e.slug !== undefined, {
    path: ['skill_id'],
    message: 'is required unless slug is given',
  })
  .refine((e) => e.skill_id === undefined || e.slug === undefined, {
    path: ['skill_id'],
    message: 'cannot be combined with slug',
  })
  .refine((e) => e.search_position === undefined || ANONYMOUS_TYPES.includes(e.event_type), {
    path: ['search_position'],
    message: `goes only with the event_type ${ANONYMOUS_TYPES.join(' or ')}`,
  })

/** A valid event, and when it occurred. */
export type CheckedEvent = z.output<typeof Event> & { occurredAt: Date }
export type Verdict = { event: CheckedEvent } | { eventId: string | null; faults: FieldError[] }

/** One event, or several in `events`. For the OpenAPI document. */
export const EventsBody = z.union([Event, z.strictObject({ events: z.array(Event).min(1).max(MAX_EVENTS) })])

/** A batch of events. `checkEvent` checks each of them. */
export const Envelope = z.strictObject({ events: z.array(z.unknown()).min(1).max(MAX_EVENTS) })

export const Verdicts = z
  .strictObject({
    accepted: z.int().meta({ description: 'How many events are stored, those of unknown skills included.' }),
    rejected: z.int().meta({ description: 'How many events are invalid.' }),
    items: z.array(
      z.strictObject({
        index: z.int(),
        event_id: z.string().nullable(),
        verdict: z.enum(['accepted', 'unknown_skill', 'invalid']).meta({
          description:
            '`accepted`: stored, and counted later. `unknown_skill`: stored too, and looked up again by the next batches, but no skill has this id or slug now. `invalid`: not stored.',
        }),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ ref: 'EventVerdicts' })

const EventId = z.looseObject({ event_id: z.string().max(128) })

/** Checks one event. In a batch, one invalid event does not affect the others. */
export function checkEvent(event: unknown, p: { now: Date; anonymous: boolean }): Verdict {
  const { data, errors } = check(Event, event, 'body')
  if (errors) return { eventId: EventId.safeParse(event).data?.event_id ?? null, faults: errors }
  const refuse = (pointer: string, message: string): Verdict => {
    return { eventId: data.event_id, faults: [{ in: 'body', pointer, message }] }
  }
  const isFavorite = !ANONYMOUS_TYPES.includes(data.event_type)
  if (p.anonymous && isFavorite)
    return refuse('/event_type', `must be ${ANONYMOUS_TYPES.join(' or ')} unless you send the token of a site`)
  if (data.session_id === undefined && isFavorite) return refuse('/session_id', 'is required for a favourite')
  const occurredAt = data.occurred_at === undefined ? p.now : new Date(data.occurred_at)
  const fault = clockFault(occurredAt, p.now)
  return fault ? refuse('/occurred_at', fault) : { event: { ...data, occurredAt } }
}

/** Returns the verdicts as the answer shows them. `unknown` has the stored events whose skill does not exist. */
export function answerOf(
  verdicts: readonly Verdict[],
  unknown: ReadonlySet<CheckedEvent | undefined>,
): z.output<typeof Verdicts> {
  const items = verdicts.map((verdict, index) =>
    'event' in verdict
      ? { index, event_id: verdict.event.event_id, ...told(verdict.event, unknown.has(verdict.event)) }
      : {
          index,
          event_id: verdict.eventId,
          verdict: 'invalid' as const,
          reason: verdict.faults.map(asText).join('; '),
        },
  )
  const rejected = items.filter((item) => item.verdict === 'invalid').length
  return { accepted: items.length - rejected, rejected, items }
}

const told = (event: CheckedEvent, isUnknown: boolean) =>
  isUnknown
    ? {
        verdict: 'unknown_skill' as const,
        reason: `/${event.slug === undefined ? 'skill_id' : 'slug'}: names no skill. The event is kept and looked up again ${RETRY.most} times, and then dropped.`,
      }
    : { verdict: 'accepted' as const, reason: null }

const asText = ({ pointer, message }: FieldError) => `${pointer || '/'}: ${message}`
