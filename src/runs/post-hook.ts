import type { Attempt, DueDelivery } from '../db/authors/deliveries.ts'
import { webhookHeaders } from '../domain/authors/sign-webhook.ts'

const TIMEOUT_MS = 10_000

/** Tells a hook something, once. Any 2xx counts as arrived; a redirect does not, as nobody has checked where it leads. */
export async function postHook(due: DueDelivery, now: Date): Promise<Attempt> {
  const { id, url, event, data, createdAt } = due
  const body = JSON.stringify({ type: event, timestamp: createdAt, data })
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'agent-skills-marketplace',
        ...(await webhookHeaders({ id, at: now, body, secret: due.secret })),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    return { id, status: response.status, error: response.ok ? null : `It answered with status ${response.status}.` }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return { id, status: null, error: isLate ? 'It did not answer within 10 s.' : 'It could not be reached.' }
  }
}
