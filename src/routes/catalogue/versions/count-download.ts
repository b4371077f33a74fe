import type { Context } from 'hono'
import { storeRawEvents } from '../../../db/events/raw-events.ts'
import { keyedHash } from '../../../domain/text/hmac.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { senderBlock } from '../../../http/auth/sender-block.ts'
import { hashedSender } from '../../../http/hashed-sender.ts'
import { describeError } from '../../../log.ts'

/** Headers of requests that ask whether there is anything newer. */
const CHECKS = ['If-None-Match', 'X-Skills-Update-Check']

/**
 * Writes down a download as a use of the skill, behind the answer. Its actor is the address alone, bounded by the counting rules. Whoever
 * asks whether what it has is still current downloads nothing.
 */
export function countDownload(c: Context<AppEnv>, slug: string): void {
  if (c.req.method !== 'GET' || CHECKS.some((header) => c.req.header(header) !== undefined)) return
  const at = c.var.now.toISOString()
  // Without a session, the user agent would tell actors of one address apart.
  const actor = keyedHash(c.var.config.EVENT_HASH_SECRET)(`download ${senderBlock(c)}`)
  const batch = {
    siteId: null,
    ...hashedSender(c),
    vouched: false,
    receivedAt: at,
    events: [
      { event_id: `download-${c.var.newId()}`, event_type: 'use' as const, slug, session_hash: actor, occurred_at: at },
    ],
  }
  const queue = c.env.EVENTS_QUEUE
  const written: Promise<unknown> = queue ? queue.send(batch) : storeRawEvents(c.var.db, batch)
  c.executionCtx.waitUntil(
    written.catch((error: unknown) => c.var.log('error', 'download_not_counted', describeError(error))),
  )
}
