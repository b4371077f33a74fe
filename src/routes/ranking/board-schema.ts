import * as z from 'zod'
import { Time } from '../../http/answers.ts'
import { CategoryRef, identity } from '../catalogue/skill-schema.ts'
import { power } from './score-schema.ts'

export const RankingPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        rank: z.int().meta({ description: 'The place by popularity.' }),
        score: z.number(),
        ...power,
        power_position: z.int().nullable().meta({ description: 'The place by power score.' }),
        change: z.strictObject({ day: z.int().nullable(), week: z.int().nullable() }).meta({
          description: 'Places gained since the board of a day and of a week before. Null if that place is unknown.',
        }),
        ...identity,
        category: CategoryRef.nullable(),
        vanished_at: Time.nullable().meta({
          description: 'When its file was found to be gone. Null while it is there.',
        }),
      }),
    ),
    next_cursor: z.string().nullable(),
    scope: z.enum(['global', 'category']),
    category: z.string().nullable(),
    by: z.enum(['popularity', 'power']),
    snapshot: z.uuid().nullable().meta({
      description:
        'Identifies this build of the board. Pass it as `snapshot` to read more pages of the same build. Null on a page of the current places, and on the whole board of a past day, which never changes.',
    }),
    snapshot_date: z.iso.date().nullable(),
    is_snapshot: z.boolean().meta({
      description:
        'True for a page of a build, which has places 1 to 100, or of the whole board of a past day. False for a page that shows the board as it is now: it reaches further, or no board has been built yet.',
    }),
    generated_at: Time,
    page: z.int().nullable(),
    page_size: z.int(),
    total: z.int(),
    total_pages: z.int(),
  })
  .meta({ ref: 'RankingPage' })
