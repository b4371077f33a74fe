import type { Context } from 'hono'
import { findRenamed } from '../../db/authors/rename-skill.ts'
import { findNearSlugs } from '../../db/catalogue/near-slugs.ts'
import { chooseSlugs, readAskedSlug } from '../../domain/catalogue/choose-slugs.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { type Failure, notFound } from '../../http/failure.ts'
import { skillRef } from '../../http/input/skill-ref.ts'

/** Returns `thing` unless it is null. Throws Failure `not_found`, which suggests the nearest slugs, if it is. */
export async function foundSkill<T>(c: Context<AppEnv>, thing: T | null, ref: string): Promise<T> {
  if (thing === null) throw await missingSkill(c, ref)
  return thing
}

/** The refusal of a skill that does not exist. It suggests the nearest slugs. */
export async function missingSkill(c: Context<AppEnv>, ref: string): Promise<Failure> {
  const meant = skillRef(ref)
  const asked = 'slug' in meant ? readAskedSlug(meant.slug) : null
  if (!('slug' in meant) || !asked) return notFound('skill', ref)
  const renamed = await findRenamed(c.var.db, meant.slug)
  if (renamed !== null) return notFound('skill', ref, [renamed])
  return notFound('skill', ref, chooseSlugs(asked, await findNearSlugs(c.var.db, meant.slug, asked)))
}
