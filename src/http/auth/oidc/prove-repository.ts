import type { Context } from 'hono'
import { countProof, isUsed } from '../../../db/authors/used-tokens.ts'
import { type Author, githubSource, type ProvenRepository } from '../../../domain/authors/author.ts'
import { findHead, findRepositoryById, type Repository } from '../../../intake/github/github.ts'
import type { GithubApi } from '../../../intake/github/github-api.ts'
import type { AppEnv } from '../../app-env.ts'
import { askGithub } from '../../ask-github.ts'
import { Failure } from '../../failure.ts'
import type { GithubClaims } from './github-claims.ts'
import { type OidcToken, verifyOidcToken } from './verify-oidc.ts'

/** What a workflow's token proves, and what GitHub says of the repository now. */
export type ProvenByToken = {
  author: Author
  token: OidcToken
  proven: ProvenRepository
  repository: Repository
  head: string
}

/**
 * Checks the token of a workflow against its issuer's keys, and its claims against what GitHub says now. Throws a Failure for each fault of
 * a token, and `fork_not_allowed`, `private_repository`, `repository_moved` or `ref_not_allowed`.
 */
export async function proveByToken(c: Context<AppEnv>, text: string): Promise<ProvenByToken> {
  const { db, config, now } = c.var
  const audience = new URL(c.req.url).origin
  const token = await verifyOidcToken(text, { db, localIssuer: config.LOCAL_OIDC_ISSUER, audience, now })
  const { claims } = token
  refuseByClaims(claims)
  if (await isUsed(db, { issuer: token.issuer, jti: claims.jti })) throw replayed()
  if (!(await countProof(db, claims.repository_owner_id)))
    throw new Failure('quota_exceeded', 'The account has proven its repositories too often within this hour.', {
      headers: { 'Retry-After': '3600' },
    })
  const { repository, head } = await askGithub(c, (api) => compareWithGithub(api, claims))
  const proven = { id: claims.repository_id, ownerId: claims.repository_owner_id, fullName: repository.fullName }
  return { author: { source: githubSource(proven), run: runOf(token) }, token, proven, repository, head }
}

/** The refusal of a token that has been used: whoever steals it later can do nothing with it. */
export const replayed = () =>
  new Failure('token_replayed', 'This token has published already. Ask for a new one in the workflow.', {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  })

function refuseByClaims(claims: GithubClaims): void {
  const { event_name, ref, repository_visibility } = claims
  if (repository_visibility !== 'public')
    throw new Failure(
      'private_repository',
      `The repository is ${repository_visibility.slice(0, 20)}. Only public ones are listed.`,
    )
  if (event_name.startsWith('pull_request') || ref.startsWith('refs/pull/'))
    throw new Failure(
      'ref_not_allowed',
      'A pull request proves nothing about its repository. Run the workflow on push.',
    )
  if (!/^refs\/(heads|tags)\//.test(ref))
    throw new Failure('ref_not_allowed', `The workflow ran for ${ref}, which is no branch and no tag.`)
}

async function compareWithGithub(api: GithubApi, claims: GithubClaims) {
  const repository = await findRepositoryById(api, claims.repository_id)
  if (!repository) throw new Failure('private_repository', 'GitHub has no public repository with the id in the token.')
  if (repository.fullName.toLowerCase() !== claims.repository.toLowerCase())
    throw moved(`The token is of ${claims.repository}, which is called ${repository.fullName} now.`)
  if (repository.ownerId !== claims.repository_owner_id)
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

const moved = (how: string) => new Failure('repository_moved', `${how} Ask for a new token.`)

const runOf = ({ issuer, claims }: OidcToken) => ({
  issuer,
  commit: claims.sha,
  ref: claims.ref,
  workflow: claims.workflow_ref,
  runId: claims.run_id,
  runAttempt: claims.run_attempt,
  event: claims.event_name,
})
