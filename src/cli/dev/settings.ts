import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { LocalError } from '../../local/local-error.ts'
import { DEV_VARS, readSettings } from '../settings.ts'

/** Refuses to start where another one runs: both would write `.dev.vars`, and the other's Worker would follow it here. */
export async function requireOnlyOne(): Promise<void> {
  const { DATABASE_ENDPOINT: endpoint } = readSettings({})
  if (!endpoint) return
  const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) }).catch(() => null)
  if (answer?.status === 405 && answer.headers.get('Allow') === 'POST')
    throw new LocalError('Another `npm run dev` of this folder is running. Stop it first, or use a second clone.')
}

const secret = () => randomBytes(32).toString('base64url')

/**
 * Writes `.dev.vars`, which `wrangler dev` and the operator's commands read: where the database is now, and the secrets
 * of the last start, or random ones. `ADMIN_USERNAME` and `ADMIN_PASSWORD` of the environment win.
 */
export function writeDevVars(database: { url: string; endpoint: string }): Record<string, string> {
  const kept = readSettings({})
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_ENDPOINT: database.endpoint,
    JWT_SECRET: kept.JWT_SECRET ?? secret(),
    EVENT_HASH_SECRET: kept.EVENT_HASH_SECRET ?? secret(),
    ADMIN_USERNAME: process.env.ADMIN_USERNAME ?? kept.ADMIN_USERNAME ?? 'admin',
    ADMIN_PASSWORD: process.env.ADMIN_PASSWORD ?? kept.ADMIN_PASSWORD ?? randomBytes(12).toString('base64url'),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  writeFileSync(DEV_VARS, `# Written by npm run dev. Secrets of this machine: not for git.\n${lines.join('')}`, {
    mode: 0o600,
  })
  return settings
}
