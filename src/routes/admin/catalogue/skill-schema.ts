import * as z from 'zod'
import { CONTENT_POLICIES, LICENSE_CONFIDENCES, SKILL_STATUSES } from '../../../domain/catalogue/skill-enums.ts'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { Time } from '../../../http/answers.ts'
import { changesOf, filled, text } from '../../../http/input/fields.ts'
import { refTo } from '../../../http/input/refs.ts'
import { identity, specification } from '../../catalogue/skill-schema.ts'

const phrases = z.array(filled(500)).max(100)

/** The maximum length of a SKILL.md, in UTF-16 units. */
const MAX_TEXT = 1_048_576

/** Fields that cannot be null. */
const required = {
  name: filled(200),
  owner: filled(100).meta({
    description:
      'The handle of the publisher; a handle that nobody has becomes a new local publisher. Default: the owner of canonical_repo. The slug `<publisher>--<name>` does not change when the owner or the name does.',
  }),
  skill_type: filled(40),
  spec_format: filled(40),
  content_policy: z.enum(CONTENT_POLICIES),
  license_confidence: z.enum(LICENSE_CONFIDENCES),
  status: z.enum(SKILL_STATUSES),
}

/** Fields that null clears. */
const clearable = {
  summary: text(400).nullable(),
  description_md: text(MAX_TEXT).nullable(),
  canonical_repo: filled(300).nullable(),
  category_id: refTo('category').nullable(),
  spec_version: filled(40).nullable(),
  capabilities: phrases.nullable(),
  trigger_hints: phrases.nullable(),
  negative_triggers: phrases.nullable(),
  license: filled(80).nullable(),
  tags: z
    .array(filled(80).refine((tag) => slugPart(tag) !== '', 'must contain a letter or a digit'))
    .max(20)
    .nullable(),
}

const fields = { ...required, ...clearable }
const settable = z.strictObject(fields).partial()

/** The fields in which a reviewer may overrule the file. The text always comes from the file. */
export const SkillOverrides = settable.omit({ description_md: true }).meta({ ref: 'SkillOverrides' })

export const SkillChanges = changesOf(fields).meta({ ref: 'SkillChanges' })

export const NewSkill = settable.required({ name: true }).meta({ ref: 'NewSkill' })

export const AdminSkill = z
  .strictObject({
    ...identity,
    description_md: z.string().nullable(),
    canonical_repo: z.string().nullable(),
    category_id: z.uuid().nullable(),
    ...specification,
    license: z.string().nullable(),
    content_policy: z.string(),
    license_confidence: z.string(),
    status: z.string(),
    tags: z.array(z.string()),
    duplicate_of: z.uuid().nullable(),
    last_seen_at: Time.nullable(),
    vanished_at: Time.nullable(),
    last_changed_at: Time.nullable(),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminSkill' })

/** Lists leave out the texts, which may have a megabyte each. */
export const AdminSkillItem = AdminSkill.omit({ description_md: true }).meta({ ref: 'AdminSkillItem' })
