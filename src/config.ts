import * as z from 'zod'

const Secret = z
  .string('is required')
  .refine((value) => new TextEncoder().encode(value).length >= 32, 'must have at least 32 bytes')

/** Plain http is only for a stand-in on this machine, because a token must not travel over it. */
const isHttpsOrLocal = (address: string) => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/**
 * True if alerts may be sent to the address: over https, or over http to this machine, and without a user or password
 * in it.
 */
export function isWebhook(address: string): boolean {
  if (!URL.canParse(address) || !isHttpsOrLocal(address)) return false
  const { protocol, username, password } = new URL(address)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

const RAW_GITHUB = 'https://raw.githubusercontent.com'
const LOCAL_NAME = /(^|\.)(localhost|local|internal)\.?$/

/**
 * Returns why a text is not an origin that a source may be on, or null. Addresses of private networks are refused:
 * whoever could name one could make us send requests to our own network.
 */
function originFault(text: string): string | null {
  const { origin, protocol, hostname } = URL.canParse(text) ? new URL(text) : { origin: '', protocol: '', hostname: '' }
  if (origin !== text) return 'must be origins separated by commas, such as https://skills.example.org'
  if (protocol === 'http:') return isHttpsOrLocal(text) ? null : 'must be https; http is for this machine only'
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname) || hostname.includes('*')
  if (protocol !== 'https:' || isAddress || LOCAL_NAME.test(hostname) || !hostname.includes('.'))
    return 'must be https and name a public host, not an IP address'
  return null
}

/**
 * True if we may send requests to an address that a stranger names: over https, to a public host, without a user in it. `isLocal`: to this
 * machine too, for tests and `npm run dev`.
 */
export function isPublicAddress(address: string, isLocal: boolean): boolean {
  if (!URL.canParse(address)) return false
  const { origin, protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  const isHere = ['localhost', '127.0.0.1'].includes(hostname)
  if (isHere) return isLocal && /^https?:$/.test(protocol)
  return protocol === 'https:' && originFault(origin) === null
}

/** An address of a stand-in on this machine. */
const LocalUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine((url) => !URL.canParse(url) || isHttpsOrLocal(url.replace(/^https:/, 'http:')), 'must be on this machine')

const SourceSettings = z.object({
  /** Address of GitHub's REST API. */
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine((url) => !URL.canParse(url) || isHttpsOrLocal(url), 'must be https; http is for this machine only')
    .default('https://api.github.com'),
  /** Raises GitHub's limit from 60 requests an hour to 5,000. The token needs no permissions. */
  GITHUB_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be one word of printable ASCII')
    .optional(),
  /**
   * Origins that catalogues and lists may be fetched from, separated by commas. GitHub's raw files are always allowed.
   */
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

/** The settings of the jobs. */
const JobSettings = SourceSettings.extend({
  /**
   * Days for which events are kept. A new event is compared with those of its day. It may arrive 30 days late and then wait
   * 14 more in a queue.
   */
  EVENT_RETENTION_DAYS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(45, 'must be at least 45')
    .max(36_500, 'must be at most 36500')
    .default(60),
  /** A Slack-compatible webhook that is told when a job fails. */
  ALERT_WEBHOOK_URL: z
    .string()
    .refine(isWebhook, 'must be an https URL, or http on this machine, without a user or password')
    .optional(),
  /** The webhook is also told if a tick drops more raw events than this, or postpones more per cent of them. */
  ALERT_MAX_DROPPED_TOTAL: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .default(50),
  ALERT_MAX_RETRY_RATIO_PCT: z.coerce
    .number('must be a number')
    .min(0, 'must be at least 0')
    .max(100, 'must be at most 100')
    .default(20),
})

export type JobSettings = z.output<typeof JobSettings> & Bindings
/** What only a Worker has. */
type Bindings = { FILES?: R2Bucket | undefined }
/** The settings that requests to sources need. */
export type SourceSettings = z.output<typeof SourceSettings>

/** A private key of Ed25519 as PKCS8 (RFC 8410): bytes that are always the same, and 32 of its own. */
const PRIVATE_KEY = /^MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42}$/

/** The 32 bytes of a public key of Ed25519, as the `x` of a JWK has them. */
export const PUBLIC_KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

/** The keys that sign answers. Without `SIGNING_KEY`, answers are not signed. */
const SigningSettings = z.object({
  /** As PEM, or as its base64 alone. */
  SIGNING_KEY: z
    .string()
    .transform((text) => text.replaceAll(/-----(BEGIN|END) PRIVATE KEY-----|\s/g, ''))
    .refine(
      (text) => PRIVATE_KEY.test(text),
      'must be a private Ed25519 key as PKCS8; npm run ops -- make-signing-key FILE makes one',
    )
    .optional(),
  /** Public keys, separated by commas, that are published beside that of `SIGNING_KEY`: those before it, and the next one. */
  SIGNING_KEYS_PUBLISHED: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (keys) => keys.every((key) => PUBLIC_KEY.test(key)),
      'must be public Ed25519 keys, each as the x of its JWK, separated by commas',
    )
    .refine((keys) => keys.length <= 10, 'must have at most 10 keys'),
})

const Config = JobSettings.extend(SigningSettings.shape).extend({
  /**
   * An issuer of tokens on this machine, which is trusted as GitHub's is: for `npm run dev` and tests. All others are rows of
   * `oidc_issuers`, and https.
   */
  LOCAL_OIDC_ISSUER: LocalUrl.optional(),
  /** Connection string of the Neon database. */
  DATABASE_URL: z.string('is required').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// connection string'),
  /** Address of SQL over HTTP, if it differs from the host in the connection string. */
  DATABASE_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  /** Where the files of skills are kept. Without it they are in the database. */
  FILES: z
    .custom<R2Bucket>((value) => typeof value === 'object' && value !== null && 'put' in value, 'must be an R2 bucket')
    .optional(),
  /**
   * What the index at the root holds, from which clients install: the registry's own skill, or all skills, of which a small
   * registry has at most 200.
   */
  ROOT_INDEX: z.enum(['own', 'all'], 'must be own or all').default('own'),
  /** The secret of GitHub's webhook, or of the GitHub App that sends it. Without it no webhook is taken. */
  GITHUB_WEBHOOK_SECRET: Secret.optional(),
  /** Signs admin tokens. */
  JWT_SECRET: Secret,
  /** Key of the HMAC under which sessions, addresses and user agents are stored. */
  EVENT_HASH_SECRET: Secret,
  ADMIN_USERNAME: z.string('is required').min(1, 'is required').max(100, 'must have at most 100 characters'),
  ADMIN_PASSWORD: z.string('is required').min(12, 'must have at least 12 characters'),
})

export type Config = z.output<typeof Config>

/** A binding is missing or invalid. The message names bindings, never their values. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the settings of the jobs alone, for runs without the API's secrets. Throws ConfigError. */
export const readJobSettings = (env: unknown): JobSettings => parse(JobSettings, env)

let last: { env: unknown; config: Config } | undefined

/** Reads the Worker's settings, parsed once per isolate. Throws ConfigError, which names each binding at fault. */
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
  throw new ConfigError(`Settings are missing or invalid: ${faults.join('; ')}`)
}
