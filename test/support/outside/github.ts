import { vi } from 'vitest'
import { blobIdLike } from '../../../src/domain/git/blob-id.ts'

const API = 'https://api.github.com'
/** The commit of every repository. */
export const COMMIT = 'c'.repeat(40)

export type FakeRepository = {
  files?: Record<string, string | Uint8Array>
  fullName?: string
  branch?: string
  private?: boolean
  /** Further fields of GitHub's answer, such as `fork`. */
  more?: Record<string, unknown>
  /** True if it has no commit. */
  isEmpty?: boolean
  truncated?: boolean
  /** Further entries of the listing, besides the files. */
  entries?: Record<string, unknown>[]
  /** Sizes in the listing that replace the real ones. */
  sizes?: Record<string, number>
}

type Answer = () => Response | Promise<Response>

/** Git's id of these bytes. */
export const gitIdOf = (content: string | Uint8Array) =>
  blobIdLike('', typeof content === 'string' ? new TextEncoder().encode(content) : content)

/**
 * GitHub's REST API for as long as mocks are not restored. `asked` has every path that was asked of it, and the whole address of what
 * was asked of anybody else; the database, on this machine, is let through. `answer` replaces what a path answers.
 */
export function aGithub(repositories: Record<string, FakeRepository> = {}) {
  const asked: string[] = []
  const headers: Headers[] = []
  const answers = new Map<string, Answer>()
  for (const [repo, repository] of Object.entries(repositories)) serve(repo, repository, answers)

  const original = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (url.hostname === '127.0.0.1') return original(input, init)
    const path = url.pathname + url.search
    asked.push(url.origin === API ? path : url.href)
    headers.push(new Headers(init?.headers))
    if (init?.redirect !== 'manual') throw new Error('Redirects would be followed unseen.')
    init.signal?.throwIfAborted()
    const answer = url.origin === API ? answers.get(path) : undefined
    return answer ? answer() : Response.json({ message: 'Not Found' }, { status: 404 })
  })
  return { asked, headers, answer: (path: string, answer: Answer) => answers.set(path, answer) }
}

function serve(repo: string, p: FakeRepository, answers: Map<string, Answer>) {
  const { files = {}, fullName = repo, branch = 'main', truncated = false } = p
  const encoder = new TextEncoder()
  const tree: Record<string, unknown>[] = [...(p.entries ?? [])]
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content
    const sha = gitIdOf(bytes)
    tree.push({ path, mode: '100644', type: 'blob', sha, size: p.sizes?.[path] ?? bytes.length })
    answers.set(`/repos/${fullName}/git/blobs/${sha}`, () => new Response(new Uint8Array(bytes)))
  }
  answers.set(`/repos/${repo}`, () =>
    Response.json({ full_name: fullName, default_branch: branch, private: p.private ?? false, ...p.more }),
  )
  answers.set(`/repos/${fullName}/commits/${encodeURIComponent(`heads/${branch}`)}`, () =>
    p.isEmpty ? Response.json({ message: 'Git Repository is empty.' }, { status: 409 }) : new Response(COMMIT),
  )
  answers.set(`/repos/${fullName}/git/trees/${COMMIT}?recursive=1`, () =>
    Response.json({ sha: 'f'.repeat(40), tree, truncated }),
  )
}
