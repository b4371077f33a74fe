import type { Context } from 'hono'

/** Where a page's request comes from: what `Origin` says, or `Referer`. Null for no page, or where the two contradict each other. */
export function requestOrigin(c: Context): string | null {
  const origin = c.req.header('Origin')
  const referer = c.req.header('Referer')
  const refererOrigin = referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
  if (origin !== undefined && refererOrigin !== undefined && origin !== refererOrigin) return null
  return origin ?? refererOrigin ?? null
}
