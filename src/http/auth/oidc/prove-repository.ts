import type { Context } from 'hono'
import { countProof, isUsed } from '../../../db/authors/used-tokens.ts'
import { type Author, githubSource, type ProvenRepository } from '../../../domain/authors/author.ts'
import { type RunClaims, sourceAt } from '../../../domain/authors/issuer.ts'
import { findHead, findRepositoryById, type Repository } from '../../../intake/github/github.ts'
import type { GithubApi } from '../../../intake/github/github-api.ts'
import type { AppEnv } from '../../app-env.ts'
import { askGithub } from '../../ask-github.ts'
import { Failure } from '../../failure.ts'
import { type OidcToken, verifyOidcToken } from './verify-oidc.ts'

/** What GitHub says now of the repository of a token. */
export type AtGithub = { proven: ProvenRepository; repository: Repository; head: string }

/** What a workflow's token proves. `github` is null for a repository at another host, of which only the token says anything. */
export type ProvenByToken = { author: Author; token: OidcToken; github: AtGithub | null }

/**
 * Checks the token of a workflow against its issuer's keys and rules, and the claims of GitHub's against what GitHub says now. Throws a
 * Failure for each fault of a token, and `fork_not_allowed`, `private_repository`, `repository_moved` or `ref_not_allowed`.
 */
export async function proveByToken(c: Context<AppEnv>, text: string): Promise<ProvenByToken> {
  const { db, config, now } = c.var
  const audience = new URL(c.req.url).origin
  const token = await verifyOidcToken(text, { db, localIssuer: config.LOCAL_OIDC_ISSUER, audience, now })
  const { claims, issuer, jti } = token
  if (!/^refs\/(heads|tags)\//.test(claims.ref))
    throw new Failure('ref_not_allowed', `The workflow ran for ${claims.ref}, which is neither a branch nor a tag.`)
  if (await isUsed(db, { issuer: issuer.issuer, jti })) throw replayed()
  const isAtGithub = issuer.kind === 'github'
  if (!(await countProof(db, isAtGithub ? String(claims.ownerId) : sourceAt(issuer, claims).key)))
    throw new Failure(
      'quota_exceeded',
      'This account has proven its repositories too often in this hour. Try again later.',
      {
        headers: { 'Retry-After': '3600' },
      },
    )
  if (!isAtGithub) return { author: { source: sourceAt(issuer, claims), run: runOf(token) }, token, github: null }
  const { repository, head } = await askGithub(c, (api) => compareWithGithub(api, claims))
  const proven = { id: claims.repositoryId, ownerId: claims.ownerId, fullName: repository.fullName }
  return { author: { source: githubSource(proven), run: runOf(token) }, token, github: { proven, repository, head } }
}

/** The refusal of a token that has been used: whoever steals it later can do nothing with it. */
export const replayed = () =>
  new Failure('token_replayed', 'This token has been used already. Request a new one in the workflow.', {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  })

async function compareWithGithub(api: GithubApi, claims: RunClaims) {
  const repository = await findRepositoryById(api, claims.repositoryId)
  if (!repository) throw new Failure('private_repository', 'GitHub has no public repository with the id in the token.')
  if (repository.fullName.toLowerCase() !== claims.repository.toLowerCase())
    throw moved(`The token is of ${claims.repository}, which is called ${repository.fullName} now.`)
  if (repository.ownerId !== claims.ownerId)
    throw moved(`${repository.fullName} has another owner than the token says.`)
  if (repository.isFork)
    throw new Failure(
      'fork_not_allowed',
      `${repository.fullName} is a fork. Publish from the repository that it was made from.`,
    )
  const isBranch = claims.ref === `refs/heads/${repository.defaultBranch}`
  if (!isBranch && !claims.ref.startsWith('refs/tags/'))
    throw new Failure(
      'ref_not_allowed',
      `The workflow ran for ${claims.ref}. Run it for the default branch, ${repository.defaultBranch}.`,
    )
  const head = await findHead(api, repository)
  if (head === null) throw new Failure('ref_not_allowed', `The default branch of ${repository.fullName} has no commit.`)
  if (!isBranch && claims.sha !== head)
    throw new Failure(
      'ref_not_allowed',
      `The tag ${claims.ref.slice(10)} is not the last commit of ${repository.defaultBranch}.`,
    )
  return { repository, head }
}

const moved = (how: string) => new Failure('repository_moved', `${how} Request a new token.`)

const runOf = ({ issuer, claims: { sha, ref, workflow, runId, runAttempt, event } }: OidcToken) => ({
  ...{ issuer: issuer.issuer, commit: sha, ref, workflow, runId, runAttempt, event },
})
