import * as z from 'zod'
import type { NamedRepository } from '../../db/intake/crawling/store-children.ts'
import { blobIdLike } from '../../domain/git/blob-id.ts'
import { type Tree, treeOf } from '../../domain/git/tree.ts'
import { readTreeEntry } from '../../domain/git/tree-entry.ts'
import { readGithubRepo } from '../../domain/intake/github-address.ts'
import { isStorable } from '../../domain/text/text.ts'
import { STORABLE_TIME } from '../../domain/text/times.ts'
import { SourceFault } from '../source-fault.ts'
import type { GithubApi } from './github-api.ts'

/** `fullName` is `owner/name` as GitHub writes it; after a rename it differs from the name that was asked for. */
export type Repository = {
  fullName: string
  /** GitHub's ids of the repository and its owner, which survive renames. Null if GitHub does not tell them. */
  id: number | null
  ownerId: number | null
  isFork: boolean
  defaultBranch: string
  /** What a fork comes from in the end, if GitHub names it. */
  forkOf: string | null
  isArchived: boolean
  stars: number
  forks: number
  /** An SPDX id, or null if GitHub found none. */
  license: string | null
  /** Both RFC 3339. */
  createdAt: string | null
  pushedAt: string | null
  /** For the next request. */
  etag: string | null
}
export type SkillBlob = { path: string; sha: string; size: number }
/**
 * What the default branch has. `commit`: null if there is none. `truncated`: GitHub listed only a part of the repository.
 * `isThere`: the branch exists, or the repository is empty.
 */
export type Listing = { tree: Tree; commit: string | null; truncated: boolean; isThere: boolean }

const MAX_REPOSITORY_BYTES = 256 * 1024
const MAX_OWNERS_BYTES = 4 * 1024 * 1024
const MAX_TREE_BYTES = 8 * 1024 * 1024
const MAX_COMMIT_BYTES = 100
const MAX_SPDX = 40
const EMPTY_REPOSITORY = 409

const Text = z.string().refine(isStorable)

// Optional data must not make a repository fail, so unreadable stars and licences fall back to defaults.
const Count = z.int().min(0).max(2_147_483_647).catch(0)
const Id = z.int().positive().nullable().catch(null)
const Time = z.iso.datetime({ offset: true }).regex(STORABLE_TIME).nullable().catch(null)
const Account = z.object({ id: Id }).catch({ id: null })
const RepositoryAnswer = z.object({
  full_name: z.string(),
  id: Id,
  owner: Account,
  default_branch: Text.min(1),
  private: z.boolean(),
  fork: z.boolean().catch(false),
  archived: z.boolean().catch(false),
  /** Of a fork: what it comes from in the end. */
  source: z.object({ full_name: Text }).nullable().catch(null),
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
  created_at: Time,
  pushed_at: Time,
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
const TreeAnswer = z.object({
  tree: z.array(z.unknown()),
  truncated: z.boolean(),
})

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
    isFork: found.fork,
    defaultBranch: found.default_branch,
    forkOf: found.source?.full_name ?? null,
    isArchived: found.archived,
    stars: found.stargazers_count,
    forks: found.forks_count,
    license: found.license,
    createdAt: found.created_at,
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

/**
 * Lists everything that the last commit of the default branch has. The commit is asked for first: the listing names a tree, and a push
 * may come between two requests for a branch.
 */
export async function listTree(api: GithubApi, { fullName, defaultBranch }: Repository): Promise<Listing> {
  const head = await askHead(api, { fullName, defaultBranch })
  if (head.is !== 'found') return nothingListed(head.is === 'nothing' && head.status === EMPTY_REPOSITORY)
  const answer = await api.get('/repos/{owner}/{repo}/git/trees/{commit}', {
    with: { ...partsOf(fullName), commit: head.data, recursive: 1 },
    schema: TreeAnswer,
    maxBytes: MAX_TREE_BYTES,
  })
  if (answer.is !== 'found') return nothingListed(false)
  const { tree, truncated } = answer.data
  const entries = tree.flatMap((entry) => readTreeEntry(entry) ?? [])
  return { tree: treeOf(entries, truncated), commit: head.data, truncated, isThere: true }
}

type Branch = Pick<Repository, 'fullName' | 'defaultBranch'>

const askHead = (api: GithubApi, { fullName, defaultBranch }: Branch) =>
  api.commit('/repos/{owner}/{repo}/commits/{ref}', {
    with: { ...partsOf(fullName), ref: `heads/${defaultBranch}` },
    maxBytes: MAX_COMMIT_BYTES,
  })

/** The last commit of the default branch. Null if there is none. Throws SourceFault. */
export async function findHead(api: GithubApi, repository: Branch): Promise<string | null> {
  const head = await askHead(api, repository)
  return head.is === 'found' ? head.data : null
}

/** The bytes of a file at the last commit of the default branch. Null if there is none. Throws SourceFault. */
export const readAtHead = (api: GithubApi, { fullName, defaultBranch }: Branch, path: string, maxBytes: number) =>
  api.read('/repos/{owner}/{repo}/contents/{path}', {
    with: { ...partsOf(fullName), path, ref: defaultBranch },
    maxBytes,
  })

const nothingListed = (isThere: boolean): Listing => ({
  tree: treeOf([], false),
  commit: null,
  truncated: false,
  isThere,
})

/** Returns the bytes of a blob. Throws SourceFault, with kind `too_large` if it has more than `maxBytes`. */
export async function readBlob(api: GithubApi, repo: string, sha: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await api.read('/repos/{owner}/{repo}/git/blobs/{sha}', { with: { ...partsOf(repo), sha }, maxBytes })
  if (!bytes) throw new SourceFault('unreadable', 'GitHub lists the file but does not have it.')
  if (blobIdLike(sha, bytes) !== sha)
    throw new SourceFault('unreadable', 'GitHub answered with other bytes than those of the file.')
  return bytes
}

/**
 * Opens a tar.gz of a commit, as GitHub makes it. Null if there is none. Throws SourceFault, also while it is read. The address to which
 * the API redirects is asked first, which saves a request.
 */
export async function openTarball(
  api: GithubApi,
  repo: string,
  commit: string,
  limits: { maxBytes: number; timeoutMs: number },
) {
  const asked = { with: { ...partsOf(repo), commit }, ...limits }
  const direct = await api.open('/{owner}/{repo}/legacy.tar.gz/{commit}', { ...asked, on: 'downloads' })
  return direct ?? api.open('/repos/{owner}/{repo}/tarball/{commit}', { ...asked, on: 'api' })
}
