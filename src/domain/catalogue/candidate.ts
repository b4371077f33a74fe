import type { LicenceFile } from '../files/licences/known-licence.ts'
import type { LoadedSkill } from '../skill-md/skill-md.ts'
import { summarise } from '../skill-md/summary.ts'
import { contentHash } from '../text/hash.ts'
import { cut } from '../text/text.ts'
import { chooseCategory } from './choose-category.ts'
import { assessLicense } from './license.ts'
import { type NamedPublisher, namedPublisher, type PublisherName } from './publisher.ts'
import { identityHash, nameSlug } from './slug.ts'
import { readVersion, type Version } from './version.ts'

/**
 * Where a file comes from. `aliases` maps the source's own category names, in lower case, to our category keys;
 * `license` is the repository's.
 */
export type Origin = {
  publisher: PublisherName
  repo: string | null
  license: string | null
  aliases: ReadonlyMap<string, string>
}

/**
 * The skill that a file becomes on approval. Its slug begins with the publisher's part and ends in `nameSlug`, followed
 * by `suffix` if another skill has that slug.
 */
export type Candidate = NamedPublisher & {
  nameSlug: string
  suffix: string
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
  /** The version as the file writes it, and as it was read (null if it is none). */
  declaredVersion: string | null
  declared: Version | null
}

const MAX_DECLARED = 100

/**
 * Derives the skill from a loaded file. `text` is the whole file; `identity` distinguishes it from the other files of
 * its source. `licenceFiles` are those of its folder.
 */
export async function candidateOf(
  skill: LoadedSkill,
  p: { path: string; identity: string; text: string; origin: Origin; licenceFiles: readonly LicenceFile[] },
): Promise<Candidate> {
  const { publisher, repo, aliases } = p.origin
  const license = assessLicense({ frontmatter: skill.license, repository: p.origin.license, folder: p.licenceFiles })
  return {
    ...namedPublisher(publisher),
    nameSlug: nameSlug(skill.name),
    suffix: await identityHash(p.identity),
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
    declaredVersion: skill.version === null ? null : cut(skill.version, MAX_DECLARED),
    declared: readVersion(skill.version),
  }
}
