import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

const LIFETIME_S = 300

/** What GitHub tells of a repository, as far as a token has it. */
type Described = {
  id: number
  full_name: string
  default_branch: string
  private: boolean
  owner: { id: number; login: string }
}

/**
 * Stands for the issuer of GitHub Actions' tokens, for the repositories of GitHub's stand-in at `githubUrl`: whoever asks gets a token.
 * `/token?repository=OWNER/REPO&audience=…` answers as the address in `ACTIONS_ID_TOKEN_REQUEST_URL` does. Port 0 takes a free port.
 */
export async function startOidcStandIn(p: { githubUrl: string; port?: number }) {
  const keys = await generateKeyPair('RS256', { extractable: true })
  const kid = crypto.randomUUID()
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid, use: 'sig', alg: 'RS256' }] }
  const asked: string[] = []
  let issuer = ''

  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(keys.privateKey)

  /** The claims of a run of the workflow `publish.yml` for the last commit of the default branch. */
  async function claimsOf(repository: string, audience: string): Promise<JWTPayload> {
    const {
      id,
      full_name: name,
      default_branch,
      private: isPrivate,
      owner,
    } = await readRepository(p.githubUrl, repository)
    const ref = `refs/heads/${default_branch}`
    const issuedAt = Math.floor(Date.now() / 1000)
    return {
      ...{
        iss: issuer,
        aud: audience,
        jti: crypto.randomUUID(),
        iat: issuedAt,
        nbf: issuedAt - 5,
        exp: issuedAt + LIFETIME_S,
      },
      ...{ sub: `repo:${name}:ref:${ref}`, repository: name, repository_id: String(id), repository_owner: owner.login },
      ...{ repository_owner_id: String(owner.id), repository_visibility: isPrivate ? 'private' : 'public' },
      ...{ ref, ref_type: 'branch', sha: await readHead(p.githubUrl, name, default_branch) },
      ...{ workflow: 'publish', workflow_ref: `${name}/.github/workflows/publish.yml@${ref}` },
      ...{ run_id: '1001', run_number: '1', run_attempt: '1', event_name: 'push', head_ref: '', base_ref: '' },
    }
  }

  async function answer(path: string): Promise<{ status: number; body: unknown }> {
    asked.push(path)
    const { pathname, searchParams } = new URL(path, issuer)
    if (pathname === '/.well-known/jwks') return { status: 200, body: jwks }
    if (pathname === '/.well-known/openid-configuration')
      return { status: 200, body: { issuer, jwks_uri: `${issuer}/.well-known/jwks` } }
    const [repository, audience] = [searchParams.get('repository'), searchParams.get('audience')]
    if (pathname !== '/token' || !repository || !audience) return { status: 404, body: { message: 'Not Found' } }
    return { status: 200, body: { value: await sign(await claimsOf(repository, audience)) } }
  }

  const server = createServer((request, response) => {
    answer(request.url ?? '/')
      .catch((error: Error) => ({ status: 500, body: { message: error.message } }))
      .then(({ status, body }) =>
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(p.port ?? 0, '127.0.0.1', resolve)
  })
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    /** Every requested path. */
    asked,
    claimsOf,
    sign,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function readRepository(githubUrl: string, repository: string): Promise<Described> {
  const answer = await fetch(`${githubUrl}/repos/${repository}`)
  if (!answer.ok) throw new Error(`GitHub's stand-in has no repository ${repository}.`)
  return (await answer.json()) as Described
}

async function readHead(githubUrl: string, repository: string, branch: string): Promise<string> {
  const headers = { Accept: 'application/vnd.github.sha' }
  const answer = await fetch(`${githubUrl}/repos/${repository}/commits/heads%2F${encodeURIComponent(branch)}`, {
    headers,
  })
  return answer.text()
}
