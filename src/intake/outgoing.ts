import type { SourceSettings } from '../config.ts'
import { fetchSafely, type SafeAnswer, type SafeFetch } from './fetch-safely.ts'
import { type GithubApi, githubApi } from './github/github-api.ts'
import { CutOff, type SourceFault } from './source-fault.ts'

/** The requests that a run may send to sources. */
export type Outgoing = {
  github: GithubApi
  /** Calls `fetchSafely` for the origins that catalogues and lists may be on. */
  fetch: (address: string, p: Pick<SafeFetch, 'maxBytes' | 'headers'>) => Promise<SafeAnswer>
  /** Requests sent, and bytes that came, so far. */
  used: () => number
  bytes: () => number
  /** Limits the bytes that come from now on. Beyond them `fault` is thrown. Null takes the limit away. */
  limitBytes: (limit: { bytes: number; fault: SourceFault } | null) => void
  /** True if no more requests may be sent. */
  isSpent: () => boolean
}

/** A Worker invocation may send a limited number of requests, and the database needs some of them. */
export const MAX_REQUESTS = 400

/** Limits a run in requests and time. A request beyond the limits throws CutOff. */
export function outgoing(p: {
  settings: SourceSettings
  now: Date
  timeLeft: () => number
  maxRequests?: number
}): Outgoing {
  let used = 0
  let bytes = 0
  let limit: { at: number; fault: SourceFault } | null = null
  const isSpent = () => used >= (p.maxRequests ?? MAX_REQUESTS) || p.timeLeft() <= 0
  const spend = () => {
    if (isSpent()) throw new CutOff('The run has no time or no requests left.')
    used++
  }
  const took = (more: number) => {
    bytes += more
    if (limit && bytes > limit.at) throw limit.fault
  }
  const meter = { spend, took }
  return {
    github: githubApi({ settings: p.settings, now: p.now, meter }),
    fetch: (address, asked) => fetchSafely(address, { ...asked, origins: p.settings.SOURCE_ORIGINS, ...meter }),
    used: () => used,
    bytes: () => bytes,
    limitBytes: (given) => {
      limit = given && { at: bytes + given.bytes, fault: given.fault }
    },
    isSpent,
  }
}
