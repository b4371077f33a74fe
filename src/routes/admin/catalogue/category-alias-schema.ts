import * as z from 'zod'
import { Time } from '../../../http/answers.ts'
import { filled } from '../../../http/input/fields.ts'
import { refTo } from '../../../http/input/refs.ts'

export const NewCategoryAlias = z
  .strictObject({
    source_id: z
      .uuid()
      .meta({ description: 'The source that uses the name. The alias also holds for the sources found in this one.' }),
    raw_category: filled(200).meta({ description: 'The name that the source uses. Case does not matter.' }),
    category_id: refTo('category'),
  })
  .meta({ ref: 'NewCategoryAlias' })

export const CategoryAliasChanges = z
  .strictObject({ category_id: refTo('category') })
  .meta({ ref: 'CategoryAliasChanges' })

export const CategoryAlias = z
  .strictObject({
    id: z.uuid(),
    source_id: z.uuid(),
    raw_category: z.string(),
    category_id: z.uuid(),
    affected_skills: z.int().meta({
      description:
        'How many skills have this name in their file but are in another category, and were not edited by an admin. `/reapply` moves them to this category.',
    }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'CategoryAlias' })

export const ReappliedAlias = z
  .strictObject({
    changed: z.int().meta({ description: 'How many skills got another category.' }),
    remaining: z.int().meta({ description: 'How many skills get it later.' }),
  })
  .meta({ ref: 'ReappliedAlias' })
