import type { Config } from '../config.ts'
import type { Db } from '../db/connect.ts'
import type { Log } from '../log.ts'

/** Bindings that are not settings: the rest of the Worker's env is read by `config` alone. */
export type Bindings = { LOGIN_LIMITER?: RateLimit; EVENTS_LIMITER?: RateLimit }

/** An account that may administer the catalogue. */
export type Admin = { username: string; role: string; expiresAt: Date }

export type AppEnv = {
  Bindings: Bindings
  Variables: { requestId: string; log: Log; now: Date; newId: () => string; config: Config; db: Db; admin: Admin }
}
