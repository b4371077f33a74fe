import type { Context } from 'hono'
import type { GithubApi } from '../intake/github/github-api.ts'
import { outgoing } from '../intake/outgoing.ts'
import { CutOff, SourceFault } from '../intake/source-fault.ts'
import type { AppEnv } from './app-env.ts'
import { Failure } from './failure.ts'

/** The most that GitHub is asked within a request, and for how long. */
const MAX_REQUESTS = 5
const MAX_MS = 20_000

/** Asks GitHub within a request. Throws Failure `unavailable` if GitHub does not answer. */
export async function askGithub<T>(c: Context<AppEnv>, ask: (api: GithubApi) => Promise<T>): Promise<T> {
  const { config, clock, now } = c.var
  const timeLeft = () => now.getTime() + MAX_MS - clock().getTime()
  const { github } = outgoing({ settings: config, now, timeLeft, maxRequests: MAX_REQUESTS })
  try {
    return await ask(github)
  } catch (error) {
    if (error instanceof SourceFault) throw unavailable(error.message, error.retryAfterS)
    if (error instanceof CutOff) throw unavailable('GitHub took too long.')
    throw error
  }
}

const unavailable = (why: string, retryAfterS = 60) =>
  new Failure('unavailable', `The repository could not be checked: ${why} Please try again.`, {
    headers: { 'Retry-After': String(retryAfterS) },
  })
