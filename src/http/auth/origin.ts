import type { Context } from 'hono'

/** Returns the origin of the page that sent a request, by `Origin` or `Referer`. Null if neither is there or they differ. */
export function requestOrigin(c: Context): string | null {
  const origin = c.req.header('Origin')
  const referer = c.req.header('Referer')
  const refererOrigin = referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
  if (origin !== undefined && refererOrigin !== undefined && origin !== refererOrigin) return null
  return origin ?? refererOrigin ?? null
}
