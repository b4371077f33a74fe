import { z } from 'zod'
import { fromBase64 } from '../domain/base64.ts'
import { isSkillMdPath, readGithubRepo } from '../domain/github-address.ts'
import { MAX_SKILL_MD_BYTES } from '../domain/skill-md.ts'
import { fetchSafely } from './fetch-safely.ts'
import { SourceFault } from './source-fault.ts'

/** GitHub's REST API: its address, who asks, and the time that its limits are told by. */
export type GithubApi = { url: string; token: string | undefined; now: Date }
/** `fullName` is `owner/name` as GitHub writes it, which for a repository that was renamed is not what was asked for. */
export type Repository = { fullName: string; defaultBranch: string }
export type SkillBlob = { path: string; sha: string; size: number }
/** `truncated`: GitHub listed only a part of the repository. */
export type Listing = { files: SkillBlob[]; truncated: boolean }

const MAX_REPOSITORY_BYTES = 256 * 1024
const MAX_TREE_BYTES = 8 * 1024 * 1024
// Base64 in lines, and the JSON around it.
const MAX_BLOB_BYTES = Math.ceil(MAX_SKILL_MD_BYTES * 1.4) + 4096

// 409 is what an empty repository answers, 451 one that was taken down.
const NOTHING_THERE = new Set([404, 409, 410, 451])
const DEFAULT_WAIT_S = 60
const MAX_WAIT_S = 3600

const RepositoryAnswer = z.object({ full_name: z.string(), default_branch: z.string().min(1), private: z.boolean() })
const TreeAnswer = z.object({ tree: z.array(z.unknown()), truncated: z.boolean() })
// A link is a blob too, of mode 120000, and is not followed.
const Blob = z.object({
  path: z.string().refine((path) => path.isWellFormed()),
  mode: z.enum(['100644', '100755']),
  sha: z.string().regex(/^[\da-f]{40,64}$/),
  size: z.int(),
})
const BlobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') })

/** A public repository, or null. One that only our token may see is none: whoever asks us may not. */
export async function findRepository(api: GithubApi, repo: string): Promise<Repository | null> {
  const found = await get(api, `/repos/${repo}`, RepositoryAnswer, MAX_REPOSITORY_BYTES)
  if (!found || found.private) return null
  const name = readGithubRepo(found.full_name)
  if ('fault' in name) throw new SourceFault('unreadable', 'GitHub named the repository in a way we do not know.')
  return { fullName: name.value, defaultBranch: found.default_branch }
}

/** Every SKILL.md of the default branch, in whatever case and at any depth, in the order of paths. */
export async function listSkillBlobs(api: GithubApi, repository: Repository): Promise<Listing> {
  const path = `/repos/${repository.fullName}/git/trees/${encodeURIComponent(repository.defaultBranch)}?recursive=1`
  const { tree, truncated } = (await get(api, path, TreeAnswer, MAX_TREE_BYTES)) ?? { tree: [], truncated: false }
  // A tree has up to 100,000 entries: only those that can matter are looked at closely.
  const files = tree.filter(mayBeSkillMd).flatMap((entry) => {
    const { data } = Blob.safeParse(entry)
    return data ? [{ path: data.path, sha: data.sha, size: data.size }] : []
  })
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), truncated }
}

function mayBeSkillMd(entry: unknown): boolean {
  const path = typeof entry === 'object' && entry !== null && 'path' in entry ? entry.path : undefined
  return typeof path === 'string' && isSkillMdPath(path) && !/(^|\/)node_modules\//.test(path)
}

/** The bytes of a blob. Throws SourceFault: `too_large` where it is larger than any SKILL.md. */
export async function readBlob(api: GithubApi, repo: string, sha: string): Promise<Uint8Array> {
  const blob = await get(api, `/repos/${repo}/git/blobs/${sha}`, BlobAnswer, MAX_BLOB_BYTES)
  const bytes = blob && fromBase64(blob.content)
  if (!bytes) throw new SourceFault('unreadable', 'GitHub does not have a file that it listed.')
  return bytes
}

/** What GitHub answers, null where there is nothing. Throws SourceFault. */
async function get<S extends z.ZodType>(
  api: GithubApi,
  path: string,
  schema: S,
  maxBytes: number,
): Promise<z.output<S> | null> {
  const base = api.url.replace(/\/$/, '')
  const headers = {
    Accept: 'application/vnd.github+json',
    'User-Agent': 'agent-skills-marketplace',
    'X-GitHub-Api-Version': '2022-11-28',
    ...(api.token && { Authorization: `Bearer ${api.token}` }),
  }
  const answer = await fetchSafely(`${base}${path}`, { origins: [new URL(base).origin], maxBytes, headers })
  if (NOTHING_THERE.has(answer.status)) return null
  if (answer.status !== 200) throw refusal(answer, api.now)
  const read = schema.safeParse(parseJson(answer.bytes))
  if (!read.success) throw new SourceFault('unreadable', 'GitHub answered in a shape that we do not know.')
  return read.data
}

/** GitHub says "too often" by 429 or 403, and by its headers when to come again. */
function refusal({ status, headers }: { status: number; headers: Headers }, now: Date): SourceFault {
  const isUsedUp = headers.get('X-RateLimit-Remaining') === '0'
  const isLimited = status === 429 || (status === 403 && (isUsedUp || headers.has('Retry-After')))
  if (!isLimited) return new SourceFault('failed', `GitHub answered ${status}.`)
  const asked = Number(headers.get('Retry-After'))
  const resetIn = isUsedUp ? Number(headers.get('X-RateLimit-Reset')) - now.getTime() / 1000 : 0
  const wait = Math.ceil(asked || resetIn) || DEFAULT_WAIT_S
  const retryAfterS = Math.min(Math.max(wait, 1), MAX_WAIT_S)
  return new SourceFault('rate_limited', 'GitHub wants to be asked less often.', { retryAfterS })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
