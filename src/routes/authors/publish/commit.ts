import type { Context } from 'hono'
import { recordPublication } from '../../../db/authors/publications.ts'
import { readCrawledSource } from '../../../db/intake/crawling/crawl-progress.ts'
import { followRepository } from '../../../db/intake/follow-repository.ts'
import { authorName } from '../../../domain/authors/author.ts'
import type { OidcIssuer } from '../../../domain/authors/issuer.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { askGithub } from '../../../http/ask-github.ts'
import { type AtGithub, proveByToken } from '../../../http/auth/oidc/prove-repository.ts'
import type { OidcToken } from '../../../http/auth/oidc/verify-oidc.ts'
import { Failure } from '../../../http/failure.ts'
import { findHead } from '../../../intake/github/github.ts'
import { recognise } from '../../../intake/github/recognise.ts'
import { type Publishing, stopped, takeTurn } from './publishing.ts'

/** Publishes the commit of a workflow's token. Throws a Failure for each fault of one. */
export async function publishCommit(c: Context<AppEnv>, text: string): Promise<Publishing> {
  const { db, requestId } = c.var
  const { author, token, github } = await proveByToken(c, text)
  if (!github) throw unread(token.issuer)
  const { proven, repository } = github
  requireHead(token, github)
  const { jti, expiresAt } = token
  await takeTurn(c, { author, issuer: token.issuer.issuer, jti, expiresAt })
  const source = await followRepository(db, { repo: proven.fullName, id: proven.id, by: 'workflow' })
  if (source.isStopped) throw stopped(proven.fullName)
  const crawled = await readCrawledSource(db, source.id)
  if (crawled) await recognise(db, crawled, repository)
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
      const head = await askGithub(c, (api) => findHead(api, repository))
      requireHead(token, { ...github, head: head ?? '' })
    },
  }
}

function requireHead({ claims }: OidcToken, { proven, head, repository }: AtGithub): void {
  if (claims.sha === head) return
  throw new Failure(
    'stale_commit',
    `The workflow ran for the commit ${claims.sha}, but ${repository.defaultBranch} of ${proven.fullName} is now at ${head}. The workflow of that commit publishes it.`,
  )
}

const unread = ({ rules: { host } }: OidcIssuer) =>
  new Failure(
    'host_not_read',
    `The token is good, but repositories at ${host} cannot be read here yet. Repositories can be published from github.com, and catalogues from their own sites.`,
  )
