import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/**
 * Returns the key by which senders are limited: their IPv4 address, or the /64 of their IPv6 address, since one home can use
 * all 2^64 addresses of it. Without Cloudflare in front, all senders are `unknown`.
 */
export function senderBlock(c: Context): string {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown'
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()
}
