import { z } from 'zod'
import { isSkillMdPath, readGithubRepo } from '../../domain/intake/github-address.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { fromBase64 } from '../../domain/text/base64.ts'
import { SourceFault } from '../source-fault.ts'
import type { GithubApi } from './github-api.ts'

/** `fullName` is `owner/name` as GitHub writes it, which for a repository that was renamed is not what was asked for. */
export type Repository = {
  fullName: string
  defaultBranch: string
  stars: number
  forks: number
  /** An SPDX id; null where GitHub has found none. */
  license: string | null
  /** RFC 3339. */
  pushedAt: string | null
  /** What to ask again with. */
  etag: string | null
}
export type SkillBlob = { path: string; sha: string; size: number }
/** `truncated`: GitHub listed only a part of the repository. `isThere`: there was a branch to list, or nothing in the repository. */
export type Listing = { files: SkillBlob[]; truncated: boolean; isThere: boolean }

const MAX_REPOSITORY_BYTES = 256 * 1024
const MAX_OWNERS_BYTES = 4 * 1024 * 1024
const MAX_TREE_BYTES = 8 * 1024 * 1024
// Base64 in lines, and the JSON around it.
const MAX_BLOB_BYTES = Math.ceil(MAX_SKILL_MD_BYTES * 1.4) + 4096
const MAX_SPDX = 40
const EMPTY_REPOSITORY = 409

/** What PostgreSQL can keep. */
const Text = z.string().refine((text) => text.isWellFormed() && !text.includes('\0'))

// Only what is certain to be there is insisted on: stars and licence are not worth a repository.
const Count = z.int().min(0).max(2_147_483_647).catch(0)
const RepositoryAnswer = z.object({
  full_name: z.string(),
  default_branch: Text.min(1),
  private: z.boolean(),
  stargazers_count: Count,
  forks_count: Count,
  license: z
    .object({
      spdx_id: z
        .string()
        .max(MAX_SPDX)
        .regex(/^[\w.+-]+$/),
    })
    .transform(({ spdx_id }) => (spdx_id === 'NOASSERTION' ? null : spdx_id))
    .nullable()
    .catch(null),
  pushed_at: z.iso.datetime({ offset: true }).nullable().catch(null),
})
const OwnersAnswer = z.array(
  z.object({ full_name: z.string(), private: z.boolean(), fork: z.boolean(), archived: z.boolean() }),
)
const TreeAnswer = z.object({ tree: z.array(z.unknown()), truncated: z.boolean() })
// A link is a blob too, of mode 120000, and is not followed.
const Blob = z.object({
  path: Text,
  mode: z.enum(['100644', '100755']),
  sha: z.string().regex(/^[\da-f]{40,64}$/),
  size: z.int(),
})
const BlobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') })

const partsOf = (repo: string) => {
  const [owner = '', name = ''] = repo.split('/')
  return { owner, repo: name }
}

/**
 * A public repository, or null. One that only our token may see is none: whoever asks us may not. `unchanged`: it is as it was when it
 * had that ETag.
 */
export async function findRepository(api: GithubApi, repo: string): Promise<Repository | null>
export async function findRepository(
  api: GithubApi,
  repo: string,
  etag: string | null,
): Promise<Repository | 'unchanged' | null>
export async function findRepository(api: GithubApi, repo: string, etag: string | null = null) {
  const asked = { with: partsOf(repo), schema: RepositoryAnswer, maxBytes: MAX_REPOSITORY_BYTES, etag }
  const answer = await api.get('/repos/{owner}/{repo}', asked)
  if (answer.is === 'unchanged') return 'unchanged'
  if (answer.is === 'nothing' || answer.data.private) return null
  const { data: found, etag: given } = answer
  const name = readGithubRepo(found.full_name)
  if ('fault' in name) throw new SourceFault('unreadable', 'GitHub named the repository in a way we do not know.')
  return {
    fullName: name.value,
    defaultBranch: found.default_branch,
    stars: found.stargazers_count,
    forks: found.forks_count,
    license: found.license,
    pushedAt: found.pushed_at,
    etag: given,
  }
}

/** A page of an owner's public repositories without forks and archived ones; null: no such owner. `size` is how many there were with them. */
export async function listRepositories(
  api: GithubApi,
  owner: string,
  { page, size, etag }: { page: number; size: number; etag: string | null },
): Promise<{ repos: string[]; size: number; etag: string | null } | 'unchanged' | null> {
  const answer = await api.get('/users/{owner}/repos', {
    with: { owner, type: 'owner', sort: 'full_name', per_page: size, page },
    schema: OwnersAnswer,
    maxBytes: MAX_OWNERS_BYTES,
    etag,
  })
  if (answer.is === 'unchanged') return 'unchanged'
  if (answer.is === 'nothing') return null
  const kept = answer.data.filter((repo) => !repo.private && !repo.fork && !repo.archived)
  const repos = kept.flatMap(({ full_name }) => {
    const name = readGithubRepo(full_name)
    return 'fault' in name ? [] : [name.value]
  })
  return { repos, size: answer.data.length, etag: answer.etag }
}

/** Every SKILL.md of the default branch, in whatever case and at any depth, in the order of paths. */
export async function listSkillBlobs(api: GithubApi, { fullName, defaultBranch }: Repository): Promise<Listing> {
  const answer = await api.get('/repos/{owner}/{repo}/git/trees/{tree}', {
    with: { ...partsOf(fullName), tree: defaultBranch, recursive: 1 },
    schema: TreeAnswer,
    maxBytes: MAX_TREE_BYTES,
  })
  if (answer.is !== 'found')
    return { files: [], truncated: false, isThere: answer.is === 'nothing' && answer.status === EMPTY_REPOSITORY }
  // A tree has up to 100,000 entries: only those that can matter are looked at closely.
  const files = answer.data.tree.filter(mayBeSkillMd).flatMap((entry) => {
    const { data } = Blob.safeParse(entry)
    return data ? [{ path: data.path, sha: data.sha, size: data.size }] : []
  })
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    truncated: answer.data.truncated,
    isThere: true,
  }
}

function mayBeSkillMd(entry: unknown): boolean {
  const path = typeof entry === 'object' && entry !== null && 'path' in entry ? entry.path : undefined
  return typeof path === 'string' && isSkillMdPath(path) && !/(^|\/)node_modules\//.test(path)
}

/** The bytes of a blob. Throws SourceFault: `too_large` where it is larger than any SKILL.md. */
export async function readBlob(api: GithubApi, repo: string, sha: string): Promise<Uint8Array> {
  const answer = await api.get('/repos/{owner}/{repo}/git/blobs/{sha}', {
    with: { ...partsOf(repo), sha },
    schema: BlobAnswer,
    maxBytes: MAX_BLOB_BYTES,
  })
  const bytes = answer.is === 'found' ? fromBase64(answer.data.content) : null
  if (!bytes) throw new SourceFault('unreadable', 'GitHub does not have a file that it listed.')
  return bytes
}
