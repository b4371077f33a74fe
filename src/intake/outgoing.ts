import type { SourceSettings } from '../config.ts'
import { fetchSafely, type SafeAnswer, type SafeFetch } from './fetch-safely.ts'
import { type GithubApi, githubApi } from './github/github-api.ts'
import { CutOff } from './source-fault.ts'

/** What a run may ask of others. */
export type Outgoing = {
  github: GithubApi
  /** As `fetchSafely`, of the hosts that catalogues and lists may be on. */
  fetch: (address: string, p: Pick<SafeFetch, 'maxBytes' | 'headers'>) => Promise<SafeAnswer>
  /** Requests sent so far. */
  used: () => number
  /** True where no other request may be sent. */
  isSpent: () => boolean
}

/** A Worker may send so many requests in one go; the database has its share of them. */
const MAX_REQUESTS = 400

/** Bounded in number and time: what is beyond throws CutOff. */
export function outgoing(p: {
  settings: SourceSettings
  now: Date
  timeLeft: () => number
  maxRequests?: number
}): Outgoing {
  let used = 0
  const isSpent = () => used >= (p.maxRequests ?? MAX_REQUESTS) || p.timeLeft() <= 0
  const spend = () => {
    if (isSpent()) throw new CutOff('There is no time or no request left.')
    used++
  }
  return {
    github: githubApi({ settings: p.settings, now: p.now, spend }),
    fetch: (address, asked) => fetchSafely(address, { ...asked, origins: p.settings.SOURCE_ORIGINS, spend }),
    used: () => used,
    isSpent,
  }
}
