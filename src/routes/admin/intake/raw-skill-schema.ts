import * as z from 'zod'
import { PUBLISHER_KINDS } from '../../../domain/catalogue/publisher.ts'
import { SHOWN_VERDICTS } from '../../../domain/trust/decisions.ts'
import { Time } from '../../../http/answers.ts'
import { Flag, filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { Finding } from '../../catalogue/skill-schema.ts'
import { Decision, Scan } from '../../trust/report-schema.ts'
import { RiskLevel, ShownVerdict } from '../../trust/verdict-schema.ts'
import { SkillOverrides } from '../catalogue/skill-schema.ts'

const RAW_STATUSES = ['new', 'approved', 'rejected'] as const
const PARSE_STATUSES = ['ok', 'markdown_only', 'invalid'] as const

export const RawSkillsQuery = z.strictObject({
  status: z.enum(RAW_STATUSES).optional().meta({ description: '`new` files wait for a decision.' }),
  parse_status: z.enum(PARSE_STATUSES).optional(),
  source_id: z.uuid().optional(),
  vanished: Flag.optional().meta({ description: 'Whether the source no longer has the file.' }),
  verdict: z.enum(SHOWN_VERDICTS).optional().meta({ description: 'What the scan and reviewers say of it.' }),
  sort: z.enum(['latest', 'verdict']).prefault('latest').meta({ description: '`verdict`: the worst first.' }),
  q: filled(200).optional().meta({ description: 'A part of the name or path.' }),
  ...sizeAndCursor(20),
})

const FileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the file_hash of the file as you read it')
  .nullable()
  .meta({
    description:
      'The file_hash of the version you read. Your decision applies to that version: if the file changed since, you get a 409.',
  })

const FolderDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the folder_digest of the file as you read it')
  .nullable()
  .prefault(null)
  .meta({
    description: 'The folder_digest of the version you read, as with file_hash. Null if it had none.',
  })

const Reason = filled(1000).meta({ description: 'The reason. It is stored with the file.' })

const Overrule = z
  .boolean()
  .prefault(false)
  .meta({ description: 'Approve the file even if this version was rejected.' })

const MAX_BULK = 100

const decisions = z
  .array(z.strictObject({ id: z.uuid(), file_hash: FileHash, folder_digest: FolderDigest }))
  .min(1)
  .max(MAX_BULK)
  .refine(
    (items) => new Set(items.map(({ id }) => id.toLowerCase())).size === items.length,
    'must not have the same id twice',
  )

export const ApproveBody = z
  .strictObject({
    file_hash: FileHash,
    folder_digest: FolderDigest,
    overrides: SkillOverrides.optional(),
    overrule: Overrule,
    reason: filled(1000).optional().meta({
      description: 'Why you take the risk, if the scan gave a warning. Everybody can read it.',
    }),
  })
  .meta({ ref: 'ApproveRawSkill' })
export const RejectBody = z
  .strictObject({ file_hash: FileHash, folder_digest: FolderDigest, reason: Reason })
  .meta({ ref: 'RejectRawSkill' })
export const ApproveMany = z
  .strictObject({
    items: decisions,
    overrule: Overrule,
    dry_run: z
      .boolean()
      .prefault(false)
      .meta({ description: 'Change nothing, and answer what would come of it: which skills, and whose.' }),
    accept_warned: z
      .boolean()
      .prefault(false)
      .meta({ description: 'Also approve files with a warning: you take the risk, for the `reason`.' }),
    reason: filled(1000).optional().meta({ description: 'Why you take the risk. Everybody can read it.' }),
  })
  .refine(({ accept_warned, reason }) => !accept_warned || reason !== undefined, {
    path: ['reason'],
    message: 'is required with accept_warned',
  })
  .meta({ ref: 'ApproveRawSkills' })
export const RejectMany = z.strictObject({ items: decisions, reason: Reason }).meta({ ref: 'RejectRawSkills' })

const SkillRef = z.strictObject({ id: z.uuid(), slug: z.string(), status: z.string() })

const listed = {
  id: z.uuid(),
  source: z.strictObject({ id: z.uuid(), name: z.string().nullable(), type: z.string().nullable() }),
  external_id: z.string().nullable().meta({ description: 'Identifies the file within its source.' }),
  name: z.string().nullable(),
  description: z.string().nullable(),
  category: z.string().nullable().meta({ description: 'As the file names it.' }),
  license: z.string().nullable().meta({ description: 'As the file names it.' }),
  path: z.string().nullable(),
  url: z.string().nullable(),
  repo: z.string().nullable(),
  revision: z
    .string()
    .nullable()
    .meta({ description: 'How the source identifies this version, such as a blob or a digest.' }),
  file_hash: z
    .string()
    .nullable()
    .meta({ description: 'The SHA-256 of the bytes of the file. It names the version that a decision is about.' }),
  folder_digest: z
    .string()
    .nullable()
    .meta({ description: 'The digest of all files of the folder. Null if the folder was not read.' }),
  size: z.int().nullable().meta({ description: 'In bytes. Null if the content was not stored.' }),
  parse_status: z.string(),
  errors: z.int().meta({ description: 'How many findings violate the specification.' }),
  status: z.string(),
  reviewed_by: z
    .string()
    .nullable()
    .meta({ description: 'Null before a decision, or if the source approves automatically.' }),
  reviewed_at: Time.nullable(),
  review_reason: z.string().nullable().meta({
    description: 'Why it was rejected. Of a file that waits: why an earlier state of it was.',
  }),
  verdict: ShownVerdict,
  risk: RiskLevel,
  vanished_at: Time.nullable().meta({ description: 'When the source was first found without the file.' }),
  skill: SkillRef.nullable().meta({ description: 'The skill that was made from the file.' }),
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
    scan: Scan.nullable().meta({ description: 'What the rules found in its folder. Null until it has been scanned.' }),
    decisions: z.array(Decision),
    text: z
      .string()
      .nullable()
      .meta({ description: 'The content, read as UTF-8. Null if it was not stored or is too large for a skill.' }),
    folder: z
      .strictObject({
        digest: z.string(),
        is_complete: z.boolean(),
        files: z.int(),
        bytes: z.int(),
        findings: z.array(z.unknown()),
        compared_with: z
          .string()
          .nullable()
          .meta({ description: 'The newest version of the skill. Null if there is none.' }),
        manifest: z.array(
          z.strictObject({
            path: z.string(),
            mode: z.string(),
            size: z.int(),
            sha256: z.string(),
            change: z.enum(['added', 'changed', 'same']).meta({ description: 'Compared with that version.' }),
          }),
        ),
        removed: z.array(z.string()).meta({ description: 'Files of that version that the folder no longer has.' }),
      })
      .nullable()
      .meta({ description: 'All files that an approval would publish. Null if the folder was not read.' }),
    becomes: z
      .strictObject({
        action: z.enum(['create', 'update', 'nothing']),
        slug: z.string(),
        publisher: z
          .strictObject({ handle: z.string(), kind: z.enum(PUBLISHER_KINDS), is_new: z.boolean() })
          .meta({ description: 'Whom the file names as its publisher. `is_new`: an approval would create it.' }),
        skill: SkillRef.extend({ owner: z.string() }).nullable().meta({ description: 'The skill that would change.' }),
        differences: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        kept: z.array(z.string()).meta({
          description: 'Fields that an admin has set. They differ from the file, and an approval does not change them.',
        }),
      })
      .nullable()
      .meta({ description: 'What an approval would do. Null if the file cannot be loaded.' }),
  })
  .meta({ ref: 'RawSkill' })

export const Approved = z
  .strictObject({
    outcome: z.enum(['created', 'updated']).meta({ description: 'Approving a file again updates its skill.' }),
    verdict: ShownVerdict,
    skill: z.strictObject({ id: z.uuid(), slug: z.string(), owner: z.string() }),
    raw_skill: RawSkillItem,
  })
  .meta({ ref: 'ApprovedRawSkill' })

/** Outcomes of approvals and rejections. An approval may find the file `rejected`, and a rejection may find it `approved`. */
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
  'malicious',
  'warned',
  'waiting',
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
        skill: z
          .strictObject({
            id: z.uuid().nullable().meta({ description: 'Null if a dry run would create the skill.' }),
            slug: z.string(),
            owner: z.string().meta({ description: 'The handle of the publisher whose skill it is.' }),
          })
          .nullable(),
        verdict: ShownVerdict,
        message: z.string().nullable().meta({ description: 'Why it failed. Null if it succeeded.' }),
      }),
    ),
  })
  .meta({ ref: 'DecisionResults' })
