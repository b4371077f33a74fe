import type { Context } from 'hono'
import { recordPublication } from '../../../db/authors/publications.ts'
import { readCrawledSource } from '../../../db/intake/crawl-progress.ts'
import { followRepository } from '../../../db/intake/follow-repository.ts'
import { authorName } from '../../../domain/authors/author.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { askGithub } from '../../../http/ask-github.ts'
import { type ProvenByToken, proveByToken } from '../../../http/auth/oidc/prove-repository.ts'
import { Failure } from '../../../http/failure.ts'
import { findHead } from '../../../intake/github/github.ts'
import { recognise } from '../../../intake/github/recognise.ts'
import { type Publishing, stopped, takeTurn } from './publishing.ts'

/** Publishes the commit of a workflow's token. Throws a Failure for each fault of one. */
export async function publishCommit(c: Context<AppEnv>, text: string): Promise<Publishing> {
  const { db, requestId } = c.var
  const found = await proveByToken(c, text)
  const { author, proven, token } = found
  requireHead(found)
  const { jti, exp } = token.claims
  await takeTurn(c, { author, issuer: token.issuer, jti, expiresAt: new Date(exp * 1000) })
  const source = await followRepository(db, { repo: proven.fullName, id: proven.id, by: 'workflow' })
  if (source.isStopped) throw stopped(proven.fullName)
  const crawled = await readCrawledSource(db, source.id)
  if (crawled) await recognise(db, crawled, found.repository)
  const { run } = author
  if (!run) throw new Error('A token of a workflow always has a run.')
  const [login = ''] = proven.fullName.split('/')
  await recordPublication(
    db,
    { name: authorName(author), requestId },
    {
      ...{ sourceId: source.id, author, commit: { repository: proven, run } },
      account: { name: { kind: 'github', name: login }, githubId: proven.ownerId },
    },
  )
  const place = `/repositories/${proven.fullName}`
  return {
    ...{ author, sourceId: source.id, unlisted: null },
    place: {
      ...{ repository: proven.fullName, catalog: null, commit: run.commit },
      ...{ report: `/v1${place}`, page: place },
    },
    requireSame: async () => {
      const head = await askGithub(c, (api) => findHead(api, found.repository))
      requireHead({ ...found, head: head ?? '' })
    },
  }
}

function requireHead({ proven, token, head, repository }: ProvenByToken): void {
  if (token.claims.sha === head) return
  throw new Failure(
    'stale_commit',
    `The workflow ran for the commit ${token.claims.sha}, but ${repository.defaultBranch} of ${proven.fullName} is at ${head} by now. The workflow of that commit publishes it.`,
  )
}
