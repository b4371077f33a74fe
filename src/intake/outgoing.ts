import type { SourceSettings } from '../config.ts'
import { fetchSafely, type SafeAnswer, type SafeFetch } from './fetch-safely.ts'
import { type GithubApi, githubApi } from './github/github-api.ts'
import { CutOff, type SourceFault } from './source-fault.ts'

export type ByteLimit = { more: () => Promise<number>; fault: SourceFault }

/** The requests that a run may send to sources. */
export type Outgoing = {
  github: GithubApi
  /** Calls `fetchSafely` for the origins that catalogues and lists may be on. */
  fetch: (address: string, p: Pick<SafeFetch, 'maxBytes' | 'headers'>) => Promise<SafeAnswer>
  /** Requests sent, and bytes that came, so far. */
  used: () => number
  bytes: () => number
  /** Asks for the bytes that come from now on. `more` grants some, and once it grants none, `fault` is thrown. Null takes the limit away. */
  limitBytes: (limit: ByteLimit | null) => void
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
  let limit: (ByteLimit & { at: number }) | null = null
  const isSpent = () => used >= (p.maxRequests ?? MAX_REQUESTS) || p.timeLeft() <= 0
  const spend = () => {
    if (isSpent()) throw new CutOff('The run has no time or no requests left.')
    used++
  }
  const took = async (more: number) => {
    bytes += more
    while (limit && bytes > limit.at) {
      const to = limit
      const granted = await to.more()
      if (granted === 0) throw to.fault
      to.at += granted
    }
  }
  const meter = { spend, took }
  return {
    github: githubApi({ settings: p.settings, now: p.now, meter }),
    fetch: (address, asked) => fetchSafely(address, { ...asked, origins: p.settings.SOURCE_ORIGINS, ...meter }),
    used: () => used,
    bytes: () => bytes,
    limitBytes: (given) => {
      limit = given && { ...given, at: bytes }
    },
    isSpent,
  }
}
