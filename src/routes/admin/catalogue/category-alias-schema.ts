import { z } from 'zod'
import { Time } from '../../catalogue/schemas.ts'
import { text } from '../../params.ts'

export const NewCategoryAlias = z
  .strictObject({
    source_id: z.uuid('must be a UUID').meta({ description: 'It counts for the sources found in that one too.' }),
    raw_category: text(200)
      .trim()
      .min(1, 'must not be blank')
      .meta({ description: 'What the source calls it, in whatever case.' }),
    category_id: z.uuid('must be a UUID'),
  })
  .meta({ ref: 'NewCategoryAlias' })

export const CategoryAliasChanges = z
  .strictObject({ category_id: z.uuid('must be a UUID') })
  .meta({ ref: 'CategoryAliasChanges' })

export const CategoryAlias = z
  .strictObject({
    id: z.uuid(),
    source_id: z.uuid(),
    raw_category: z.string(),
    category_id: z.uuid(),
    affected_skills: z.int().meta({
      description:
        'Skills whose file says this, that stand under another category and that no admin has edited: `/reapply` files them under this one.',
    }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'CategoryAlias' })

export const ReappliedAlias = z
  .strictObject({ changed: z.int().meta({ description: 'Skills that stand under another category now.' }) })
  .meta({ ref: 'ReappliedAlias' })
