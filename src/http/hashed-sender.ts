import type { Context } from 'hono'
import { isBot } from '../domain/events/bot.ts'
import { keyedHash } from '../domain/text/hmac.ts'
import type { AppEnv } from './app-env.ts'
import { senderBlock } from './auth/sender-block.ts'

/** What is stored of whoever sends a request, for whom nobody vouches: keyed hashes. */
export function hashedSender(c: Context<AppEnv>) {
  const hash = keyedHash(c.var.config.EVENT_HASH_SECRET)
  const [ip, userAgent] = [c.req.header('CF-Connecting-IP'), c.req.header('User-Agent')]
  return {
    ipHash: ip === undefined ? null : hash(ip),
    uaHash: userAgent === undefined ? null : hash(userAgent),
    addressHash: ip === undefined ? null : hash(senderBlock(c)),
    isBot: isBot(userAgent),
  }
}
