import type { Context } from 'hono'
import type * as z from 'zod'
import { USES_PER_HOUR, useToken } from '../../../db/authors/used-tokens.ts'
import type { Author } from '../../../domain/authors/author.ts'
import type { WhyNot } from '../../../domain/authors/why-not-listed.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { replayed } from '../../../http/auth/oidc/prove-repository.ts'
import { Failure } from '../../../http/failure.ts'
import type { Published } from './schema.ts'

type Body = z.input<typeof Published>

/** What is being published, once it is noted and its source is due. */
export type Publishing = {
  author: Author
  sourceId: string
  /** How the answer names it. */
  place: Pick<Body, 'repository' | 'catalog' | 'commit' | 'report' | 'page'>
  /** Throws Failure `stale_commit` if it has changed during the crawl. */
  requireSame: () => Promise<void>
  /** Why nothing of it is listed without a review. Null if something may be. */
  unlisted: WhyNot | null
}

/** Takes a token for a publication. Throws Failure `token_replayed` or `rate_limited`. */
export async function takeTurn(
  c: Context<AppEnv>,
  p: { author: Author; issuer: string; jti: string; expiresAt: Date },
): Promise<void> {
  const { author, ...token } = p
  const outcome = await useToken(c.var.db, { ...token, proofKey: author.source.key })
  if (outcome === 'used') throw replayed()
  if (outcome === 'too_many')
    throw new Failure('rate_limited', `${author.source.name} has published ${USES_PER_HOUR} times within an hour.`, {
      headers: { 'Retry-After': '600' },
    })
}

export const stopped = (name: string) => new Failure('forbidden', `An admin has stopped the crawls of ${name}.`)
