import type { Context } from 'hono'
import type { z } from 'zod'
import type { AppEnv } from '../http/app-env.ts'
import type { Problem } from '../http/problem.ts'

/** Answers a request as the API does, within the process. */
export type Ask = (c: Context<AppEnv>, request: Request) => Promise<Response>

/** What the API refused, in its own words. */
export class Refused extends Error {
  override name = 'Refused'
  readonly problem: z.output<typeof Problem>
  readonly headers: Headers
  constructor(problem: z.output<typeof Problem>, headers: Headers) {
    super(problem.detail)
    this.problem = problem
    this.headers = headers
  }
}

/** What the API says has another address by now. */
export class Moved extends Error {
  override name = 'Moved'
  readonly from: string
  readonly to: string
  constructor(from: string, to: string) {
    super(`${from} is at ${to}`)
    this.from = from
    this.to = to
  }
}

/** The address of the request with the slug of what has moved, wherever it has it. Null if it does not have it. */
export function addressNow(url: string, { from, to }: Moved): string | null {
  const slugIn = (path: string) => path.split('/')[3]?.split('?')[0] ?? ''
  const { pathname, search } = new URL(url)
  const parts = pathname.split('/')
  const at = parts.findIndex((part) => part.replace(/\.svg$/, '') === slugIn(from))
  if (at < 0) return null
  return parts.with(at, (parts[at] ?? '').replace(slugIn(from), slugIn(to))).join('/') + search
}

/** Values of a query. A list is a parameter that occurs several times; what is undefined or empty is left out. */
export type Query = Record<string, string | number | readonly string[] | undefined>

/** How long a page may be kept: no longer, and purged by the same tags, as what it was made of. */
export type Kept = { seconds: number; tags: readonly string[] }

/** Reads the API for one page, and notes how long the page may be kept. */
export type Api = {
  /** Throws Refused. */
  get<T>(path: string, query?: Query): Promise<T>
  /** The same, but null where there is nothing. */
  find<T>(path: string, query?: Query): Promise<T | null>
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** A file. Null if it is no text. */
  text(path: string): Promise<string | null>
  kept(): Kept
}

// What the limits of the API and its rules of privacy go by.
const PASSED_ON = ['CF-Connecting-IP', 'User-Agent', 'DNT', 'Sec-GPC', 'X-Request-Id']

/** `token`: of the admin or reviewer who looks at the page. */
export function apiFor(c: Context<AppEnv>, ask: Ask, token?: string): Api {
  let seconds: number | null = null
  const tags = new Set<string>()

  async function request(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = new Headers({ 'X-Request-Id': c.var.requestId })
    for (const name of PASSED_ON) {
      const value = c.req.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
    if (body !== undefined) headers.set('Content-Type', 'application/json')
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const answer = await ask(c, new Request(new URL(path, c.req.url), init))
    if (answer.status === 308) throw new Moved(path, answer.headers.get('Location') ?? '')
    if (!answer.ok) throw new Refused(await answer.json(), answer.headers)
    note(answer.headers)
    return answer
  }

  function note(headers: Headers) {
    const maxAge = /(?:^|[ ,])max-age=(\d+)/.exec(headers.get('Cache-Control') ?? '')?.[1]
    seconds = Math.min(seconds ?? Number.POSITIVE_INFINITY, Number(maxAge ?? 0))
    for (const tag of (headers.get('Cache-Tag') ?? '').split(',')) if (tag !== '') tags.add(tag)
  }

  const get = async <T>(path: string, query: Query = {}): Promise<T> =>
    (await request('GET', withQuery(path, query))).json()
  return {
    get,
    find: async <T>(path: string, query?: Query) => {
      try {
        return await get<T>(path, query)
      } catch (error) {
        if (error instanceof Refused && error.problem.status === 404) return null
        throw error
      }
    },
    send: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await request(method, path, body)
      return (answer.status === 204 ? undefined : await answer.json()) as T
    },
    text: async (path) => {
      const answer = await request('GET', path)
      return answer.headers.get('Content-Type')?.endsWith('charset=utf-8') ? await answer.text() : null
    },
    kept: () => ({ seconds: seconds ?? 0, tags: [...tags] }),
  }
}

/** Adds a query to a path. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined && one !== '') params.append(name, String(one))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
