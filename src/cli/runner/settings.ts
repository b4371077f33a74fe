import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** Settings of this machine: written by `npm run dev`, read by `wrangler dev` and the commands, unknown to git. */
export const DEV_VARS = join(import.meta.dirname, '../../../.dev.vars')

/**
 * The settings of a command: the environment, and below it the project's `.dev.vars`, which `npm run dev` writes. A database that
 * the environment names is reached at its own endpoint, never at the local one.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env, file: string = DEV_VARS): Record<string, string> {
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  if (env.DATABASE_URL !== undefined) delete kept.DATABASE_ENDPOINT
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...kept, ...env })) if (value !== undefined) settings[name] = value
  return settings
}
