import * as z from 'zod'
import { Time } from '../../../http/answers.ts'
import { changesOf, filled, Key } from '../../../http/input/fields.ts'

const settable = {
  name: filled(120),
  description: filled(2000).nullable().meta({ description: 'Null clears it.' }),
  sort_order: z.int().min(0).max(1_000_000).meta({ description: 'Categories are listed by sort_order, then by key.' }),
  is_active: z.boolean().meta({
    description: 'An inactive category is neither shown nor published. It keeps its skills and still gets new ones.',
  }),
}

export const NewCategory = z
  .strictObject({
    key: Key.meta({
      description: 'The unique name by which rules, files and clients refer to the category. Cannot be changed.',
    }),
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
    skills: z.int().meta({ description: 'How many skills are listed in it.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminCategory' })
