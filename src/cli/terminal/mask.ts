const SECRET_NAMES = /(SECRET|PASSWORD|TOKEN|WEBHOOK|DATABASE_URL|SIGNING_KEY$)/
const MASK = '***'
/** Shorter secrets would mask ordinary words. */
const MIN_LENGTH = 6

/** Secrets known by their shape: passwords in URLs, bearer tokens, JWTs, secrets of sites, webhooks of Slack, private keys of Ed25519. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+]*:\/\/[^\s:/@"]+:)[^\s@"]+@/gi, `$1${MASK}@`],
  [/\b(Bearer\s+)[\w.~+/=-]+/gi, `$1${MASK}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, MASK],
  [/\bsks_[\w-]{20,}/g, MASK],
  [/\bMC4CAQAwBQYDK2VwBCIEI[\w+/]{43}/g, MASK],
  [/(https:\/\/hooks\.slack\.com\/)[^\s"]+/g, `$1${MASK}`],
]

/** Returns a function that masks the values of secret settings, and everything that has the shape of a secret. */
export function maskSecrets(settings: Readonly<Record<string, string>>): (text: string) => string {
  const values = Object.entries(settings)
    .filter(([name, value]) => SECRET_NAMES.test(name) && value.length >= MIN_LENGTH)
    .flatMap(([, value]) => [value, JSON.stringify(value).slice(1, -1)])
  // Longest first, because one secret may be part of another.
  const secrets = [...new Set(values)].sort((a, b) => b.length - a.length)
  return (text) => {
    let masked = text
    for (const secret of secrets) masked = masked.replaceAll(secret, MASK)
    for (const [shape, instead] of SHAPES) masked = masked.replace(shape, instead)
    return masked
  }
}
