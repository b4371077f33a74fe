import * as z from 'zod'
import { Time } from '../../http/answers.ts'
import { filled, text } from '../../http/input/fields.ts'
import { Deprecation } from '../catalogue/skill-schema.ts'
import { Answer } from '../trust/report-schema.ts'
import { RuleId } from '../trust/rule-id.ts'
import { ShownVerdict } from '../trust/verdict-schema.ts'

export const SlugParam = z.object({ slug: text(400).min(1).toLowerCase().meta({ description: 'Slug of the skill.' }) })

export const AuthorSkill = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    owner: z.string(),
    status: z.string().meta({ description: '`active` if everybody can find it.' }),
    hidden_at: Time.nullable().meta({ description: 'Since when its author hides it.' }),
    deprecated: Deprecation,
    category: z.string().nullable(),
    homepage: z.string().nullable(),
    is_curated: z.boolean().meta({ description: 'True if an admin has set its fields, which overrules the author.' }),
    verdict: ShownVerdict,
    offer: z
      .strictObject({ id: z.uuid(), to: z.string(), offered_at: Time, expires_at: Time })
      .nullable()
      .meta({ description: 'To whom it is offered.' }),
    answers: z.array(Answer),
    former_slugs: z.array(z.string()).meta({ description: 'The slugs that it had. They lead to it for ever.' }),
    updated_at: Time,
  })
  .meta({ ref: 'AuthorSkill' })

const reason = filled(1000).meta({ description: 'Why. It is public.' })

export const HideBody = z.strictObject({ reason: reason.optional() }).meta({ ref: 'HideSkill' })
export const ReasonQuery = z.strictObject({ reason })
export const YankBody = z.strictObject({ reason }).meta({ ref: 'YankOwnVersion' })
export const YankParam = SlugParam.extend({ version: text(200).min(1) })

export const DeprecateBody = z
  .strictObject({
    reason,
    successor: text(400).min(1).toLowerCase().nullish().meta({ description: 'Slug of the skill to use instead.' }),
  })
  .meta({ ref: 'DeprecateSkill' })

const Homepage = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .max(500)
  .refine((value) => !URL.canParse(value) || new URL(value).username === '', 'must not have a user in it')

export const EditBody = z
  .strictObject({
    category: text(80).min(1).toLowerCase().nullish().meta({
      description: 'Key of a category. Null: that of the file, from its next change on.',
    }),
    homepage: Homepage.nullish(),
  })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'must set category or homepage')
  .meta({ ref: 'EditSkill' })

export const RenameBody = z
  .strictObject({
    name: z
      .string()
      .max(64)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters and digits with single hyphens between them'),
  })
  .meta({ ref: 'RenameSkill' })

export const OfferBody = z
  .strictObject({ to: filled(200).meta({ description: 'Handle of a verified publisher.' }) })
  .meta({ ref: 'OfferSkill' })

export const AnswerParam = SlugParam.extend({
  rule: RuleId,
})
export const AnswerBody = z
  .strictObject({ answer: filled(1000).meta({ description: 'What you say to the finding. It is public.' }) })
  .meta({ ref: 'AnswerFinding' })

export const Offers = z
  .strictObject({
    items: z.array(
      z.strictObject({ id: z.uuid(), skill: z.string(), from: z.string(), offered_at: Time, expires_at: Time }),
    ),
  })
  .meta({ ref: 'Offers' })
