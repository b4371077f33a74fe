import type { Db } from '../db/connect.ts'
import { readCategoryAliases } from '../db/intake/category-aliases.ts'
import { type RawForReview, readRawsForReview } from '../db/intake/review.ts'
import { type Candidate, candidateOf } from '../domain/catalogue/candidate.ts'
import type { PublisherName } from '../domain/catalogue/publisher.ts'
import { repoOwner } from '../domain/catalogue/slug.ts'
import { isLicenceName } from '../domain/files/licences/licence-names.ts'
import { type ParsedSkillMd, parseSkillMd } from '../domain/skill-md/skill-md.ts'
import { fromBase64 } from '../domain/text/base64.ts'

/**
 * A stored file, parsed again. `parsed` is null if its bytes were not kept, `candidate` also if it has nothing to load.
 */
export type Reviewed = { raw: RawForReview; parsed: ParsedSkillMd | null; candidate: Candidate | null }

/** Parses stored files again, and decides which skill each would become. */
export async function readForReview(db: Db, ids: readonly string[]): Promise<Reviewed[]> {
  const raws = await readRawsForReview(db, ids)
  const sources = [...new Set(raws.map(({ sourceId }) => sourceId))]
  const aliases = new Map(
    await Promise.all(sources.map(async (id) => [id, await readCategoryAliases(db, id)] as const)),
  )
  return Promise.all(raws.map((raw) => read(raw, aliases.get(raw.sourceId) ?? new Map())))
}

/** Returns where a stored file was found, as recorded when it was stored. */
export function whereabouts(raw: RawForReview): {
  path: string
  folder: string
  publisher: PublisherName
  repo: string | null
} {
  const { skillPath, githubRepo, nameRaw } = raw
  const path = skillPath ?? 'SKILL.md'
  const folder = path.split('/').at(-2) ?? githubRepo?.split('/')[1] ?? nameRaw ?? ''
  return { path, folder, publisher: publisherOf(raw, path), repo: githubRepo }
}

function publisherOf(
  { sourceOwner, site, githubRepo, externalId, sourceName }: RawForReview,
  path: string,
): PublisherName {
  if (sourceOwner !== null) return { kind: null, name: sourceOwner }
  if (site !== null) return { kind: 'site', name: site }
  const owner = githubRepo && repoOwner(githubRepo)
  if (owner) return { kind: 'github', name: owner }
  // The external id of a file from a folder begins with its owner.
  const named = externalId?.endsWith(`:${path}`) ? externalId.slice(0, -path.length - 1) : null
  return { kind: 'local', name: named || sourceName }
}

async function read(raw: RawForReview, aliases: ReadonlyMap<string, string>): Promise<Reviewed> {
  const bytes = raw.content === null ? null : fromBase64(raw.content)
  if (!bytes) return { raw, parsed: null, candidate: null }
  const { path, folder, publisher, repo } = whereabouts(raw)
  const parsed = parseSkillMd(bytes, { folder })
  const origin = { publisher, repo, license: raw.license, aliases }
  const identity = raw.externalId ?? raw.id
  const licenceFiles = raw.licenceFiles.filter((file) => isLicenceName(file.path))
  const about = { path, identity, text: parsed.text, origin, licenceFiles }
  const candidate = parsed.skill && (await candidateOf(parsed.skill, about))
  return { raw, parsed, candidate }
}
