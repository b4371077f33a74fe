import { startOidcStandIn } from '../../../src/local/oidc-stand-in.ts'
import { serveApp } from '../api/served-app.ts'
import { aCrawl } from '../builders/crawls.ts'

/** The origin under which `serveApp` answers. */
export const REGISTRY = 'http://api.test'

/** An API with stand-ins for GitHub and for the issuer of its workflows' tokens. */
export async function anAuthorsApi(bindings: Record<string, unknown> = {}) {
  const c = await aCrawl()
  const issuer = await startOidcStandIn({ githubUrl: c.github.url })
  const app = await serveApp(c, { GITHUB_API_URL: c.github.url, LOCAL_OIDC_ISSUER: issuer.issuer, ...bindings })
  /** A token of a repository's workflow. `claims` replaces some; undefined leaves one out. */
  const aToken = async (repo: string, claims: Record<string, unknown> = {}) =>
    issuer.sign({ ...(await issuer.claimsOf(repo, REGISTRY)), ...claims })
  const send = (method: string, path: string, p: { token?: string; body?: unknown } = {}) =>
    app.fromApp(path, {
      method,
      headers: {
        ...(p.token && { Authorization: `Bearer ${p.token}` }),
        ...(p.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(p.body !== undefined && { body: JSON.stringify(p.body) }),
    })
  return {
    ...c,
    issuer,
    app,
    aToken,
    send,
    post: (path: string, p: { token?: string; body?: unknown } = {}) => send('POST', path, p),
    stop: async () => {
      await app.stop()
      await issuer.stop()
      await c.stop()
    },
  }
}

export type AuthorsApi = Awaited<ReturnType<typeof anAuthorsApi>>

/** The kind and status of a problem. */
export async function refusal(response: Response): Promise<{ status: number; code: string; detail: string }> {
  const body = (await response.json()) as { type: string; status: number; detail: string }
  if (response.headers.get('Content-Type') !== 'application/problem+json') throw new Error('This is no problem+json.')
  return { status: response.status, code: body.type.replace('urn:agent-skills:problem:', ''), detail: body.detail }
}
