import fc from 'fast-check'
import { EVENT_TYPES } from '../../../src/domain/events/event.ts'

/** Events of all kinds by a few actors, in the `days` before `now`. The same seed gives the same events. */
export function someActivity(p: {
  skillIds: readonly string[]
  now: Date
  days: number
  events: number
  seed: number
}) {
  const event = fc.record({
    skillId: fc.constantFrom(...p.skillIds),
    type: fc.constantFrom(...EVENT_TYPES),
    session: fc.constantFrom('ann', 'bob', 'cyn', 'dan', 'eve', 'fay'),
    minutesAgo: fc.integer({ min: 0, max: p.days * 24 * 60 }),
    isBot: fc.constantFrom(false, false, false, false, true),
  })
  return fc.sample(event, { seed: p.seed, numRuns: p.events }).map(({ minutesAgo, ...rest }) => {
    return { ...rest, at: new Date(p.now.getTime() - minutesAgo * 60_000).toISOString() }
  })
}
