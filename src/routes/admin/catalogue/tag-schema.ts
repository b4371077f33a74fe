import * as z from 'zod'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { Time } from '../../../http/answers.ts'
import { changesOf, filled, text } from '../../../http/input/fields.ts'
import { refTo } from '../../../http/input/refs.ts'

export const TagChanges = changesOf({
  key: text(80).refine((key) => key !== '' && slugPart(key) === key, {
    message: 'must be lowercase letters and digits of any script with single hyphens between them',
  }),
  name: filled(120),
}).meta({ ref: 'TagChanges' })

export const TagMerge = z
  .strictObject({ into: refTo('tag').meta({ description: 'The id or key of the tag that remains.' }) })
  .meta({ ref: 'TagMerge' })

export const AdminTag = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    merged_into: z.string().nullable().meta({
      description: 'The key of the tag into which this one was merged or renamed. Files with this key get that tag.',
    }),
    skills: z.int().meta({ description: 'How many active skills have it.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminTag' })

export const MergedTag = z
  .strictObject({
    changed: z.int().meta({ description: 'How many skills of any status had the other tag and have this one now.' }),
    remaining: z.int().meta({ description: 'How many skills still have the other tag. They get this one later.' }),
    tag: AdminTag,
  })
  .meta({ ref: 'MergedTag' })

export const TagDeletion = z
  .strictObject({ remaining: z.int().meta({ description: 'How many skills still have the tag.' }) })
  .meta({ ref: 'TagDeletion' })
