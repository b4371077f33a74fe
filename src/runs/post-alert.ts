const TIMEOUT_SECONDS = 10

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
