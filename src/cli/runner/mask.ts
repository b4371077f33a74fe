const SECRET_NAMES = /(SECRET|PASSWORD|TOKEN|WEBHOOK|DATABASE_URL)/
const MASK = '***'
/** Shorter ones would mask half of every text. */
const MIN_LENGTH = 6

/** A connection string's password, a bearer token, a JWT, a site's secret, an address of Slack's: whatever setting they come from. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+]*:\/\/[^\s:/@"]+:)[^\s@"]+@/gi, `$1${MASK}@`],
  [/\b(Bearer\s+)[\w.~+/=-]+/gi, `$1${MASK}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, MASK],
  [/\bsks_[\w-]{20,}/g, MASK],
  [/(https:\/\/hooks\.slack\.com\/)[^\s"]+/g, `$1${MASK}`],
]

/** Takes secrets out of whatever a command prints: the values of the settings that are secret, and what looks like one. */
export function maskSecrets(settings: Readonly<Record<string, string>>): (text: string) => string {
  const values = Object.entries(settings)
    .filter(([name, value]) => SECRET_NAMES.test(name) && value.length >= MIN_LENGTH)
    .flatMap(([, value]) => [value, JSON.stringify(value).slice(1, -1)])
  // The longest first: one may be a part of another.
  const secrets = [...new Set(values)].sort((a, b) => b.length - a.length)
  return (text) => {
    let masked = text
    for (const secret of secrets) masked = masked.replaceAll(secret, MASK)
    for (const [shape, instead] of SHAPES) masked = masked.replace(shape, instead)
    return masked
  }
}
