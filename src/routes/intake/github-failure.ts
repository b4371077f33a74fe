import type { Context } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { Failure } from '../../http/failure.ts'
import type { SourceFault } from '../../intake/source-fault.ts'

const RETRY_AFTER_S = 30

/** What is answered when GitHub cannot be read. Any fault there may be temporary, so the client may retry. */
export function githubFailure(c: Context<AppEnv>, fault: SourceFault): Failure {
  c.var.log('warn', 'source_fault', { kind: fault.kind, message: fault.message })
  const headers = { 'Retry-After': String(fault.retryAfterS ?? RETRY_AFTER_S) }
  return new Failure('unavailable', `GitHub could not be read. ${fault.message}`, { headers })
}
