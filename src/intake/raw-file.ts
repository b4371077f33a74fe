import type { RawFile } from '../db/intake/raw-skills.ts'
import type { Reparsed } from '../db/intake/review.ts'
import { MAX_SKILL_MD_BYTES, type ParsedSkillMd, parseSkillMd } from '../domain/skill-md/skill-md.ts'
import { toBase64 } from '../domain/text/base64.ts'
import { sha256Hex } from '../domain/text/hash.ts'
import { cut } from '../domain/text/text.ts'

const MAX_URL_BYTES = 2000

/**
 * Where a SKILL.md was found: its path in the source, with slashes, the name of its folder, its owner and repository.
 * `revision` is the version that the source gives its content; `url` is its address if it is not in a GitHub
 * repository.
 */
export type FoundAt = {
  path: string
  folder: string
  owner: string
  repo: string | null
  revision?: string | null
  url?: string
}

/** `identity` distinguishes the file from the other files of its source. */
export type ReadFile = { raw: RawFile; parsed: ParsedSkillMd; identity: string }

/** Parses a SKILL.md, and returns it in the form in which it is stored. */
export async function readRawFile(bytes: Uint8Array, at: FoundAt): Promise<ReadFile> {
  const { path, folder, owner, repo, revision = null, url = null } = at
  const parsed = parseSkillMd(bytes, { folder })
  // One source may have several repositories or owners with the same paths.
  const identity = `${repo ?? owner}:${path}`
  const raw: RawFile = {
    externalId: await externalIdOf(identity),
    skillPath: await fitting(path, 500),
    skillUrl: indexable(repo === null ? url : urlOf(repo, path)),
    githubRepo: repo,
    content: bytes.length > MAX_SKILL_MD_BYTES ? null : toBase64(bytes),
    contentHash: await sha256Hex(bytes),
    sourceRevision: revision,
    ...fieldsOf(parsed),
  }
  return { raw, parsed, identity }
}

/** Returns what was read from a file in the form in which it is stored. */
export const fieldsOf = ({ skill, frontmatter, status, findings }: ParsedSkillMd): Reparsed => ({
  nameRaw: skill?.name ?? null,
  descriptionRaw: skill?.description ?? null,
  categoryRaw: skill?.category ?? null,
  licenseRaw: skill?.license ?? null,
  tagsRaw: skill?.tags ?? [],
  dataJson: frontmatter,
  parseStatus: status,
  parseErrors: findings,
})

/** Returns an identity in the form in which it is stored. */
export const externalIdOf = (identity: string): Promise<string> => fitting(identity, 300)

/** Makes a path fit its column, yet stay unique: replaces the end of a path that is too long with its hash. */
async function fitting(path: string, max: number): Promise<string> {
  return path.length <= max ? path : `${cut(path, max - 65)}#${await sha256Hex(path)}`
}

const urlOf = (repo: string, path: string) =>
  `https://github.com/${repo}/blob/HEAD/${path.split('/').map(encodeURIComponent).join('/')}`

/** An index entry has at most 2,704 bytes and the address is indexed, so a longer address is not kept. */
const indexable = (url: string | null) =>
  url !== null && new TextEncoder().encode(url).length <= MAX_URL_BYTES ? url : null
