import * as z from 'zod'
import { openToken, signToken, type TokenKind } from './token.ts'

const SITE_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/events',
  type: 'site+jwt',
  lifetimeS: 15 * 60,
  renewal: 'Get a new token from POST /v1/sites/{key}/token.',
}

/** What a site's token allows. `origin` is the one whose pages may use it, or null for the site's server. */
export type SiteGrant = { siteId: string; origin: string | null }

/** Issues a token to report a site's events. It is valid for 15 minutes. */
export const issueSiteToken = (grant: SiteGrant, p: { secret: string; now: Date }) =>
  signToken(SITE_TOKEN, { subject: grant.siteId, claims: { origin: grant.origin }, ...p })

const Claims = z.object({ sub: z.uuid(), origin: z.string().nullable() })

/** Returns what a token allows. Throws Failure `token_expired` or `invalid_token`. */
export async function verifySiteToken(token: string, p: { secret: string; now: Date }): Promise<SiteGrant> {
  const { sub, origin } = await openToken(SITE_TOKEN, token, { ...p, claims: Claims })
  return { siteId: sub, origin }
}
