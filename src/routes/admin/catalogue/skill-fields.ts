import type { SkillFields } from '../../../db/catalogue/admin-skills.ts'
import type { Db } from '../../../db/connect.ts'
import { spdxOf } from '../../../domain/catalogue/license.ts'
import { slugPart } from '../../../domain/catalogue/slug.ts'
import { idInBody } from '../../../http/input/refs.ts'

type Given = {
  category_id?: string | null | undefined
  license?: string | null | undefined
  tags?: string[] | null | undefined
}

/**
 * Returns the fields of a body as they are stored: with the id of the category, a key for each tag, and SPDX ids in their
 * own case. `pointer` is their place in the body. Throws Failure `invalid` if the category does not exist.
 */
export async function storedFields<T extends Given>(db: Db, fields: T, pointer = '') {
  const { tags, ...rest } = { ...fields }
  if (rest.category_id) rest.category_id = await idInBody(db, 'category', rest.category_id, `${pointer}/category_id`)
  // In one case, so that a search by licence finds it.
  if (rest.license) rest.license = spdxOf(rest.license) ?? rest.license
  if (tags === undefined) return rest satisfies SkillFields
  const keyed = new Map((tags ?? []).map((name) => [slugPart(name), name]))
  return { ...rest, tags: [...keyed].map(([key, name]) => ({ key, name })) } satisfies SkillFields
}
