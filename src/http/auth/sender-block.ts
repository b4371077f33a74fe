import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/**
 * Whom a limit by address holds to account: an IPv4 address, or the /64 of an IPv6 one, of which every home has 2^64 to choose from.
 * A Worker that is not behind Cloudflare knows nobody's address.
 */
export function senderBlock(c: Context): string {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown'
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()
}
