import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

/** What the entry points pass in because it is not pure: the clock, randomness, new ids and secrets, and the log's output. */
export type AppDeps = {
  now: () => Date
  random: () => number
  sleep: (ms: number) => Promise<unknown>
  newId: () => string
  newSecret: () => string
  write: (line: string) => void
}

/** Gives each request these dependencies, and `now` as the time of its arrival. */
export const provide = ({ now, random, sleep, newId, newSecret }: AppDeps) =>
  createMiddleware<AppEnv>(async function provide(c, next) {
    c.set('now', now())
    c.set('clock', now)
    c.set('random', random)
    c.set('sleep', sleep)
    c.set('newId', newId)
    c.set('newSecret', newSecret)
    await next()
  })
