import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { newSigningKey } from '../cli/new-signing-key.ts'
import { DEV_VARS, readSettings } from '../cli/runner/settings.ts'
import { LocalError } from '../local/local-error.ts'

/** Throws LocalError if another `npm run dev` of this folder runs. Both would write `.dev.vars`, which the other one's Worker reads. */
export async function requireOnlyOne(): Promise<void> {
  const { DATABASE_ENDPOINT: endpoint } = readSettings({})
  if (!endpoint) return
  const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) }).catch(() => null)
  if (answer?.status === 405 && answer.headers.get('Allow') === 'POST')
    throw new LocalError('Another `npm run dev` of this folder is running. Stop it first, or use a second clone.')
}

const secret = () => randomBytes(32).toString('base64url')

type Written = { url: string; endpoint: string; githubUrl: string | null; issuer: string | null }

/**
 * Returns the settings: the addresses of this start, and the secrets of the last one (or new ones). The environment may
 * set the account and the access to sources.
 */
export function devSettings(
  { url, endpoint, githubUrl, issuer }: Written,
  kept: Record<string, string>,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const optional = {
    GITHUB_API_URL: env.GITHUB_API_URL ?? githubUrl,
    LOCAL_OIDC_ISSUER: issuer,
    GITHUB_TOKEN: env.GITHUB_TOKEN ?? kept.GITHUB_TOKEN,
    SOURCE_ORIGINS: env.SOURCE_ORIGINS ?? kept.SOURCE_ORIGINS,
    GITHUB_WEBHOOK_SECRET: env.GITHUB_WEBHOOK_SECRET ?? kept.GITHUB_WEBHOOK_SECRET,
    SIGNING_KEYS_PUBLISHED: env.SIGNING_KEYS_PUBLISHED ?? kept.SIGNING_KEYS_PUBLISHED,
    ROOT_INDEX: env.ROOT_INDEX ?? kept.ROOT_INDEX,
  }
  return {
    DATABASE_URL: url,
    DATABASE_ENDPOINT: endpoint,
    JWT_SECRET: kept.JWT_SECRET ?? secret(),
    EVENT_HASH_SECRET: kept.EVENT_HASH_SECRET ?? secret(),
    SIGNING_KEY: kept.SIGNING_KEY ?? newSigningKey().pkcs8,
    ADMIN_USERNAME: env.ADMIN_USERNAME ?? kept.ADMIN_USERNAME ?? 'admin',
    ADMIN_PASSWORD: env.ADMIN_PASSWORD ?? kept.ADMIN_PASSWORD ?? randomBytes(12).toString('base64url'),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
  }
}

/** Writes `.dev.vars`, which `wrangler dev` and the operator's commands read. Returns the settings. */
export function writeDevVars(written: Written): Record<string, string> {
  const settings = devSettings(written, readSettings({}), process.env)
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  writeFileSync(DEV_VARS, `# Written by npm run dev. Secrets of this machine: not for git.\n${lines.join('')}`, {
    mode: 0o600,
  })
  return settings
}
