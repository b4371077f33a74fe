import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, REGISTRY, refusal } from '../../support/outside/authors.ts'
import { GITLAB } from '../../support/outside/gitlab-issuer.ts'
import { addFiles, aFolder, ops } from '../../support/run/cli.ts'

let a: AuthorsApi
let folder: string
beforeAll(async () => {
  a = await anAuthorsApi()
  await a.write('acme/kit/pdf/SKILL.md', skillText('pdf'))
  folder = await aFolder({ 'gitlab.json': JSON.stringify(GITLAB) })
  expect((await ops(a, ['trust-issuer', `${folder}/gitlab.json`])).code).toBe(0)
  // GitLab's keys are not for tests, and the stand-in speaks no https.
  await a.db.execute(sql`alter table oidc_issuers drop constraint ck_oidc_issuers_https`)
  await a.db.execute(
    sql`update oidc_issuers set jwks_uri = ${`${a.issuer.issuer}/.well-known/jwks`} where kind = 'gitlab'`,
  )
})
afterAll(() => a.stop())

/** A token as GitLab writes it. `claims` replaces some; undefined leaves one out. */
const aToken = (claims: Record<string, unknown> = {}) => {
  const now = Math.floor(Date.now() / 1000)
  return a.issuer.sign({
    ...{ iss: 'https://gitlab.com', aud: REGISTRY, jti: crypto.randomUUID(), iat: now, nbf: now - 5, exp: now + 300 },
    ...{
      sub: 'project_path:acme/tools/kit:ref_type:branch:ref:main',
      namespace_id: '72',
      namespace_path: 'acme/tools',
    },
    ...{ project_id: '20', project_path: 'acme/tools/kit', project_visibility: 'public', user_login: 'sam' },
    ...{ pipeline_id: '574', pipeline_source: 'push', job_id: '302', ref: 'main', ref_type: 'branch' },
    ...{ ref_path: 'refs/heads/main', ref_protected: 'true', sha: 'a'.repeat(40) },
    ci_config_ref_uri: 'gitlab.com/acme/tools/kit//.gitlab-ci.yml@refs/heads/main',
    ...claims,
  })
}
const exchange = async (token: string) => a.post('/v1/authors/token', { token })
const authorOf = async () => ((await (await exchange(await aToken())).json()) as { access_token: string }).access_token

describe('an issuer that a row has added', () => {
  it('proves a repository at its host', async () => {
    const answer = await exchange(await aToken())
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      ...{ token_type: 'bearer', repository: 'acme/tools/kit', repository_id: null, catalog: null },
    })
  })

  it('gives no right to a repository of that name and id at GitHub', async () => {
    expect((await a.post('/v1/publish', { token: await a.aToken('acme/kit') })).status).toBe(200)
    const { repository_id, repository_owner_id } = await a.issuer.claimsOf('acme/kit', REGISTRY)
    const same = await exchange(
      await aToken({ project_path: 'acme/kit', project_id: repository_id, namespace_id: repository_owner_id }),
    )
    const { access_token: token } = (await same.json()) as { access_token: string }
    const list = await a.send('GET', '/v1/authors/skills', { token })
    expect(await list.json()).toMatchObject({ items: [] })
    const hidden = await a.send('PUT', '/v1/authors/skills/acme--pdf/hidden', { token, body: {} })
    expect(await refusal(hidden)).toMatchObject({ status: 403, code: 'forbidden' })
  })

  it('cannot publish yet, and says what can', async () => {
    const refused = await refusal(await a.post('/v1/publish', { token: await aToken() }))
    expect(refused).toMatchObject({ status: 422, code: 'host_not_read' })
    expect(refused.detail).toContain('gitlab.com cannot be read here yet')
    expect(refused.detail).toContain('github.com')
    const { status } = await refusal(await a.post('/v1/publish', { token: await authorOf() }))
    expect(status).toBe(403)
  })

  it.each([
    ['of a merge request', 403, 'ref_not_allowed', { pipeline_source: 'merge_request_event' }],
    ['of an external pull request', 403, 'ref_not_allowed', { pipeline_source: 'external_pull_request_event' }],
    ['of a branch that is not protected', 403, 'ref_not_allowed', { ref_protected: 'false' }],
    ['of a ref that is no branch', 403, 'ref_not_allowed', { ref: 'refs/merge-requests/1/head' }],
    ['of a private project', 403, 'private_repository', { project_visibility: 'private' }],
    ['of an internal project', 403, 'private_repository', { project_visibility: 'internal' }],
    ['without a claim that a rule looks at', 401, 'invalid_token', { ref_protected: undefined }],
    ['without its project', 401, 'invalid_token', { project_id: undefined }],
    ['whose project’s id is a number', 401, 'invalid_token', { project_id: 20 }],
    ['of an odd kind of ref', 401, 'invalid_token', { ref_type: 'note' }],
    ['for another registry', 401, 'wrong_audience', { aud: 'https://gitlab.com' }],
    ['of another instance', 401, 'unknown_issuer', { iss: 'https://gitlab.example' }],
    ['with the claims of GitHub instead', 401, 'invalid_token', { project_path: undefined, repository: 'acme/kit' }],
  ])('refuses a token %s', async (_, status, code, claims) => {
    expect(await refusal(await exchange(await aToken(claims)))).toMatchObject({ status, code })
  })

  it('reads no token by rules that somebody has broken', async () => {
    await a.db.execute(sql`update oidc_issuers set rules = rules - 'claims' where kind = 'gitlab'`)
    const refused = await refusal(await exchange(await aToken()))
    expect(refused).toMatchObject({ status: 401, code: 'unknown_issuer' })
    await ops(a, ['trust-issuer', `${folder}/gitlab.json`])
    const { rows } = await a.db.execute(sql`select rules from oidc_issuers where kind = 'gitlab'`)
    expect(rows).toEqual([{ rules: GITLAB.rules }])
  })
})

describe('the command trust-issuer', () => {
  const trusting = async (row: unknown) => {
    await addFiles(folder, { 'row.json': typeof row === 'string' ? row : JSON.stringify(row) })
    return ops(a, ['trust-issuer', `${folder}/row.json`])
  }
  const { rules } = GITLAB

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['plain http', { ...GITLAB, jwks_uri: 'http://gitlab.com/keys' }, '/jwks_uri: must be an https address'],
    ['a slash at the end', { ...GITLAB, issuer: 'https://gitlab.com/' }, '/issuer: must be the `iss`'],
    ['the name of GitHub for another host', { ...GITLAB, kind: 'github' }, '/kind: must be github for the host'],
    [
      'GitHub’s host under another name',
      { ...GITLAB, rules: { ...rules, host: 'github.com' } },
      '/kind: must be github',
    ],
    ['a host without a dot', { ...GITLAB, rules: { ...rules, host: 'github' } }, '/rules/host: must be a host'],
    ['no refusal', { ...GITLAB, rules: { ...rules, refuse: [] } }, '/rules/refuse: must refuse'],
    [
      'a claim that is left out',
      { ...GITLAB, rules: { ...rules, claims: { ...rules.claims, sha: undefined } } },
      '/rules/claims/sha',
    ],
    ['a word that nobody knows', { ...GITLAB, trust: true }, 'trust'],
  ])('refuses %s', async (_, row, fault) => {
    const { code, stderr, stdout } = await trusting(row)
    expect(code).toBe(3)
    expect(stderr + stdout).toContain(fault)
  })

  it('records who has trusted whom', async () => {
    const { rows } = await a.db.execute(
      sql`select target_id, after -> 'kind' as kind from audit_log where action = 'issuer.trust' order by id limit 1`,
    )
    expect(rows).toEqual([{ target_id: 'https://gitlab.com', kind: 'gitlab' }])
  })
})
