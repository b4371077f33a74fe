import type { Summary } from './summary.ts'

const TIMEOUT_SECONDS = 10

/** Whether alerts may be sent there: over https, or over http to a receiver on this machine. */
export function isWebhook(address: string): boolean {
  const url = URL.parse(address)
  if (!url || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname))
}

/** A failed run in words, for people. */
export const alertText = ({ script, run_id, errors, details }: Summary): string =>
  `${script} failed (run ${run_id}): ${errors.map(({ target, reason }) => `${target}: ${reason}`).join('; ')}. ${JSON.stringify(details)}`

/** Posts a message as Slack takes it, once. Gives what went wrong, if anything did; the address is a secret, and only its host is told. */
export async function postAlert(webhook: string, text: string): Promise<string | null> {
  const receiver = `The alert webhook at ${new URL(webhook).host}`
  try {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
    })
    await response.body?.cancel()
    return response.ok ? null : `${receiver} answered ${response.status}.`
  } catch (error) {
    // What `fetch` says of itself may hold the address.
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return `${receiver} ${isLate ? `did not answer within ${TIMEOUT_SECONDS} s` : 'could not be reached'}.`
  }
}
