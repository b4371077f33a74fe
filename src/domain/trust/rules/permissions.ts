import type { Rule } from '../rule.ts'
import { says } from './judging.ts'

/** Parts of these paths that say whose agent it is, not whose key. */
const AGENTS = new Set([
  'openclaw',
  'clawdbot',
  'moltbot',
  'codex',
  'claude',
  'gemini',
  'opencode',
  'google',
  'antigravity',
  'credentials',
  'accounts',
  'auth',
  'oauth',
  'config',
])

export const PERMISSIONS: readonly Rule[] = [
  {
    id: 'permissions.root-without-password',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Changes that let programs become root without a password.',
    why: 'From then on everything that runs as the user can do everything.',
    fix: 'Ask for the password when it is needed.',
    patterns: [
      {
        words: ['nopasswd'],
        pattern: /\bNOPASSWD\s{0,2}:[^\n]{0,200}/g,
        judge: (match, { view, start }) => {
          const line = `${
            view.text
              .slice(Math.max(0, start - 200), start)
              .split('\n')
              .pop() ?? ''
          }${match[0]}`
          return /\btee\b|>>?\s{0,4}\/etc\/sudoers|\becho\b|sudoers\.d|visudo/.test(line) ||
            view.document.kind === 'script'
            ? true
            : says('medium', 'medium')
        },
      },
      {
        words: ['chmod', 'chown'],
        pattern:
          /\bchmod\s{1,4}(?:-R\s{1,4})?(?:u\+s|\+s|[42467]\d{3})\s{1,4}[\w/~$.{}"'-]{1,80}|\bchmod\s{1,4}(?:-R\s{1,4})?0?777\s{1,4}\/(?:\s|etc|usr|root|$)/g,
        judge: (match) =>
          /\+s|[4267]\d{3}\s/.test(match[0]) && !/\s0?[0-7]{3}\s/.test(match[0]) ? true : says('medium', 'medium'),
      },
    ],
    examples: {
      match: ['```bash\necho "$USER ALL=(ALL) NOPASSWD: /usr/sbin/openvpn" | sudo tee /etc/sudoers.d/vpn\n```'],
      pass: ['```bash\nsudo apt install openvpn\nchmod 755 run.sh\n```'],
    },
  },
  {
    id: 'permissions.borrowed-credentials',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: "Use of another program's stored login: tokens of the agent, sessions of a browser, keys of a cloud.",
    why: 'The user gave these to another program, for another purpose.',
    fix: 'Ask for a key of your own, with the least rights.',
    patterns: [
      {
        words: ['credentials', 'auth.json', 'auth-profiles', 'accounts.json', 'oauth'],
        pattern:
          /(?:~|\$HOME|\$\{HOME\}|home\(\)|homedir\(\)|expanduser)[^\n]{0,40}\.(?:openclaw|clawdbot|moltbot|config\/(?:openclaw|opencode|clawdbot)|codex|claude|gemini|qwen|local\/share\/opencode)\/(?:[\w.-]{1,40}\/){0,3}(?:credentials\/[\w.-]{1,60}\.json|\.?credentials\.json|auth\.json|auth-profiles\.json|oauth[\w-]{0,20}\.json|[\w-]{0,30}accounts\.json)/g,
        judge: (match, { folder, view }) => {
          // A skill may keep its own key where the agent keeps such keys.
          const parts = match[0].toLowerCase().split(/[^a-z\d]+/)
          const own = folder.name
            .toLowerCase()
            .split(/[^a-z\d]+/)
            .some((word) => word.length > 3 && !AGENTS.has(word) && parts.includes(word))
          return own ? false : view.document.kind === 'script' || view.document.kind === 'markdown'
        },
      },
      {
        words: ['find-generic-password', 'find-internet-password'],
        pattern:
          /\bsecurity\s{1,4}(?:find-(?:generic|internet)-password|dump-keychain)\b[^\n]{0,160}(?:Claude Code|Chrome|Safari|Firefox|Slack Safe|Brave|1Password|iCloud|Edge)[^\n]{0,60}/gi,
      },
      {
        words: ['cookies'],
        pattern:
          /\b(?:Google\/Chrome|Google\\Chrome|BraveSoftware|Microsoft\\Edge|Firefox\/Profiles)\b[^\n]{0,120}\b(?:Cookies|Login Data|cookies\.sqlite|logins\.json)\b/g,
        in: ['script', 'code'],
      },
    ],
    examples: {
      match: ['The script reads `~/.openclaw/credentials/google-account.json` and calls the service with it.'],
      pass: ['Put your key into `~/.config/weather/key`.'],
    },
  },
  {
    id: 'permissions.no-questions',
    version: 1,
    severity: 'medium',
    confidence: 'medium',
    looksFor: 'Options that switch off the questions of an agent before it acts.',
    why: 'The questions are what keeps a mistake small.',
    fix: 'Name the few tools that the task needs.',
    patterns: [
      {
        words: ['dangerously', '--yolo', 'bypasspermissions', 'auto-approve', 'skip-permissions'],
        pattern:
          /--dangerously-[\w-]{4,60}|--yolo\b|\bbypassPermissions\b|["']?auto[-_]?approve["']?\s{0,4}[:=]\s{0,4}(?:true|all|["']\*)/gi,
      },
    ],
    examples: {
      match: ['```bash\nclaude --dangerously-skip-permissions -p "go"\n```'],
      pass: ['```bash\nclaude -p "go"\n```'],
    },
  },
]
