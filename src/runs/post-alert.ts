const TIMEOUT_SECONDS = 10

/**
 * Posts a message to a Slack-compatible webhook, once. Returns what went wrong, or null. The address is a secret, so
 * the result names only its host.
 */
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
    return response.ok ? null : `${receiver} answered with status ${response.status}.`
  } catch (error) {
    // The message of a `fetch` error may contain the address.
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return `${receiver} ${isLate ? `did not answer within ${TIMEOUT_SECONDS} s` : 'could not be reached'}.`
  }
}
