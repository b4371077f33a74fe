import { z } from 'zod'
import { CRAWL_INTERVAL } from '../../../domain/intake/crawl-schedule.ts'
import { Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'

export const SOURCE_TYPES = ['github', 'catalog', 'list'] as const
export const SOURCE_STATUSES = ['active', 'paused', 'error'] as const

const settable = {
  name: P.filled(200),
  base_url: P.filled(2000).meta({
    description:
      '`github`: https://github.com/OWNER or https://github.com/OWNER/REPO. `catalog`: the site, or its index.json. `list`: the Markdown or JSON list itself. The hosts of the latter two are on the list of SOURCE_ORIGINS.',
  }),
  owner: P.filled(100).nullable().meta({
    description: 'Who publishes its skills; null: the owner of the repository, or the host of the catalogue.',
  }),
  auto_approve: z.boolean().meta({
    description:
      'Whether a crawl approves what parses well, without a review; for what was found in a list or owner, only while that one says so too.',
  }),
  crawl_interval_minutes: z
    .int('must be a whole number')
    .min(CRAWL_INTERVAL.min)
    .max(CRAWL_INTERVAL.max)
    .nullable()
    .meta({ description: 'Null: it is crawled only when somebody asks for it.' }),
  status: z.enum(['active', 'paused']).meta({
    description:
      'A source with an interval that is made active is due at once, unless its list or owner is paused or does not name it any more. While a list or owner is paused, what was found in it is not crawled by itself.',
  }),
}

export const NewSource = z
  .strictObject({
    type: z.enum(SOURCE_TYPES),
    base_url: settable.base_url,
    name: settable.name.optional().meta({ description: 'Left out, it is made of the type and the address.' }),
    owner: settable.owner.prefault(null),
    auto_approve: settable.auto_approve.prefault(false),
    crawl_interval_minutes: settable.crawl_interval_minutes.prefault(CRAWL_INTERVAL.default),
    status: settable.status.prefault('active'),
  })
  .meta({ ref: 'NewSource' })

export const SourceChanges = P.changesOf(settable).meta({ ref: 'SourceChanges' })

const listed = {
  id: z.uuid(),
  name: z.string(),
  type: z.string().meta({ description: `${SOURCE_TYPES.join(', ')}; \`folder\` is what the command line reads.` }),
  base_url: z.string().nullable(),
  owner: z.string().nullable(),
  parent_id: z.uuid().nullable().meta({ description: 'The list or owner that this repository was found in.' }),
  status: z.string().meta({ description: `${SOURCE_STATUSES.join(', ')}; \`error\` since a crawl failed.` }),
  auto_approve: z.boolean(),
  crawl_interval_minutes: z.int().nullable(),
  is_due: z.boolean().meta({ description: 'Whether the next tick crawls it.' }),
  next_crawl_at: Time.nullable(),
  last_crawled_at: Time.nullable().meta({ description: 'When a crawl last came to its end.' }),
  crawl_error: z.string().nullable().meta({ description: 'What was wrong with the last crawl.' }),
  crawl_failures: z.int().meta({ description: 'Crawls that have failed since one came to its end.' }),
  vanished_at: Time.nullable().meta({
    description: 'Since when its list or owner does not name it any more; it is not crawled by itself while so.',
  }),
  reward_points: z.int().meta({ description: 'What improvements of its skills have earned it.' }),
  created_at: Time,
  updated_at: Time,
}

export const AdminSourceItem = z.strictObject(listed).meta({ ref: 'AdminSourceItem' })

export const AdminSource = z
  .strictObject({
    ...listed,
    files: z
      .strictObject({ total: z.int(), new: z.int(), approved: z.int(), rejected: z.int(), vanished: z.int() })
      .meta({ description: 'Files that it has brought; `vanished` are those that it does not have any more.' }),
    children: z.int().meta({ description: 'Sources that were found in it.' }),
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

const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const SourcesQuery = z.strictObject({
  status: z.enum(SOURCE_STATUSES).optional(),
  type: z.enum([...SOURCE_TYPES, 'folder']).optional(),
  parent_id: z.uuid('must be a UUID').optional(),
  due: Flag.optional().meta({ description: 'Whether the next tick crawls it.' }),
  q: P.filled(200).optional().meta({ description: 'A part of its name or address.' }),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})
