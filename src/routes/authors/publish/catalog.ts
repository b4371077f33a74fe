import type { Context } from 'hono'
import { recordPublication } from '../../../db/authors/publications.ts'
import { findCatalog } from '../../../db/intake/find-catalog.ts'
import { authorName, catalogIn } from '../../../domain/authors/author.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { verifyAuthorToken } from '../../../http/auth/author-token.ts'
import { ISSUER } from '../../../http/auth/token.ts'
import { Failure } from '../../../http/failure.ts'
import { type Publishing, stopped, takeTurn } from './publishing.ts'

const HOUR_MS = 3_600_000

/** Publishes what a catalogue has now, by the token of whoever has proven it. Throws Failure `forbidden`, or a fault of the token. */
export async function publishCatalog(c: Context<AppEnv>, token: string): Promise<Publishing> {
  const { config, db, newId, now, requestId } = c.var
  const author = await verifyAuthorToken(token, { secret: config.JWT_SECRET, now })
  const address = catalogIn(author.source.key)
  if (address === null)
    throw new Failure(
      'forbidden',
      'Only the OIDC token of a workflow can publish a repository, because it names the commit and the run.',
    )
  const source = await findCatalog(db, [address])
  if (!source) throw new Failure('forbidden', `This registry does not read ${address} any more.`)
  if (source.isStopped) throw stopped(address)
  await takeTurn(c, { author, issuer: ISSUER, jti: newId(), expiresAt: new Date(now.getTime() + HOUR_MS) })
  const { owner } = author.source
  const account =
    owner === null ? null : { name: { kind: 'site', name: new URL(address).hostname } as const, githubId: null }
  const editor = { name: authorName(author), requestId }
  await recordPublication(db, editor, { sourceId: source.id, author, account, commit: null })
  return {
    ...{ author, sourceId: source.id, unlisted: owner === null ? 'unproven' : null },
    place: { repository: null, catalog: address, commit: null, report: null, page: null },
    requireSame: async () => {},
  }
}
