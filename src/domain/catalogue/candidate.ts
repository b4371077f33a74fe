import type { LoadedSkill } from '../skill-md/skill-md.ts'
import { summarise } from '../skill-md/summary.ts'
import { contentHash } from '../text/hash.ts'
import { chooseCategory } from './choose-category.ts'
import { assessLicense } from './license.ts'
import { alternateSlug, skillSlug } from './slug.ts'

/**
 * Where a file comes from. `aliases` maps the source's own category names, in lower case, to our category keys;
 * `license` is the repository's.
 */
export type Origin = {
  owner: string
  repo: string | null
  license: string | null
  aliases: ReadonlyMap<string, string>
}

/**
 * The skill that a file becomes on approval. `alternateSlug` is its slug if its source already has another file with
 * this owner and name.
 */
export type Candidate = {
  slug: string
  alternateSlug: string
  owner: string
  name: string
  summary: string
  descriptionMd: string
  categoryKey: string
  license: string | null
  licenseConfidence: string
  contentPolicy: string
  canonicalRepo: string | null
  skillPath: string
  contentHash: string
  tags: readonly string[]
}

/**
 * Derives the skill from a loaded file. `text` is the whole file; `identity` distinguishes it from the other files of
 * its source.
 */
export async function candidateOf(
  skill: LoadedSkill,
  p: { path: string; identity: string; text: string; origin: Origin },
): Promise<Candidate> {
  const { owner, repo, aliases } = p.origin
  const license = assessLicense({ frontmatter: skill.license, repository: p.origin.license })
  const slug = skillSlug(owner, skill.name)
  return {
    slug,
    alternateSlug: await alternateSlug(slug, p.identity),
    owner,
    name: skill.name,
    summary: summarise(skill.description),
    descriptionMd: skill.body,
    categoryKey: chooseCategory({ rawCategory: skill.category, aliases, ...skill }),
    license: license.license,
    licenseConfidence: license.confidence,
    contentPolicy: license.contentPolicy,
    canonicalRepo: repo,
    skillPath: p.path,
    contentHash: await contentHash(p.text),
    tags: skill.tags,
  }
}
