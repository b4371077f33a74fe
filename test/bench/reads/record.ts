import { neonConfig } from '@neondatabase/serverless'

/** What the driver sends for a statement, word for word: the limit is measured with the very same request. */
export async function recordStatement(
  run: () => Promise<unknown>,
): Promise<{ headers: Record<string, string>; body: string }> {
  const send = neonConfig.fetchFunction
  let sent: { headers: Record<string, string>; body: string } | undefined
  neonConfig.fetchFunction = (url: string, init: { headers: Record<string, string>; body: string }) => {
    sent = { headers: init.headers, body: init.body }
    return send(url, init)
  }
  try {
    await run()
  } finally {
    neonConfig.fetchFunction = send
  }
  if (!sent) throw new Error('No statement was sent.')
  return sent
}
