import * as z from 'zod'
import type { Author } from '../../domain/authors/author.ts'
import { openToken, signToken, type TokenKind } from './token.ts'

const AUTHOR_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/authors',
  type: 'author+jwt',
  lifetimeS: 60 * 60,
  renewal: 'Prove the repository again: with a token of a workflow, or with a challenge.',
}

const Claims = z.object({ sub: z.string(), repository: z.string(), repository_id: z.int(), owner_id: z.int() })

/** Issues a token to whoever has proven that a repository is theirs. It is valid for an hour, for that repository alone. */
export const issueAuthorToken = ({ repository }: Author, p: { secret: string; now: Date }) =>
  signToken(AUTHOR_TOKEN, {
    subject: `github:${repository.id}`,
    claims: { repository: repository.fullName, repository_id: repository.id, owner_id: repository.ownerId },
    ...p,
  })

/** Returns whom a token was issued to. Throws Failure `token_expired` or `invalid_token`. */
export async function verifyAuthorToken(token: string, p: { secret: string; now: Date }): Promise<Author> {
  const claims = await openToken(AUTHOR_TOKEN, token, { ...p, claims: Claims })
  const repository = { id: claims.repository_id, ownerId: claims.owner_id, fullName: claims.repository }
  return { repository, run: null }
}
