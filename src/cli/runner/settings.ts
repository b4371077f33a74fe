import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** This machine's settings. `npm run dev` writes them; `wrangler dev` and the commands read them; git ignores them. */
export const DEV_VARS = join(import.meta.dirname, '../../../.dev.vars')

/**
 * Returns the settings of a command: the environment's, and those of `.dev.vars` that the environment does not set.
 * A DATABASE_URL in the environment also turns off the local endpoint of `.dev.vars`.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env, file: string = DEV_VARS): Record<string, string> {
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  if (env.DATABASE_URL !== undefined) delete kept.DATABASE_ENDPOINT
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...kept, ...env })) if (value !== undefined) settings[name] = value
  return settings
}
