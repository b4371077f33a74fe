import { z } from 'zod'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { Time } from '../../catalogue/schemas.ts'
import { changesOf, filled, text } from '../../params.ts'

export const TagChanges = changesOf({
  key: text(80).refine((key) => key !== '' && slugPart(key) === key, {
    message: 'must be lowercase letters and digits, of any script, with single hyphens between them',
  }),
  name: filled(120),
}).meta({ ref: 'TagChanges' })

export const TagMerge = z
  .strictObject({ into: z.uuid('must be a UUID').meta({ description: 'Id of the tag that stays.' }) })
  .meta({ ref: 'TagMerge' })

export const AdminTag = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    merged_into: z.string().nullable().meta({
      description:
        'Key of the tag that this key stands for since it was merged or renamed; files that say it get that one.',
    }),
    skills: z.int().meta({ description: 'Active skills that have it.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminTag' })

export const MergedTag = z
  .strictObject({
    changed: z.int().meta({ description: 'Skills of any status that had the other tag.' }),
    tag: AdminTag,
  })
  .meta({ ref: 'MergedTag' })
