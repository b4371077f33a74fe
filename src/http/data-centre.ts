import type { Context } from 'hono'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

// The platform asks for the host of the request; nobody reaches these addresses from outside.
const addressOf = (c: Context<AppEnv>, name: string) => new URL(`/.kept/${name}`, c.req.url).href

/** What this data centre keeps under a name. Null if it has nothing, or if there is no cache. */
export async function recall(c: Context<AppEnv>, name: string): Promise<Response | null> {
  try {
    return (await caches.default.match(addressOf(c, name))) ?? null
  } catch {
    return null
  }
}

/** Keeps bytes or text under a name in this data centre for some seconds, behind the answer. It cannot be purged before. */
export function remember(
  c: Context<AppEnv>,
  name: string,
  body: Uint8Array<ArrayBuffer> | string,
  seconds: number,
): void {
  const keep = async () => {
    const kept = new Response(body, { headers: { 'Cache-Control': `max-age=${seconds}` } })
    await caches.default.put(addressOf(c, name), kept)
  }
  c.executionCtx.waitUntil(keep().catch((error) => c.var.log('debug', 'not_kept', describeError(error))))
}
