import { neon, neonConfig } from '@neondatabase/serverless'
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http'

export type Db = NeonHttpDatabase

/** What the driver passes through to the seam below, beside its own fetch options. */
type BoundedInit = RequestInit & { timeoutMs: number }

// The driver has no time limit of its own: without one, a lost connection would hold a request for ever.
const boundedFetch = (input: RequestInfo, { timeoutMs, ...init }: BoundedInit) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) })

/**
 * A database handle over Neon's SQL-over-HTTP. Holds no connection: it may be made for each request.
 * `endpoint` overrides the address that the driver derives from the connection string; `timeoutMs` bounds each statement or batch.
 */
export function connect(p: { url: string; endpoint?: string | undefined; timeoutMs?: number | undefined }): Db {
  neonConfig.fetchFunction = boundedFetch
  if (p.endpoint) neonConfig.fetchEndpoint = p.endpoint
  return drizzle({ client: neon(p.url, { fetchOptions: { timeoutMs: p.timeoutMs ?? 15_000 } }) })
}
