import { z } from 'zod'

const Secret = z.string().refine((value) => new TextEncoder().encode(value).length >= 32, 'must have at least 32 bytes')

const Config = z.object({
  /** Connection string of the Neon database. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// connection string'),
  /** Where SQL over HTTP is answered, if not at the host that the connection string names. */
  DATABASE_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs admin tokens. */
  JWT_SECRET: Secret,
  /** Key of the HMAC that sessions, addresses and user agents are kept as. */
  EVENT_HASH_SECRET: Secret,
  ADMIN_USERNAME: z.string().min(1).max(100),
  ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters'),
})

export type Config = z.output<typeof Config>

/** A binding that is missing or too weak. Names the bindings, never their values. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

let last: { env: unknown; config: Config } | undefined

/** The Worker's settings, parsed once an isolate. Throws ConfigError naming each binding at fault. */
export function readConfig(env: unknown): Config {
  if (last && last.env === env) return last.config
  const parsed = Config.safeParse(env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`Settings are missing or refused: ${faults.join('; ')}`)
  }
  last = { env, config: parsed.data }
  return parsed.data
}
