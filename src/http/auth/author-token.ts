import * as z from 'zod'
import type { Author } from '../../domain/authors/author.ts'
import { openToken, signToken, type TokenKind } from './token.ts'

const AUTHOR_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/authors',
  type: 'author+jwt',
  lifetimeS: 60 * 60,
  renewal: 'Prove the repository or catalogue again: with a token of a workflow, or with a challenge.',
}

const Claims = z.object({ sub: z.string(), kind: z.string(), owner: z.string().nullable(), name: z.string() })

/** Issues a token to whoever has proven that something is theirs. It is valid for an hour, for that alone. */
export const issueAuthorToken = ({ source }: Author, p: { secret: string; now: Date }) =>
  signToken(AUTHOR_TOKEN, {
    subject: source.key,
    claims: { kind: source.kind, owner: source.owner, name: source.name },
    ...p,
  })

/** Returns whom a token was issued to. Throws Failure `token_expired` or `invalid_token`. */
export async function verifyAuthorToken(token: string, p: { secret: string; now: Date }): Promise<Author> {
  const { sub: key, ...source } = await openToken(AUTHOR_TOKEN, token, { ...p, claims: Claims })
  return { source: { key, ...source }, run: null }
}
