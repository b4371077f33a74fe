import type { Db } from '../../db/connect.ts'
import { type RawEventBatch, storeRawEvents } from '../../db/events/raw-events.ts'
import { RETRY } from '../../domain/events/event.ts'
import { describeError, type Log } from '../../log.ts'

type Message = Pick<globalThis.Message<RawEventBatch>, 'id' | 'attempts' | 'body' | 'ack' | 'retry'>

/**
 * Stores the events that ingest has queued. A message that fails is retried later and does not hold up the others. A
 * message that arrives twice is stored twice, but its events count once.
 */
export async function storeQueuedEvents(messages: readonly Message[], p: { db: Db; log: Log }): Promise<void> {
  for (const message of messages) {
    try {
      await storeRawEvents(p.db, message.body)
      message.ack()
    } catch (error) {
      p.log('error', 'queued_events_not_stored', {
        message_id: message.id,
        attempts: message.attempts,
        ...describeError(error),
      })
      message.retry({ delaySeconds: Math.min(RETRY.capSeconds, RETRY.firstSeconds * 2 ** (message.attempts - 1)) })
    }
  }
}
