import type { Config } from '../config.ts'
import type { Editor } from '../db/accounts/record-audit.ts'
import type { Db } from '../db/connect.ts'
import type { RawEventBatch } from '../db/events/raw-events.ts'
import type { Site } from '../db/events/sites.ts'
import type { Log } from '../log.ts'
import type { SiteGrant } from './auth/site-token.ts'

/** Bindings that are not settings: the rest of the Worker's env is read by `config` alone. */
export type Bindings = {
  LOGIN_LIMITER?: RateLimit
  EVENTS_LIMITER?: RateLimit
  SEARCH_LIMITER?: RateLimit
  /** Where there is one, ingest puts events into it, and its consumer stores them. */
  EVENTS_QUEUE?: Queue<RawEventBatch>
}

/** An account that may keep the catalogue; `id` is null for the environment's. */
export type Admin = { id: string | null; username: string; role: string; expiresAt: Date }

export type AppEnv = {
  Bindings: Bindings
  Variables: {
    requestId: string
    log: Log
    /** When the request came in. */
    now: Date
    clock: () => Date
    random: () => number
    newId: () => string
    /** A secret that nobody can guess, to be shown once. */
    newSecret: () => string
    config: Config
    db: Db
    admin: Admin
    /** The same, for the audit log. */
    actor: Editor
    /** The site that an address names; null if there is none. */
    site: Site | null
    /** On whose behalf events come; null: anonymously. */
    sender: SiteGrant | null
  }
}
