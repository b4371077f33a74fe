import { isTalk } from '../../flow/talk.ts'
import type { At, Rule } from '../../rule.ts'
import { isNegated, says } from '../judging.ts'

/** Programs that keep a login of their own. */
const PROGRAMS =
  'Claude Code|Claude Safe|Codex|Cursor|Windsurf|Copilot|GitHub Desktop|Chrome|Chromium|Safari|Firefox|Brave|Edge|Slack|Discord|Telegram|Signal|Teams|Spotify|Zoom|Notion|1Password|Bitwarden|iCloud|Gemini|Antigravity|Postman'

/** Logins that belong to another program, or to nobody but the person. */
export const LOGINS: readonly Rule[] = [
  {
    id: 'permissions.borrowed-login',
    version: 3,
    severity: 'high',
    confidence: 'medium',
    looksFor: "Scripts that take the login of another program out of that program's own store.",
    why: 'The user gave it to that program. Its maker often bars such use, and an account is lost by it.',
    fix: 'Ask for a key of your own, or call the program itself.',
    patterns: [
      {
        words: [
          'github-copilot',
          'state.vscdb',
          'leveldb',
          'tdata',
          'slack',
          'discord',
          'access_tokens.db',
          'hosts.yml',
          'local state',
          'logins.json',
        ],
        pattern:
          /\bgithub-copilot["'`,)\s/\\]{1,6}(?:(?:apps|hosts)\.json|\*)|\b(?:Cursor|Windsurf|Code|Antigravity)\b[^\n]{0,80}\bstate\.vscdb\b|\b(?:Slack|slack)[/\\"',\s]{1,6}(?:Cookies\b|storage[/\\]|Local Storage\b|Network[/\\]Cookies)|\b[Dd]iscord(?:canary|ptb)?["',\s/\\]{1,6}Local Storage["',\s/\\]{1,6}leveldb|\bTelegram Desktop["',\s/\\]{1,6}tdata\b|\bgcloud["',\s/\\]{1,6}(?:access_tokens|credentials)\.db|\.config["',\s/\\]{1,6}gh["',\s/\\]{1,6}hosts\.yml/g,
        in: ['script', 'code'],
        // Who lists the file does not read it.
        judge: (match, at) => !LISTS.test(lineBefore(at)) && taken(match, at),
      },
      {
        words: ['keyring.get', 'getpassword', 'secret-tool', 'cmdkey', 'credread', 'get-storedcredential'],
        pattern: new RegExp(
          `\\b(?:keyring\\.get_password\\s{0,2}\\(|keytar\\.(?:getPassword|findCredentials)\\s{0,2}\\(|secret-tool\\s{1,3}(?:lookup|search)\\b|CredRead\\w?\\s{0,2}\\(|Get-StoredCredential\\b)[^\\n]{0,80}\\b(?:${PROGRAMS})`,
          'gi',
        ),
        in: ['script', 'code'],
        judge: taken,
      },
      {
        // Says that it is the editor, to what only the editor may ask.
        words: ['copilot_internal', 'editor-plugin-version'],
        pattern: /\bcopilot_internal\/|["']Editor-Plugin-Version["']\s{0,2}:/gi,
        in: ['script'],
        judge: taken,
      },
      {
        words: ['lldb', 'gdb', 'task_for_pid', 'process_vm_readv', 'readprocessmemory', '/mem', 'frida', 'pymem'],
        pattern:
          /\b(?:lldb|gdb)["',\s]{1,6}(?:[^\n]{0,40}["'\s])?(?:-p|--pid|--attach-pid)\b|\btask_for_pid\b|\bprocess_vm_readv\b|\bReadProcessMemory\b|\/proc\/[^\s"'`]{1,30}\/mem\b|\bfrida\.attach\s{0,2}\(|\bPymem\s{0,2}\(/g,
        in: ['script'],
        judge: (match, at) => OPENS.test(`${at.folder.said}\n${at.view.text}`) && taken(match, at),
      },
    ],
    examples: {
      match: [
        {
          'SKILL.md': 'Exports chats. The key is in the memory of the program.',
          'k.py': "import frida\ns = frida.attach('Chat')\nprint('sqlcipher key', s)\n",
        },
        {
          'SKILL.md': 'Completes code.',
          'c.py': "import json, os\nt = json.load(open(os.path.expanduser('~/.config/github-copilot/apps.json')))\n",
        },
        { 'SKILL.md': 'Usage.', 'k.py': "import keyring\nt = keyring.get_password('Claude Code-credentials', 'me')\n" },
      ],
      pass: [
        { 'SKILL.md': 'Weather.', 'k.py': "import keyring\nt = keyring.get_password('weather-skill', 'key')\n" },
        '```bash\ngh auth token | gh extension install weather\n```',
      ],
    },
  },
  {
    id: 'permissions.asks-for-password',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor:
      'Passwords, PINs and one-time codes of an account that people are to type into the chat, or that a skill keeps.',
    why: 'A chat is stored, read by a model, and often sent on. With password and code anybody is that person.',
    fix: 'Let people log in on the page of the service, and use a key that they can revoke.',
    patterns: [
      {
        words: [
          'password',
          ' pin',
          'passcode',
          '2fa',
          'otp',
          ' tan',
          'one-time',
          'verification code',
          '密码',
          '验证码',
          '비밀번호',
          'passwort',
          'contraseña',
          'mot de passe',
        ],
        pattern:
          /\b(?:ask|prompt|get|have|let|request)\b[^\n.]{0,30}\b(?:users?|them|human|owner|customer)\b[^\n.]{0,60}\b(?:(?:account |login |bank(?:ing)? |\w{2,14} )?passwords?|PIN|passcode|one-time codes?|2FA codes?|OTP|TANs?|verification codes?)\b[^\n]{0,120}|\b(?:user|human|owner|they)\b[^\n.]{0,20}\b(?:types?|pastes?|sends?|enters?|tells?|gives?)\b[^\n.]{0,40}\b(?:password|PIN|passcode|one-time code|2FA code|OTP|TAN)\b[^\n.]{0,40}\b(?:chat|you|agent|message)\b[^\n]{0,80}|(?:让|请)用户[^\n。]{0,10}(?:输入|提供|发送)[^\n。]{0,12}(?:密码|验证码)|사용자에게[^\n.]{0,16}(?:비밀번호|인증번호)[^\n.]{0,10}(?:묻|요청|입력)/gi,
        in: ['prose', 'comment', 'frontmatter'],
        judge: asked,
      },
    ],
    examples: {
      match: [
        'Ask the user for their Instagram user name and password, and for the 2FA code. Then run post.py with them.',
        'The user types the PIN of online banking into the chat, and each TAN.',
      ],
      pass: [
        'Never ask the user for their password. They log in on the page.',
        'Ask the user for an app password and put it into the keychain with `security add-generic-password`.',
        'Ask the user to set the password in `.env`.',
        'Let the user type the password into the browser themselves.',
      ],
    },
  },
]

/** What the memory of a program is read for. */
const OPENS =
  /\bsqlcipher\b|\bdecrypt\w{0,3}\b|\b(?:encryption|database|session|master) keys?\b|\bsession tokens?\b|\bcredentials?\b|密钥|密碼|解密|복호화|復号/i

function taken(_: RegExpMatchArray, { view, start }: At) {
  return !isTalk(view, start) && says('high', 'medium')
}

/** What is asked for on a page, in a terminal or for a store of the user's own stays with the user. */
const ELSEWHERE =
  /\b(?:app[- ](?:specific )?passwords?|env(?:ironment)?\b|\.env|key ?chain|keyring|vault|password manager|1password|bitwarden|(?:in|into|on) (?:the|their|your) (?:browser|terminal|page|app|prompt|dialog|window|phone|device)|themselves|read -s|getpass|prompt of|master password|config(?:uration)? file|reset|change|strong|new password|choose|database|wi-?fi|router|archive|zip|pdf|vnc|ssh key|generate|length|how many|whether)\b/i

function asked(match: RegExpMatchArray, { view, start }: At) {
  if (isNegated(view.text, start)) return false
  const text = view.text.slice(Math.max(0, start - 80), start + match[0].length + 160)
  if (/\b(?:never|do not|don't|must not)\b[^\n.]{0,60}$/i.test(text.slice(0, 80))) return false
  return !ELSEWHERE.test(text) && says('high', 'medium')
}

const LISTS = /^[\s$#>]{0,12}(?:sudo\s{1,4})?(?:ls|stat|test|du|chmod|chown)\s[^|;&`$()]{0,200}$/
const lineBefore = ({ view, start }: At): string =>
  view.text.slice(Math.max(view.text.lastIndexOf('\n', start) + 1, start - 240), start)
