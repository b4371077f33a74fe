import { z } from 'zod'
import { Finding, Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { SkillOverrides } from '../catalogue/skill-schema.ts'

export const RAW_STATUSES = ['new', 'approved', 'rejected'] as const
export const PARSE_STATUSES = ['ok', 'markdown_only', 'invalid'] as const

export const RawSkillsQuery = z.strictObject({
  status: z.enum(RAW_STATUSES).optional().meta({ description: '`new` waits for a decision.' }),
  parse_status: z.enum(PARSE_STATUSES).optional(),
  source_id: z.uuid('must be a UUID').optional(),
  vanished: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .meta({ description: 'Whether its source does not have it any more.' }),
  q: P.text(200).trim().min(1, 'must not be blank').optional().meta({ description: 'A part of its name or path.' }),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})

const ContentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the content_hash of the file that was read')
  .nullable()
  .meta({
    description: 'The content_hash that the file had when it was read: one that has changed since is not decided on.',
  })

const Reason = P.text(1000).trim().min(1, 'must not be blank').meta({ description: 'Why; it is kept with the file.' })

const Overrule = z.boolean().prefault(false).meta({ description: 'Approve it though it was rejected as it is.' })

const MAX_BULK = 100

const decisions = z
  .array(z.strictObject({ id: z.uuid('must be a UUID'), content_hash: ContentHash }))
  .min(1)
  .max(MAX_BULK)
  .refine((items) => new Set(items.map(({ id }) => id.toLowerCase())).size === items.length, 'names an id twice')

export const ApproveBody = z
  .strictObject({ content_hash: ContentHash, overrides: SkillOverrides.optional(), overrule: Overrule })
  .meta({ ref: 'ApproveRawSkill' })
export const RejectBody = z.strictObject({ content_hash: ContentHash, reason: Reason }).meta({ ref: 'RejectRawSkill' })
export const ApproveMany = z.strictObject({ items: decisions, overrule: Overrule }).meta({ ref: 'ApproveRawSkills' })
export const RejectMany = z.strictObject({ items: decisions, reason: Reason }).meta({ ref: 'RejectRawSkills' })

const SkillRef = z.strictObject({ id: z.uuid(), slug: z.string(), status: z.string() })

const listed = {
  id: z.uuid(),
  source: z.strictObject({ id: z.uuid(), name: z.string().nullable(), type: z.string().nullable() }),
  external_id: z.string().nullable().meta({ description: 'What tells it from the other files of its source.' }),
  name: z.string().nullable(),
  description: z.string().nullable(),
  category: z.string().nullable().meta({ description: 'As the file names it.' }),
  license: z.string().nullable().meta({ description: 'As the file names it.' }),
  path: z.string().nullable(),
  url: z.string().nullable(),
  repo: z.string().nullable(),
  revision: z.string().nullable().meta({ description: 'What its source calls this state of it: a blob, a digest.' }),
  content_hash: z.string().nullable(),
  size: z.int().nullable().meta({ description: 'In bytes; null: the file was not kept.' }),
  parse_status: z.string(),
  errors: z.int().meta({ description: 'Findings that breach the specification.' }),
  status: z.string(),
  reviewed_by: z.string().nullable().meta({ description: 'Null: nobody yet, or its source approves by itself.' }),
  reviewed_at: Time.nullable(),
  review_reason: z.string().nullable(),
  vanished_at: Time.nullable().meta({ description: 'Since when its source does not have it any more.' }),
  skill: SkillRef.nullable().meta({ description: 'The skill that it has become.' }),
  created_at: Time,
  updated_at: Time,
}

export const RawSkillItem = z.strictObject(listed).meta({ ref: 'RawSkillItem' })

export const RawSkill = z
  .strictObject({
    ...listed,
    tags: z.array(z.string()),
    frontmatter: z.record(z.string(), z.unknown()),
    findings: z.array(Finding),
    text: z
      .string()
      .nullable()
      .meta({ description: 'The file, as UTF-8; null: it was not kept, or is too large for a skill.' }),
    becomes: z
      .strictObject({
        action: z.enum(['create', 'update', 'nothing']),
        slug: z.string(),
        skill: SkillRef.nullable(),
        differences: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        kept: z.array(z.string()).meta({
          description: 'Fields that an admin has set: the file says otherwise, and an approval leaves them.',
        }),
      })
      .nullable()
      .meta({ description: 'What an approval would do; null: there is nothing in it to load.' }),
  })
  .meta({ ref: 'RawSkill' })

export const Approved = z
  .strictObject({
    outcome: z.enum(['created', 'updated']).meta({ description: 'Approved again, it is updated to what it is.' }),
    skill: z.strictObject({ id: z.uuid(), slug: z.string() }),
    raw_skill: RawSkillItem,
  })
  .meta({ ref: 'ApprovedRawSkill' })

/** What has become of a file that was decided on: an approval may find it `rejected`, and a rejection `approved`. */
const OUTCOMES = [
  'created',
  'updated',
  'rejected',
  'not_found',
  'changed',
  'vanished',
  'taken',
  'unavailable',
  'unloadable',
  'refused',
  'approved',
] as const

export const DecisionResults = z
  .strictObject({
    succeeded: z.int(),
    failed: z.int(),
    items: z.array(
      z.strictObject({
        id: z.uuid(),
        outcome: z.enum(OUTCOMES),
        skill: z.strictObject({ id: z.uuid(), slug: z.string() }).nullable(),
        message: z.string().nullable().meta({ description: 'What stood in the way.' }),
      }),
    ),
  })
  .meta({ ref: 'DecisionResults' })
