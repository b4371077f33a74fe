import { z } from 'zod'
import { Time } from '../../catalogue/schemas.ts'
import { changesOf, filled } from '../../params.ts'

const settable = {
  name: filled(120),
  description: filled(2000).nullable().meta({ description: 'null clears it.' }),
  sort_order: z
    .int('must be a whole number')
    .min(0)
    .max(1_000_000)
    .meta({ description: 'Its place among the categories; of equals, the key decides.' }),
  is_active: z.boolean().meta({
    description: 'Whether it is shown and published. Skills stay in one that is not, and are filed under it as before.',
  }),
}

export const NewCategory = z
  .strictObject({
    key: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters and digits with single hyphens between them')
      .meta({ description: 'By what rules, files and clients refer to it; it is unique and stays for ever.' }),
    name: settable.name,
    description: settable.description.prefault(null),
    sort_order: settable.sort_order.prefault(0),
    is_active: settable.is_active.prefault(true),
  })
  .meta({ ref: 'NewCategory' })

export const CategoryChanges = changesOf(settable).meta({ ref: 'CategoryChanges' })

export const AdminCategory = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    sort_order: z.int(),
    is_active: z.boolean(),
    skills: z.int().meta({ description: 'Skills that are listed under it.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminCategory' })
