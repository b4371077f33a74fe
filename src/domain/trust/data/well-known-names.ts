/**
 * Names that lures borrow: the agents' own programs, their makers and registries, and the skills that the makers publish. What is much
 * used in the catalogue comes on top where there is one. Sources: the makers' repositories of skills, and the names that campaigns took.
 */
export const WELL_KNOWN_SKILLS = (
  'clawhub clawdhub openclaw clawdbot moltbot claude-code skill-creator mcp-builder frontend-design webapp-testing web-artifacts-builder canvas-design ' +
  'algorithmic-art brand-guidelines internal-comms slack-gif-creator theme-factory doc-coauthoring find-skills vercel-react-best-practices ' +
  'web-design-guidelines agent-browser remotion-best-practices polymarket nano-banana-pro self-improving-agent'
).split(' ')

export const WELL_KNOWN_PUBLISHERS = (
  'anthropics anthropic openai openclaw clawhub clawdbot moltbot vercel-labs vercel google-gemini googleapis microsoft huggingface cloudflare ' +
  'supabase stripe sentry getsentry trailofbits expo remotion-dev hashicorp wordpress notion figma netlify'
).split(' ')
