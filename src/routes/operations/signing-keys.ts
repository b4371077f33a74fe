import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { publishedKeys } from '../../http/signing/signing-keys.ts'

const KeySet = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        kid: z.string().meta({ description: 'Its thumbprint (RFC 7638).' }),
        use: z.literal('sig'),
        alg: z.literal('Ed25519'),
      }),
    ),
  })
  .meta({ ref: 'KeySet' })

/** The public keys of the registry. */
export const signingKeys = new Hono<AppEnv>().get(
  '/jwks.json',
  describe({
    id: 'getSigningKeys',
    tag: 'service',
    summary: 'Get the public keys that answers are signed with',
    details: 'Earlier keys stay, and the next one comes before it signs. Without keys, answers are not signed.',
    ok: { schema: KeySet },
  }),
  // Not for long: whoever meets a key that is not in their copy asks again.
  cacheFor({ seconds: 300, stale: 300, ifError: 3600, tags: () => ['service', 'signing-keys'] }),
  async (c) => c.json({ keys: await publishedKeys(c.var.config) }),
)
