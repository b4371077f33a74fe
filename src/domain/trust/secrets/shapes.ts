import { crc32 } from 'node:zlib'

/**
 * Keys and tokens that are known by their shape. Sources: the documentation of each service and GitHub's list of patterns that its
 * secret scanning supports. `proves` checks what the shape holds beyond letters.
 */
export type Shape = { name: string; words: readonly string[]; pattern: RegExp; proves?: (secret: string) => boolean }

export const SHAPES: readonly Shape[] = [
  {
    name: 'GitHub token',
    words: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /\bgh[pousr]_[A-Za-z0-9]{36}\b/g,
    proves: checksummed,
  },
  {
    name: 'GitHub fine-grained token',
    words: ['github_pat_'],
    pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g,
  },
  { name: 'npm token', words: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, proves: checksummed },
  { name: 'AWS access key', words: ['akia', 'asia'], pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { name: 'Slack token', words: ['xox'], pattern: /\bxox[abeprs]-\d{10,13}-[A-Za-z0-9-]{20,100}/g },
  {
    name: 'Slack webhook',
    words: ['hooks.slack.com'],
    pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}\b/g,
  },
  {
    name: 'Discord webhook',
    words: ['/api/webhooks/'],
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,72}/g,
  },
  { name: 'Stripe key', words: ['_live_'], pattern: /\b[sr]k_live_[A-Za-z0-9]{24,99}\b/g },
  {
    name: 'OpenAI key',
    words: ['t3blbkfj'],
    pattern: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,74}T3BlbkFJ[\w-]{20,74}/g,
  },
  { name: 'Anthropic key', words: ['sk-ant-'], pattern: /\bsk-ant-(?:api|admin)\d{2}-[\w-]{80,95}/g },
  { name: 'OpenRouter key', words: ['sk-or-v1-'], pattern: /\bsk-or-v1-[\da-f]{64}\b/g },
  { name: 'Google API key', words: ['aiza'], pattern: /\bAIza[\w-]{35}(?![\w-])/g },
  { name: 'Google OAuth secret', words: ['gocspx-'], pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/g },
  { name: 'SendGrid key', words: ['sg.'], pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
  { name: 'Telegram bot token', words: [':aa'], pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g },
  { name: 'Hugging Face token', words: ['hf_'], pattern: /\bhf_[A-Za-z]{34}\b/g },
  { name: 'GitLab token', words: ['glpat-'], pattern: /\bglpat-[\w-]{20}(?![\w-])/g },
  { name: 'Notion token', words: ['ntn_', 'secret_'], pattern: /\b(?:ntn_[A-Za-z0-9]{46}|secret_[A-Za-z0-9]{43})\b/g },
  { name: 'DigitalOcean token', words: ['dop_v1_', 'doo_v1_'], pattern: /\bdo[op]_v1_[\da-f]{64}\b/g },
  { name: 'Shopify token', words: ['shpat_', 'shpss_', 'shpca_'], pattern: /\bshp(?:at|ss|ca)_[\da-fA-F]{32}\b/g },
  { name: 'PyPI token', words: ['pypi-ageichlwas5vcmc'], pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,200}/g },
  { name: 'Linear key', words: ['lin_api_'], pattern: /\blin_api_[A-Za-z0-9]{40}\b/g },
  { name: 'Groq key', words: ['gsk_'], pattern: /\bgsk_[A-Za-z0-9]{52}\b/g },
  { name: 'xAI key', words: ['xai-'], pattern: /\bxai-[A-Za-z0-9]{80}\b/g },
  { name: 'Replicate token', words: ['r8_'], pattern: /\br8_[A-Za-z0-9]{37}\b/g },
  { name: 'Perplexity key', words: ['pplx-'], pattern: /\bpplx-[A-Za-z0-9]{48}\b/g },
  { name: 'Tavily key', words: ['tvly-'], pattern: /\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\b/g },
  {
    name: 'private key',
    words: ['private key-----'],
    pattern:
      /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----[\s\\nr]{1,8}[A-Za-z0-9+/=\s\\]{100,8000}/g,
  },
]

/** Tokens of GitHub and npm end with the CRC-32 of what stands before it, in six digits of base 62. */
function checksummed(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1)
  return base62(crc32(body.slice(0, -6))).padStart(6, '0') === body.slice(-6)
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function base62(number: number): string {
  let text = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = (DIGITS[rest % 62] ?? '') + text
  return text
}

const PLACEHOLDERS =
  /example|placeholder|your|xxxx|\*{3}|\.{3}|test|dummy|sample|fake|redacted|replace|1234567|abcdef|000000/i
/** In bits a character. Random base 62 of 30 characters has more than 4. */
const MIN_ENTROPY = 3.2

/** True if a secret may be in use: it is no placeholder, its letters look random, and its checksum is right. */
export function looksAlive({ proves }: Shape, secret: string): boolean {
  if (proves) return proves(secret)
  return !PLACEHOLDERS.test(secret) && entropy(secret) >= MIN_ENTROPY && !/(.)\1{5}/.test(secret)
}

function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
