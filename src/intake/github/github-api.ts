import { request } from '@octokit/request'
import { RequestError } from '@octokit/request-error'
import type { z } from 'zod'
import type { SourceSettings } from '../../config.ts'
import { isGitId } from '../../domain/git/tree-entry.ts'
import { fetchSafely, openSafely, type SafeFetch } from '../fetch-safely.ts'
import { SourceFault } from '../source-fault.ts'

/**
 * GitHub's answer. `etag` is for the next request. The `status` of `nothing` is 404, 409 (an empty repository), 410, 451, or for a
 * commit 422.
 */
type GithubAnswer<T> =
  | { is: 'found'; data: T; etag: string | null }
  | { is: 'unchanged' }
  | { is: 'nothing'; status: number }

type Asked = {
  /** Parameters of the route; those that its template does not name become the query. */
  with?: Record<string, string | number | boolean>
  maxBytes: number
  etag?: string | null
}

/** GitHub's REST API. */
export type GithubApi = {
  /** Requests a route such as `/repos/{owner}/{repo}`. Throws SourceFault. */
  get: <S extends z.ZodType>(route: string, asked: Asked & { schema: S }) => Promise<GithubAnswer<z.output<S>>>
  /** Requests the bytes of a route that has a raw form. Null if there is nothing. Throws SourceFault. */
  read: (route: string, asked: Asked) => Promise<Uint8Array | null>
  /** Sends a query to the GraphQL API, which needs a token. Throws SourceFault. */
  query: <S extends z.ZodType>(query: string, asked: { schema: S; maxBytes: number }) => Promise<z.output<S>>
  /** Requests the id of the commit that a route names. Throws SourceFault. */
  commit: (route: string, asked: Asked) => Promise<GithubAnswer<string>>
  /** Requests a route that leads to a download, or is one. Null if there is nothing. Throws SourceFault, also while it is read. */
  open: (
    route: string,
    asked: Asked & { on: 'api' | 'downloads'; timeoutMs: number },
  ) => Promise<AsyncGenerator<Uint8Array> | null>
  /** True once GitHub's rate limit is used up. */
  isUsedUp: () => boolean
}

const NOTHING_THERE = new Set([404, 409, 410, 451])
/** GitHub's answer for a branch or commit that it does not have. For other routes it means a request that it does not take. */
const NO_COMMIT = 422
const DEFAULT_WAIT_S = 60
const MAX_WAIT_S = 3600
/** This many 403s in a row count as a rate limit, even without rate limit headers. */
const MAX_REFUSALS = 2
const MAX_ETAG = 200
const AGENT = 'agent-skills-marketplace'
const JSON_FORM = 'application/vnd.github+json'
const RAW_FORM = 'application/vnd.github.raw+json'
const COMMIT_FORM = 'application/vnd.github.sha'
/** Where GitHub keeps downloads. Another address of the API, such as a stand-in's, has them below its own. */
const DOWNLOADS: Record<string, string> = { 'https://api.github.com': 'https://codeload.github.com' }

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * `now` is the time against which GitHub's rate limit is measured. `meter` is told of each request and of what
 * comes, and may throw.
 */
export function githubApi(p: {
  settings: SourceSettings
  now: Date
  meter?: Pick<SafeFetch, 'spend' | 'took'>
}): GithubApi {
  const { GITHUB_API_URL: url, GITHUB_TOKEN: token } = p.settings
  const baseUrl = url.replace(/\/$/, '')
  const origins = [new URL(baseUrl).origin]
  const downloads = DOWNLOADS[baseUrl] ?? `${baseUrl}/codeload`
  let usedUpUntil: number | undefined
  let refusals = 0
  const waitOf = (until: number) => Math.min(Math.max(Math.ceil((until - p.now.getTime()) / 1000), 1), MAX_WAIT_S)

  /**
   * GitHub reports a rate limit by 429 or 403 and says in headers when to come back; the last allowed answer says so
   * too. A 403 without these headers may concern one repository only, so it takes two in a row to count as a rate
   * limit.
   */
  function heed(status: number, headers: Headers) {
    const isSpent = headers.get('X-RateLimit-Remaining') === '0'
    refusals = status === 403 ? refusals + 1 : 0
    const isRefused = isSpent || headers.has('Retry-After') || refusals >= MAX_REFUSALS
    const isLimited = status === 429 || (status === 403 && isRefused)
    if (!isLimited && !isSpent) return
    const asked = Number(headers.get('Retry-After')) * 1000
    const reset = isSpent ? Number(headers.get('X-RateLimit-Reset')) * 1000 : 0
    usedUpUntil = (asked ? p.now.getTime() + asked : reset) || p.now.getTime() + DEFAULT_WAIT_S * 1000
  }

  function send(maxBytes: number) {
    return async (address: string, init: { headers: Record<string, string> }) => {
      if (usedUpUntil !== undefined) throw limited(waitOf(usedUpUntil))
      const answer = await fetchSafely(address, {
        origins,
        maxBytes,
        headers: init.headers,
        ...p.meter,
      })
      heed(answer.status, answer.headers)
      // The body is already unpacked and is parsed here, so these headers no longer apply.
      const headers = new Headers(answer.headers)
      for (const name of ['Content-Encoding', 'Content-Length', 'Content-Type']) headers.delete(name)
      return new Response(answer.bytes.length > 0 ? answer.bytes : null, { status: answer.status, headers })
    }
  }

  const ask = request.defaults({
    baseUrl,
    headers: {
      accept: JSON_FORM,
      'user-agent': AGENT,
      'x-github-api-version': '2022-11-28',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  })

  /** Requests a route, and turns every refusal into a fault. */
  async function answerTo(route: string, { with: parameters = {}, maxBytes, etag }: Asked, accept = JSON_FORM) {
    try {
      const { status, headers, data } = await ask(`GET ${route}`, {
        ...parameters,
        headers: { accept, ...(etag && { 'if-none-match': etag }) },
        request: { fetch: send(maxBytes), parseSuccessResponseBody: false, log: silent },
      })
      return { is: 'found', status, etag: headers.etag, body: data as ReadableStream | null } as const
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      // There was no response: rethrow the SourceFault, or what `spend` threw.
      if (error.response === undefined) throw error.cause ?? new SourceFault('unreachable', 'GitHub did not answer.')
      // A 304 to a request without an ETag is an error.
      if (error.status === 304 && etag) return { is: 'unchanged' } as const
      return refused(error.status, accept === COMMIT_FORM)
    }
  }

  function refused(status: number, ofCommit = false) {
    if (NOTHING_THERE.has(status) || (ofCommit && status === NO_COMMIT)) return { is: 'nothing', status } as const
    if (status === 429 || (status === 403 && usedUpUntil !== undefined)) throw limited(waitOf(usedUpUntil ?? 0))
    throw new SourceFault('failed', `GitHub answered with status ${status}.`)
  }

  return {
    isUsedUp: () => usedUpUntil !== undefined,
    async get(route, { schema, ...asked }) {
      const answer = await answerTo(route, asked)
      if (answer.is !== 'found') return answer
      const read = schema.safeParse(await parseJson(answer.body))
      if (answer.status !== 200 || !read.success) throw unknownFormat()
      return { is: 'found', data: read.data, etag: answer.etag && answer.etag.length <= MAX_ETAG ? answer.etag : null }
    },
    async read(route, asked) {
      const answer = await answerTo(route, asked, RAW_FORM)
      return answer.is === 'found' ? new Uint8Array(await new Response(answer.body).arrayBuffer()) : null
    },
    async query(query, { schema, maxBytes }) {
      if (usedUpUntil !== undefined) throw limited(waitOf(usedUpUntil))
      const { status, headers, bytes } = await fetchSafely(`${baseUrl}/graphql`, {
        ...{ origins, maxBytes, body: JSON.stringify({ query }) },
        headers: {
          ...{ accept: 'application/json', 'content-type': 'application/json', 'user-agent': AGENT },
          ...(token && { authorization: `Bearer ${token}` }),
        },
        ...p.meter,
      })
      heed(status, headers)
      if (status !== 200) throw unknownFormat()
      const parsed = schema.safeParse(await parseJson(bytes))
      if (!parsed.success) throw unknownFormat()
      return parsed.data
    },
    async commit(route, asked) {
      const answer = await answerTo(route, asked, COMMIT_FORM)
      if (answer.is !== 'found') return answer
      const data = await new Response(answer.body).text()
      if (answer.status !== 200 || !isGitId(data)) throw unknownFormat()
      return { is: 'found', data, etag: null }
    },
    async open(route, { with: parameters = {}, on, maxBytes, timeoutMs }) {
      if (usedUpUntil !== undefined) throw limited(waitOf(usedUpUntil))
      const { url, headers } = ask.endpoint(`GET ${route}`, {
        ...parameters,
        baseUrl: on === 'downloads' ? downloads : baseUrl,
      })
      const answer = await openSafely(url, {
        origins: [...origins, new URL(downloads).origin],
        maxBytes,
        timeoutMs,
        // The token is for the API.
        headers: on === 'downloads' ? {} : (headers as Record<string, string>),
        ...p.meter,
      })
      heed(answer.status, answer.headers)
      if (answer.status === 200) return answer.body
      refused(answer.status)
      return null
    },
  }
}

const limited = (retryAfterS: number) =>
  new SourceFault('rate_limited', "GitHub's rate limit is used up.", { retryAfterS })

const unknownFormat = () => new SourceFault('unreadable', 'GitHub answered in an unknown format.')

async function parseJson(body: unknown): Promise<unknown> {
  try {
    return await new Response(body as ReadableStream).json()
  } catch {
    return undefined
  }
}
