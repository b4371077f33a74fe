/**
 * Whose key a variable holds, by the words of its name, and what the hosts of that service are called. Source: the references of the
 * services, and the variables that agents hand to their tools.
 */
const VENDORS: Readonly<Record<string, readonly string[]>> = {
  openai: ['openai', 'azure'],
  anthropic: ['anthropic', 'claude'],
  claude: ['anthropic', 'claude'],
  aws: ['amazonaws', 'aws'],
  github: ['github'],
  gh: ['github'],
  gitlab: ['gitlab'],
  stripe: ['stripe'],
  slack: ['slack'],
  discord: ['discord'],
  telegram: ['telegram'],
  gemini: ['google'],
  google: ['google', 'gstatic'],
  azure: ['azure', 'microsoft', 'windows'],
  hf: ['huggingface', 'hf'],
  huggingface: ['huggingface', 'hf'],
  npm: ['npmjs'],
  cloudflare: ['cloudflare'],
  twilio: ['twilio'],
  sendgrid: ['sendgrid'],
  notion: ['notion'],
  supabase: ['supabase'],
  vercel: ['vercel'],
  deepseek: ['deepseek'],
  openrouter: ['openrouter'],
  groq: ['groq'],
  mistral: ['mistral'],
  binance: ['binance'],
  coinbase: ['coinbase'],
  clawhub: ['clawhub', 'openclaw'],
  openclaw: ['openclaw', 'clawhub'],
}

/** What the hosts of the service are called whose key a variable of this name holds, or null if it is none that is known. */
export function hostsOfKey(variable: string): readonly string[] | null {
  for (const word of variable.toLowerCase().split('_')) if (Object.hasOwn(VENDORS, word)) return VENDORS[word] ?? null
  return null
}
