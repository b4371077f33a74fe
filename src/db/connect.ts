import { neon, neonConfig } from '@neondatabase/serverless'
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http'

export type Db = NeonHttpDatabase

/** The fetch options that the driver passes to `boundedFetch`. */
type BoundedInit = RequestInit & { timeoutMs: number }

/** So often is a statement or batch sent that the database ended because it and another one waited for each other. */
const TRIES = 3
const MAX_PAUSE_MS = 200
const DEADLOCK = '40P01'

// The driver has no time limit of its own, so a lost connection would block a request forever.
async function boundedFetch(input: RequestInfo, { timeoutMs, ...init }: BoundedInit): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs)
  for (let tried = 1; ; tried++) {
    const answer = await fetch(input, { ...init, signal })
    if (tried === TRIES || answer.status !== 400 || !(await isDeadlock(answer.clone()))) return answer
    // Nothing of it was done. The two would meet again if both waited equally long.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * MAX_PAUSE_MS))
  }
}

async function isDeadlock(refusal: Response): Promise<boolean> {
  const body: unknown = await refusal.json().catch(() => null)
  return typeof body === 'object' && body !== null && 'code' in body && body.code === DEADLOCK
}

/**
 * A database handle over Neon's SQL-over-HTTP. It holds no connection, so it may be created for each request.
 * `endpoint` overrides the address from the connection string. `timeoutMs` limits each statement or batch.
 */
export function connect(p: { url: string; endpoint?: string | undefined; timeoutMs?: number | undefined }): Db {
  neonConfig.fetchFunction = boundedFetch
  if (p.endpoint) neonConfig.fetchEndpoint = p.endpoint
  return drizzle({ client: neon(p.url, { fetchOptions: { timeoutMs: p.timeoutMs ?? 15_000 } }) })
}
