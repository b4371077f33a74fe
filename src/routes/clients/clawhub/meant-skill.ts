import type { Context } from 'hono'
import * as z from 'zod'
import { findClawhubSkills, type MorePairs } from '../../../db/clients/clawhub-skill.ts'
import { whyNotInstalled } from '../../../domain/clients/clawhub-install.ts'
import type { ClawhubSkill } from '../../../domain/clients/clawhub-skill.ts'
import { skillTag } from '../../../domain/feed/edge-cache.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { keepFor } from '../../../http/cache-for.ts'
import { Failure } from '../../../http/failure.ts'
import { text } from '../../../http/input/fields.ts'

export const Slug = text(300).min(1).meta({ description: 'The last part of the slug of a skill, or the whole slug.' })
export const OwnerHandle = text(200).min(1).optional().meta({ description: 'Its publisher, in any case.' })

export const SlugParam = z.object({ slug: Slug })
export const OwnerQuery = z.object({ ownerHandle: OwnerHandle })

type Asked = { slug: string; ownerHandle?: string | undefined }

function refOf({ slug, ownerHandle }: Asked) {
  const [first, rest] = slug.toLowerCase().split('--')
  if (rest === undefined) return { name: slug.toLowerCase(), owner: ownerHandle }
  return { name: rest, owner: ownerHandle ?? first }
}

/** The skill that a client names, which may be withdrawn. Throws Failure `not_found`, or `conflict` for a name of several publishers. */
export async function meantSkill<More extends object = object>(
  c: Context<AppEnv>,
  asked: Asked,
  more?: MorePairs,
): Promise<ClawhubSkill & More> {
  const [skill, ...others] = await findClawhubSkills<More>(c.var.db, refOf(asked), more)
  if (!skill) throw new Failure('not_found', 'Skill not found')
  if (others.length > 0) throw ambiguous(c, [skill, ...others])
  return skill
}

/** Lets caches keep an answer about a skill until it changes, or for a minute. */
export const keepSkill = (c: Context<AppEnv>, { slug }: ClawhubSkill) =>
  keepFor(c, { seconds: 60, tags: ['skills', skillTag(slug)] })

/** The same, of skills that are active only. Throws Failure `withdrawn` for others. */
export async function activeSkill(c: Context<AppEnv>, asked: Asked): Promise<ClawhubSkill> {
  const skill = await meantSkill(c, asked)
  if (!skill.isActive) throw new Failure('withdrawn', whyNotInstalled(skill) ?? '')
  return skill
}

/** The client reads this object out of the text, and prints a list of commands. */
function ambiguous(c: Context<AppEnv>, skills: readonly ClawhubSkill[]): Failure {
  const { origin } = new URL(c.req.url)
  const message = `Several publishers have a skill called ${skills[0]?.name}. Name one of them:`
  const matches = skills.map(({ owner: ownerHandle, name: slug, slug: ours }) => ({
    ...{ ownerHandle, slug, ref: `@${ownerHandle}/${slug}` },
    url: `${origin}/v1/skills/${encodeURIComponent(ours)}`,
  }))
  return new Failure('conflict', JSON.stringify({ code: 'AMBIGUOUS_SKILL_SLUG', message, matches }))
}

/** The address of a zip. A download from it counts. */
export function downloadUrl(c: Context<AppEnv>, skill: ClawhubSkill, version: string): string {
  const query = new URLSearchParams({ slug: skill.name, ownerHandle: skill.owner, version })
  return `${new URL(c.req.url).origin}/api/v1/download?${query}`
}
