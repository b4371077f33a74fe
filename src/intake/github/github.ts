import * as z from 'zod'
import type { NamedRepository } from '../../db/intake/store-children.ts'
import { isSkillMdPath, readGithubRepo } from '../../domain/intake/github-address.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { fromBase64 } from '../../domain/text/base64.ts'
import { STORABLE_TIME } from '../../domain/text/times.ts'
import { SourceFault } from '../source-fault.ts'
import type { GithubApi } from './github-api.ts'

/** `fullName` is `owner/name` as GitHub writes it; after a rename it differs from the name that was asked for. */
export type Repository = {
  fullName: string
  /** GitHub's ids of the repository and its owner, which survive renames. Null if GitHub does not tell them. */
  id: number | null
  ownerId: number | null
  defaultBranch: string
  stars: number
  forks: number
  /** An SPDX id, or null if GitHub found none. */
  license: string | null
  /** RFC 3339. */
  pushedAt: string | null
  /** For the next request. */
  etag: string | null
}
export type SkillBlob = { path: string; sha: string; size: number }
/**
 * `truncated`: GitHub listed only a part of the repository. `isThere`: the branch exists, or the repository is empty.
 */
export type Listing = { files: SkillBlob[]; truncated: boolean; isThere: boolean }

const MAX_REPOSITORY_BYTES = 256 * 1024
const MAX_OWNERS_BYTES = 4 * 1024 * 1024
const MAX_TREE_BYTES = 8 * 1024 * 1024
// The file in base64, with line breaks, and the JSON around it.
const MAX_BLOB_BYTES = Math.ceil(MAX_SKILL_MD_BYTES * 1.4) + 4096
const MAX_SPDX = 40
const EMPTY_REPOSITORY = 409

/** Text that PostgreSQL can store. */
const Text = z.string().refine((text) => text.isWellFormed() && !text.includes('\0'))

// Optional data must not make a repository fail, so unreadable stars and licences fall back to defaults.
const Count = z.int().min(0).max(2_147_483_647).catch(0)
const Id = z.int().positive().nullable().catch(null)
const Account = z.object({ id: Id }).catch({ id: null })
const RepositoryAnswer = z.object({
  full_name: z.string(),
  id: Id,
  owner: Account,
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
  pushed_at: z.iso.datetime({ offset: true }).regex(STORABLE_TIME).nullable().catch(null),
})
const OwnersAnswer = z.array(
  z.object({
    full_name: z.string(),
    id: Id,
    owner: Account,
    private: z.boolean(),
    fork: z.boolean(),
    archived: z.boolean(),
  }),
)
const LoginAnswer = z.object({ login: z.string().regex(/^[a-z\d][\w-]{0,99}$/i) })
const TreeAnswer = z.object({ tree: z.array(z.unknown()), truncated: z.boolean() })
// Symbolic links are blobs too (mode 120000). They are not followed.
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
 * Returns a public repository, or null. A repository that only our token may see counts as missing, because our readers
 * may not see it. Returns `unchanged` if its ETag is still `etag`.
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
  return answer.is === 'found' ? publicRepository(answer.data, answer.etag) : null
}

/** As `findRepository`, by GitHub's id, whatever the repository is called now. */
export async function findRepositoryById(api: GithubApi, id: number): Promise<Repository | null> {
  const asked = { with: { id }, schema: RepositoryAnswer, maxBytes: MAX_REPOSITORY_BYTES }
  const answer = await api.get('/repositories/{id}', asked)
  return answer.is === 'found' ? publicRepository(answer.data, answer.etag) : null
}

/** Returns the login of an account by GitHub's id, or null if the account is gone. */
export async function findLogin(api: GithubApi, id: number): Promise<string | null> {
  const answer = await api.get('/user/{id}', { with: { id }, schema: LoginAnswer, maxBytes: MAX_REPOSITORY_BYTES })
  return answer.is === 'found' ? answer.data.login : null
}

function publicRepository(found: z.output<typeof RepositoryAnswer>, etag: string | null): Repository | null {
  if (found.private) return null
  const name = readGithubRepo(found.full_name)
  if ('fault' in name) throw new SourceFault('unreadable', 'GitHub named the repository in an unknown format.')
  return {
    fullName: name.value,
    id: found.id,
    ownerId: found.owner.id,
    defaultBranch: found.default_branch,
    stars: found.stargazers_count,
    forks: found.forks_count,
    license: found.license,
    pushedAt: found.pushed_at,
    etag,
  }
}

/**
 * Returns a page of an owner's public repositories, without forks and archived ones. `size` counts these too. `ownerId`
 * is null if the page is empty. Returns null if there is no such owner.
 */
export async function listRepositories(
  api: GithubApi,
  owner: string,
  { page, size, etag }: { page: number; size: number; etag: string | null },
): Promise<
  { repos: NamedRepository[]; ownerId: number | null; size: number; etag: string | null } | 'unchanged' | null
> {
  const answer = await api.get('/users/{owner}/repos', {
    with: { owner, type: 'owner', sort: 'full_name', per_page: size, page },
    schema: OwnersAnswer,
    maxBytes: MAX_OWNERS_BYTES,
    etag,
  })
  if (answer.is === 'unchanged') return 'unchanged'
  if (answer.is === 'nothing') return null
  const kept = answer.data.filter((repo) => !repo.private && !repo.fork && !repo.archived)
  const repos = kept.flatMap(({ full_name, id }) => {
    const name = readGithubRepo(full_name)
    return 'fault' in name ? [] : [{ repo: name.value, id }]
  })
  return { repos, ownerId: answer.data[0]?.owner.id ?? null, size: answer.data.length, etag: answer.etag }
}

/** Lists every SKILL.md of the default branch, in any case and at any depth, ordered by path. */
export async function listSkillBlobs(api: GithubApi, { fullName, defaultBranch }: Repository): Promise<Listing> {
  const answer = await api.get('/repos/{owner}/{repo}/git/trees/{tree}', {
    with: { ...partsOf(fullName), tree: defaultBranch, recursive: 1 },
    schema: TreeAnswer,
    maxBytes: MAX_TREE_BYTES,
  })
  if (answer.is !== 'found')
    return { files: [], truncated: false, isThere: answer.is === 'nothing' && answer.status === EMPTY_REPOSITORY }
  // A tree has up to 100,000 entries, so only likely ones are validated.
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

/**
 * Returns the bytes of a blob. Throws SourceFault, with kind `too_large` if the blob is larger than any SKILL.md may
 * be.
 */
export async function readBlob(api: GithubApi, repo: string, sha: string): Promise<Uint8Array> {
  const answer = await api.get('/repos/{owner}/{repo}/git/blobs/{sha}', {
    with: { ...partsOf(repo), sha },
    schema: BlobAnswer,
    maxBytes: MAX_BLOB_BYTES,
  })
  const bytes = answer.is === 'found' ? fromBase64(answer.data.content) : null
  if (!bytes) throw new SourceFault('unreadable', 'GitHub lists the file but does not have it.')
  return bytes
}
