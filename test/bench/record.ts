import { neonConfig } from '@neondatabase/serverless'
import type { Target } from './load.ts'

type Sent = { headers: Record<string, string>; body: string }

/** Records what the driver sends for statements, so that the limit is measured with exactly the same requests. */
export async function recordStatements(endpoint: string, runs: readonly (() => Promise<unknown>)[]): Promise<Target> {
  const sent: Sent[] = []
  const send = neonConfig.fetchFunction
  neonConfig.fetchFunction = (url: string, { headers, body, ...init }: Sent) => {
    sent.push({ headers, body })
    return send(url, { headers, body, ...init })
  }
  try {
    for (const run of runs) await run()
  } finally {
    neonConfig.fetchFunction = send
  }
  return { url: endpoint, method: 'POST', headers: sent[0]?.headers ?? {}, bodies: sent.map(({ body }) => body) }
}
