import * as z from 'zod'
import { CRAWL_INTERVAL } from '../../../domain/intake/crawl-schedule.ts'
import { Time } from '../../../http/answers.ts'
import { changesOf, Flag, filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'

export const SOURCE_TYPES = ['github', 'catalog', 'list'] as const
const SOURCE_STATUSES = ['active', 'paused', 'error'] as const

const settable = {
  name: filled(200),
  base_url: filled(2000).meta({
    description:
      '`github`: https://github.com/OWNER or https://github.com/OWNER/REPO. `catalog`: a site or its index.json. `list`: a Markdown or JSON list. The setting SOURCE_ORIGINS must have the origin of a catalog or list.',
  }),
  owner: filled(100).nullable().meta({
    description: 'The publisher of its skills. Null: the owner of the repository, or the host of the catalogue.',
  }),
  auto_approve: z.boolean().meta({
    description:
      'Whether a crawl approves files with the parse_status `ok` without review. A source found in a list or owner also needs auto_approve there.',
  }),
  crawl_interval_minutes: z
    .int()
    .min(CRAWL_INTERVAL.min)
    .max(CRAWL_INTERVAL.max)
    .nullable()
    .meta({ description: 'Null: only crawled on request. Setting it fixes the interval.' }),
  crawl_interval_follows: z.boolean().meta({
    description:
      'Whether the interval follows how often the source changes, from a quarter of an hour to a day. False fixes it as it is.',
  }),
  status: z.enum(['active', 'paused']).meta({
    description:
      'An activated source with an interval is crawled at the next tick. A source that was found in a list or owner is not crawled automatically while that one is paused or no longer names it.',
  }),
}

export const NewSource = z
  .strictObject({
    type: z.enum(SOURCE_TYPES),
    base_url: settable.base_url,
    name: settable.name.optional().meta({ description: 'Default: the type and the address.' }),
    owner: settable.owner.prefault(null),
    auto_approve: settable.auto_approve.prefault(false),
    crawl_interval_minutes: settable.crawl_interval_minutes
      .optional()
      .meta({ description: `Default: ${CRAWL_INTERVAL.default}.` }),
    crawl_interval_follows: settable.crawl_interval_follows.optional().meta({
      description:
        'Default: true without an interval, except for a catalogue. What is found in a list or owner does the same.',
    }),
    status: settable.status.prefault('active'),
  })
  .meta({ ref: 'NewSource' })

export const SourceChanges = changesOf(settable).meta({ ref: 'SourceChanges' })

const listed = {
  id: z.uuid(),
  name: z.string(),
  type: z.string().meta({ description: `${SOURCE_TYPES.join(', ')}, or \`folder\` for files from the command line.` }),
  base_url: z.string().nullable(),
  owner: z.string().nullable(),
  parent_id: z.uuid().nullable().meta({ description: 'The list or owner in which this source was found.' }),
  status: z.string().meta({ description: `${SOURCE_STATUSES.join(', ')}. \`error\`: the last crawl failed.` }),
  auto_approve: z.boolean(),
  crawl_interval_minutes: z.int().nullable(),
  crawl_interval_follows: z.boolean(),
  is_due: z.boolean().meta({ description: 'Whether the next tick crawls it.' }),
  next_crawl_at: Time.nullable(),
  last_crawled_at: Time.nullable().meta({ description: 'When a crawl last completed.' }),
  crawl_error: z.string().nullable().meta({ description: 'What went wrong in the last crawl. Null if nothing did.' }),
  crawl_failures: z.int().meta({ description: 'How many crawls have failed since one completed.' }),
  vanished_at: Time.nullable().meta({
    description:
      'When its list or owner was first found not to name it any more. Until it is named again, the source is not crawled automatically.',
  }),
  reward_points: z.int().meta({ description: 'Points earned by improvements of its skills.' }),
  created_at: Time,
  updated_at: Time,
}

export const AdminSourceItem = z.strictObject(listed).meta({ ref: 'AdminSourceItem' })

export const AdminSource = z
  .strictObject({
    ...listed,
    files: z
      .strictObject({ total: z.int(), new: z.int(), approved: z.int(), rejected: z.int(), vanished: z.int() })
      .meta({ description: 'Files found in the source. It no longer has the `vanished` ones.' }),
    children: z.int().meta({ description: 'How many sources were found in it.' }),
    aliases: z.array(z.strictObject({ id: z.uuid(), raw_category: z.string(), category: z.string().nullable() })),
    last_run: z
      .strictObject({
        run_id: z.string(),
        trigger: z.string(),
        status: z.string(),
        started_at: Time,
        ended_at: Time.nullable(),
        counts: z.record(z.string(), z.number()),
        errors: z.array(z.strictObject({ target: z.string(), reason: z.string() })),
      })
      .nullable(),
  })
  .meta({ ref: 'AdminSource' })

export const SourcesQuery = z.strictObject({
  status: z.enum(SOURCE_STATUSES).optional(),
  type: z.enum([...SOURCE_TYPES, 'folder']).optional(),
  parent_id: z.uuid().optional(),
  due: Flag.optional().meta({ description: 'Whether the next tick crawls it.' }),
  q: filled(200).optional().meta({ description: 'A part of the name or address.' }),
  ...sizeAndCursor(20),
})
