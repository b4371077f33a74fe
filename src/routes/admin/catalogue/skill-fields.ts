import { categoryExists, type SkillFields } from '../../../db/catalogue/admin-skills.ts'
import type { Db } from '../../../db/connect.ts'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { invalid } from '../../../http/validate.ts'

type Given = { category_id?: string | null | undefined; tags?: string[] | null | undefined }

/** Fields of a body (at `pointer` in it) as they are stored: tags with their keys, and a category that is there. */
export async function storedFields<T extends Given>(db: Db, fields: T, pointer = '') {
  if (fields.category_id && !(await categoryExists(db, fields.category_id)))
    throw invalid([{ in: 'body', pointer: `${pointer}/category_id`, message: 'is no category' }])
  const { tags, ...rest } = fields
  if (tags === undefined) return { ...rest } satisfies SkillFields
  const keyed = new Map((tags ?? []).map((name) => [slugPart(name), name]))
  return { ...rest, tags: [...keyed].map(([key, name]) => ({ key, name })) } satisfies SkillFields
}
