import * as z from 'zod'
import { COUNTING, EXCLUSIONS } from '../../domain/events/counting-rules.ts'
import { Time } from '../../http/answers.ts'

const reasons = Object.entries(EXCLUSIONS).map(([reason, meaning]) => `\`${reason}\`: ${meaning}`)

const ledgerLine = {
  event_type: z.string(),
  raw: z.int().meta({ description: 'Events received: counted plus excluded.' }),
  counted: z.int(),
  counted_anonymous: z.int().meta({ description: 'How many of the counted events came from no site.' }),
  excluded: z.int(),
  reasons: z.record(z.string(), z.int()).meta({ description: `Excluded events by reason. ${reasons.join('; ')}.` }),
}

export const SkillCounts = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    as_of: Time.meta({
      description: 'These figures include every event stored before this time, except those that wait for a retry.',
    }),
    rules_version: z.literal(COUNTING.version).meta({
      description:
        'Version of the rules by which new events are counted. Events that came under an earlier version stay as they were counted.',
    }),
    totals: z.array(z.strictObject(ledgerLine)),
    items: z.array(z.strictObject({ day: z.iso.date(), ...ledgerLine })),
  })
  .meta({ ref: 'SkillCounts' })
