import type { Config } from '../config.ts'
import type { Editor } from '../db/accounts/record-audit.ts'
import type { Db } from '../db/connect.ts'
import type { RawEventBatch } from '../db/events/raw-events.ts'
import type { Site } from '../db/events/sites.ts'
import type { Author } from '../domain/authors/author.ts'
import type { Log } from '../log.ts'
import type { SiteGrant } from './auth/site-token.ts'

/** Bindings that are not settings. Only `config` reads the rest of the Worker's env. */
type Bindings = {
  LOGIN_LIMITER?: RateLimit
  EVENTS_LIMITER?: RateLimit
  SEARCH_LIMITER?: RateLimit
  WORDS_LIMITER?: RateLimit
  MCP_LIMITER?: RateLimit
  AUTHORS_LIMITER?: RateLimit
  SUBMIT_LIMITER?: RateLimit
  REPORTS_LIMITER?: RateLimit
  /** If bound, ingest sends events to it and its consumer stores them. Otherwise ingest stores them itself. */
  EVENTS_QUEUE?: Queue<RawEventBatch>
}

/** The account of an admin or reviewer. `id` is null for the account in the settings. */
type Admin = { id: string | null; version: number | null; username: string; role: string; expiresAt: Date }

export type AppEnv = {
  Bindings: Bindings
  Variables: {
    requestId: string
    log: Log
    /** When the request arrived. */
    now: Date
    clock: () => Date
    random: () => number
    sleep: (ms: number) => Promise<unknown>
    newId: () => string
    /** Makes a secret that nobody can guess. */
    newSecret: () => string
    /** True if an answer to this request needs an ETag. */
    isConditional?: boolean
    config: Config
    db: Db
    admin: Admin
    /** The same account as the audit log names it. */
    editor: Editor
    /** The site in the path, or null if it does not exist. */
    site: Site | null
    /** The site that sends the events. Null if they are anonymous. */
    sender: SiteGrant | null
    /** Who has proven that a repository is theirs. */
    author: Author
  }
}
