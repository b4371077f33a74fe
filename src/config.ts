import { z } from 'zod'

const Secret = z.string().refine((value) => new TextEncoder().encode(value).length >= 32, 'must have at least 32 bytes')

/** Plain http is for a stand-in on this very machine: a token must not travel by it. */
const isHttpsOrLocal = (address: string) => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** Whether alerts may be sent there: over https, or over http to a receiver on this machine, and without a password in the address. */
export function isWebhook(address: string): boolean {
  if (!URL.canParse(address) || !isHttpsOrLocal(address)) return false
  const { protocol, username, password } = new URL(address)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

const RAW_GITHUB = 'https://raw.githubusercontent.com'
const LOCAL_NAME = /(^|\.)(localhost|local|internal)\.?$/

/** Why a text is no origin that a source may be on, or null. Whoever could name an address could make us ask our own network. */
function originFault(text: string): string | null {
  const { origin, protocol, hostname } = URL.canParse(text) ? new URL(text) : { origin: '', protocol: '', hostname: '' }
  if (origin !== text) return 'must be origins with commas between them, such as https://skills.example.org'
  if (protocol === 'http:') return isHttpsOrLocal(text) ? null : 'must be https, but on this machine'
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname) || hostname.includes('*')
  if (protocol !== 'https:' || isAddress || LOCAL_NAME.test(hostname) || !hostname.includes('.'))
    return 'must be https and name a public host, no address'
  return null
}

const SourceSettings = z.object({
  /** Where GitHub's REST API is answered. */
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !URL.canParse(url) || isHttpsOrLocal(url), 'must be https, but on this machine')
    .default('https://api.github.com'),
  /** Raises GitHub's limit from 60 requests an hour to 5,000. Needs no permission. */
  GITHUB_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be one word')
    .optional(),
  /** Where catalogues and lists may be fetched from, beside GitHub's files: origins with commas between them. */
  SOURCE_ORIGINS: z
    .string()
    .default('')
    .transform((text, context) => {
      const origins = text.split(',').map((part) => part.trim())
      const listed = origins.filter((origin) => origin !== '')
      for (const message of new Set(listed.map(originFault))) if (message) context.addIssue({ code: 'custom', message })
      return [...new Set([RAW_GITHUB, ...listed])]
    }),
})

/** What the jobs can be told. */
const JobSettings = SourceSettings.extend({
  /** How many days events are kept. They tell repeats from new ones for as long as one may come: 30 days late, and 14 more in a queue. */
  EVENT_RETENTION_DAYS: z.coerce
    .number('must be a number')
    .int()
    .min(45, 'must be at least 45')
    .max(36_500)
    .default(60),
  /** Where Slack, or whatever understands its messages, is told of a job that failed. */
  ALERT_WEBHOOK_URL: z
    .string()
    .refine(isWebhook, 'must be an https URL, or http on localhost, without a password')
    .optional(),
  /** More raw events dropped in a tick, or more per cent of them put off, and the webhook is told too. */
  ALERT_MAX_DROPPED_TOTAL: z.coerce.number('must be a number').int().min(0).default(50),
  ALERT_MAX_RETRY_RATIO_PCT: z.coerce.number('must be a number').min(0).max(100).default(20),
})

export type JobSettings = z.output<typeof JobSettings>
/** What is to be known to ask a source. */
export type SourceSettings = z.output<typeof SourceSettings>

const Config = JobSettings.extend({
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

/** The jobs' settings alone, for whoever runs them without the API's secrets. Throws ConfigError. */
export const readJobSettings = (env: unknown): JobSettings => parse(JobSettings, env)

let last: { env: unknown; config: Config } | undefined

/** The Worker's settings, parsed once an isolate. Throws ConfigError naming each binding at fault. */
export function readConfig(env: unknown): Config {
  if (last && last.env === env) return last.config
  const config = parse(Config, env)
  last = { env, config }
  return config
}

function parse<S extends z.ZodType>(schema: S, env: unknown): z.output<S> {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`Settings are missing or refused: ${faults.join('; ')}`)
}
