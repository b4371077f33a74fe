import { z } from 'zod'
import { openToken, signToken, type TokenKind } from './token.ts'

const SITE_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/events',
  type: 'site+jwt',
  lifetimeS: 15 * 60,
  renewal: 'Ask for a new one at /v1/sites/{key}/token.',
}

/** Whom a site's token speaks for: the site, and the origin whose pages may use it; null for the site's own server. */
export type SiteGrant = { siteId: string; origin: string | null }

/** A token to report a site's events with, good for 15 minutes. */
export const issueSiteToken = (grant: SiteGrant, p: { secret: string; now: Date }) =>
  signToken(SITE_TOKEN, { subject: grant.siteId, claims: { origin: grant.origin }, ...p })

const Claims = z.object({ sub: z.uuid(), origin: z.string().nullable() })

/** Whom a token speaks for. Throws Failure `token_expired` or `invalid_token`. */
export async function verifySiteToken(token: string, p: { secret: string; now: Date }): Promise<SiteGrant> {
  const { sub, origin } = await openToken(SITE_TOKEN, token, { ...p, claims: Claims })
  return { siteId: sub, origin }
}
