import { neon, neonConfig } from '@neondatabase/serverless'
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http'

export type Db = NeonHttpDatabase

/** The fetch options that the driver passes to `boundedFetch`. */
type BoundedInit = RequestInit & { timeoutMs: number }

// The driver has no time limit of its own, so a lost connection would block a request forever.
const boundedFetch = (input: RequestInfo, { timeoutMs, ...init }: BoundedInit) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) })

/**
 * A database handle over Neon's SQL-over-HTTP. It holds no connection, so it may be created for each request.
 * `endpoint` overrides the address from the connection string. `timeoutMs` limits each statement or batch.
 */
export function connect(p: { url: string; endpoint?: string | undefined; timeoutMs?: number | undefined }): Db {
  neonConfig.fetchFunction = boundedFetch
  if (p.endpoint) neonConfig.fetchEndpoint = p.endpoint
  return drizzle({ client: neon(p.url, { fetchOptions: { timeoutMs: p.timeoutMs ?? 15_000 } }) })
}
