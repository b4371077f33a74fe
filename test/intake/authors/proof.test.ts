import { sql } from 'drizzle-orm'
import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GITHUB_RULES } from '../../../src/domain/authors/issuer.ts'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, REGISTRY, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
beforeAll(async () => {
  a = await anAuthorsApi()
  await a.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
  await a.write('acme/hidden/SKILL.md', skillText('hidden'))
  await a.write('acme/hidden.json', JSON.stringify({ private: true }))
  await a.write('acme/copy/SKILL.md', skillText('copy'))
  await a.write('acme/copy.json', JSON.stringify({ fork: true }))
})
afterAll(() => a.stop())

const exchange = (token: string) => a.post('/v1/authors/token', { token })
const now = () => Math.floor(Date.now() / 1000)

describe("a workflow's token", () => {
  it('is exchanged for an author’s token, which is for the repository alone', async () => {
    const answer = await exchange(await a.aToken('acme/kit'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await answer.json()).toMatchObject({ token_type: 'bearer', expires_in: 3600, repository: 'acme/kit' })
  })

  it('may be of a tag that is the last commit of the default branch', async () => {
    expect((await exchange(await a.aToken('acme/kit', { ref: 'refs/tags/v1.0.0' }))).status).toBe(200)
  })

  it.each([
    ['for another registry', 401, 'wrong_audience', () => ({ aud: 'https://elsewhere.example' })],
    ['for several registries, not this one', 401, 'wrong_audience', () => ({ aud: ['https://a.example', 'sts'] })],
    ['of an unknown issuer', 401, 'unknown_issuer', () => ({ iss: 'https://tokens.example' })],
    ['of an issuer with a longer name', 401, 'unknown_issuer', () => ({ iss: `${a.issuer.issuer}/x` })],
    ['that has expired', 401, 'token_expired', () => ({ iat: now() - 400, exp: now() - 100 })],
    ['that is not valid yet', 401, 'invalid_token', () => ({ nbf: now() + 600 })],
    ['that is valid for ever', 401, 'invalid_token', () => ({ exp: undefined })],
    [
      'that is older than its workflow could be',
      401,
      'token_expired',
      () => ({ iat: now() - 3000, exp: now() + 9000 }),
    ],
    ['without an id of its own', 401, 'invalid_token', () => ({ jti: undefined })],
    ['without the id of its repository', 401, 'invalid_token', () => ({ repository_id: undefined })],
    ['whose repository’s id is a number', 401, 'invalid_token', () => ({ repository_id: 12 })],
    ['of a pull request', 403, 'ref_not_allowed', () => ({ event_name: 'pull_request', ref: 'refs/pull/7/merge' })],
    [
      'of a pull request that runs for its target',
      403,
      'ref_not_allowed',
      () => ({ event_name: 'pull_request_target' }),
    ],
    ['of another branch', 403, 'ref_not_allowed', () => ({ ref: 'refs/heads/topic' })],
    ['of a tag of another commit', 403, 'ref_not_allowed', () => ({ ref: 'refs/tags/v0', sha: '0'.repeat(40) })],
    ['of a repository that was private', 403, 'private_repository', () => ({ repository_visibility: 'private' })],
    ['of a repository that has another name now', 403, 'repository_moved', () => ({ repository: 'acme/old' })],
    ['of a repository that has another owner now', 403, 'repository_moved', () => ({ repository_owner_id: '1' })],
    ['of an id that GitHub does not have', 403, 'private_repository', () => ({ repository_id: '1' })],
  ])('%s is refused', async (_, status, code, claims) => {
    const refused = await refusal(await exchange(await a.aToken('acme/kit', claims())))
    expect(refused).toMatchObject({ status, code })
  })

  it.each([
    ['a private repository', 'acme/hidden', 'private_repository'],
    ['a fork', 'acme/copy', 'fork_not_allowed'],
  ])('of %s is refused by what GitHub says', async (_, repo, code) => {
    const token = await a.aToken(repo, { repository_visibility: 'public' })
    expect(await refusal(await exchange(token))).toMatchObject({ status: 403, code })
  })

  it('says in which way its audience is wrong', async () => {
    const { detail } = await refusal(await exchange(await a.aToken('acme/kit', { aud: 'x' })))
    expect(detail).toBe(`The token is not for this registry. Request one with the audience ${REGISTRY}.`)
  })

  it('that somebody else has signed is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const claims = await a.issuer.claimsOf('acme/kit', REGISTRY)
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'x' }).sign(privateKey)
    expect(await refusal(await exchange(forged))).toMatchObject({ status: 401, code: 'invalid_token' })
  })

  it.each(['HS256', 'none'])('with the algorithm %s is refused', async (alg) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = await a.issuer.claimsOf('acme/kit', REGISTRY)
    const token = `${part({ alg })}.${part(claims)}.${alg === 'none' ? '' : 'AAAA'}`
    expect(await refusal(await exchange(token))).toMatchObject({ status: 401, code: 'invalid_token' })
  })

  it.each(['x', 'a.b.c', 'e30.e30.e30'])('that is no token is refused: %s', async (token) => {
    expect(await refusal(await exchange(token))).toMatchObject({ status: 401, code: 'invalid_token' })
  })

  it('is required', async () => {
    expect(await refusal(await a.post('/v1/authors/token'))).toMatchObject({ status: 401, code: 'unauthorized' })
  })

  it('never has the keys fetched of an issuer that nobody trusts', async () => {
    const before = a.issuer.asked.length
    await exchange(await a.aToken('acme/kit', { iss: 'https://tokens.example' }))
    expect(a.issuer.asked.length).toBe(before)
  })

  it('has the keys fetched once, and not again for each unknown key', async () => {
    for (const _ of [1, 2, 3]) await exchange(await a.aToken('acme/kit'))
    expect(a.issuer.asked.filter((path) => path === '/.well-known/jwks')).toHaveLength(1)
  })
})

describe('the trusted issuers', () => {
  it('are GitHub Actions', async () => {
    const { rows } = await a.db.execute(sql`select issuer, jwks_uri, kind, rules from oidc_issuers`)
    const issuer = 'https://token.actions.githubusercontent.com'
    expect(rows).toEqual([{ issuer, jwks_uri: `${issuer}/.well-known/jwks`, kind: 'github', rules: GITHUB_RULES }])
  })

  it('cannot be on plain http', async () => {
    const added = a.db.execute(
      sql`insert into oidc_issuers (issuer, jwks_uri, kind, rules, created_at) values ('http://x.example', 'https://x.example/keys', 'github', '{}', now())`,
    )
    await expect(added).rejects.toThrow()
  })
})
