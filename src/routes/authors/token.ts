import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { type Author, catalogIn, githubIdsIn, type ProvenSource } from '../../domain/authors/author.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requiredToken } from '../../http/auth/author-auth.ts'
import { issueAuthorToken } from '../../http/auth/author-token.ts'
import { bearerAnswer } from '../../http/auth/bearer-answer.ts'
import { proveByToken } from '../../http/auth/oidc/prove-repository.ts'
import { describe } from '../../http/describe.ts'
import { AuthorToken } from './author-schema.ts'

/** Answers with a token for an author. */
export async function authorAnswer(c: Context<AppEnv>, author: Author) {
  const signed = await issueAuthorToken(author, { secret: c.var.config.JWT_SECRET, now: c.var.now })
  const body: z.input<typeof AuthorToken> = { ...bearerAnswer(signed), ...shownSource(author.source) }
  return c.json(body)
}

const shownSource = ({ key, name }: ProvenSource) => {
  const ids = githubIdsIn(key)
  const catalog = catalogIn(key)
  return { repository: catalog === null ? name : null, repository_id: ids?.id ?? null, catalog }
}

export const authorTokens = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'exchangeToken',
    tag: 'authors',
    summary: "Exchange a workflow's token for one that lasts an hour",
    details: 'The same token can be exchanged until it expires or has published.',
    ok: { schema: AuthorToken },
    problems: [401, 403, 429, 503],
    security: [{ workflow: [] }],
  }),
  async (c) => authorAnswer(c, (await proveByToken(c, requiredToken(c))).author),
)
