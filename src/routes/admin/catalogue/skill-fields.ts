import { categoryExists, type SkillFields } from '../../../db/catalogue/admin-skills.ts'
import type { Db } from '../../../db/connect.ts'
import { spdxOf } from '../../../domain/catalogue/license.ts'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { invalid } from '../../../http/input/field-errors.ts'

type Given = {
  category_id?: string | null | undefined
  license?: string | null | undefined
  tags?: string[] | null | undefined
}

/**
 * Returns the fields of a body as they are stored, with a key for each tag and SPDX ids in their own case. `pointer` is their place in the body.
 * Throws Failure `invalid` if the category does not exist.
 */
export async function storedFields<T extends Given>(db: Db, fields: T, pointer = '') {
  if (fields.category_id && !(await categoryExists(db, fields.category_id)))
    throw invalid([{ in: 'body', pointer: `${pointer}/category_id`, message: 'is not the id of a category' }])
  const { tags, ...given } = fields
  // In one case, so that a search by licence finds it.
  const rest = given.license ? { ...given, license: spdxOf(given.license) ?? given.license } : given
  if (tags === undefined) return { ...rest } satisfies SkillFields
  const keyed = new Map((tags ?? []).map((name) => [slugPart(name), name]))
  return { ...rest, tags: [...keyed].map(([key, name]) => ({ key, name })) } satisfies SkillFields
}
