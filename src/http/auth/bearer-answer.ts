import * as z from 'zod'
import { Time } from '../answers.ts'
import type { SignedToken } from './token.ts'

export const BearerToken = z
  .strictObject({ access_token: z.string(), token_type: z.literal('bearer'), expires_in: z.int(), expires_at: Time })
  .meta({ ref: 'Token' })

/** Returns a signed token as an OAuth client expects it. */
export const bearerAnswer = ({ token, expiresInS, expiresAt }: SignedToken): z.input<typeof BearerToken> => ({
  access_token: token,
  token_type: 'bearer',
  expires_in: expiresInS,
  expires_at: expiresAt.toISOString(),
})
