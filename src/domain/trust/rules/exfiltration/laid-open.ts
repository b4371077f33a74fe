import { isHiding } from '../../data/hosts.ts'
import type { Rule } from '../../rule.ts'
import { targetsIn } from '../../weighing/hosts.ts'
import { says } from '../judging.ts'

/** Secrets that are left where others can take them. */
export const LAID_OPEN: readonly Rule[] = [
  {
    id: 'exfiltration.laid-open',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor:
      'Passwords and sessions that a script keeps where every program can read them, or sends without checking to whom.',
    why: 'Nobody has to break in for what lies open.',
    fix: 'Keep secrets in the keychain or in a file that only its owner can read, and leave the check of certificates on.',
    patterns: [
      {
        words: ['node_tls_reject_unauthorized', 'pythonhttpsverify', 'git_ssl_no_verify', '_create_unverified_context'],
        pattern:
          /\bNODE_TLS_REJECT_UNAUTHORIZED["'`\]]{0,3}\s{0,4}=\s{0,4}["'`]?0|\bPYTHONHTTPSVERIFY["'\]]{0,2}\s{0,4}=\s{0,4}["']?0|\bssl\._create_default_https_context\s{0,4}=\s{0,4}ssl\._create_unverified_context/g,
        in: ['script', 'manifest', 'code'],
        judge: (_, { view, folder }) =>
          view.document.kind === 'script' &&
          (/\bauthorization\b|\bpass(?:word|wd)?\b|\btoken\b|\bapi[-_]?key\b|\bcookies?\b/i.test(view.text) ||
            targetsIn(view.text, folder).some(({ kind }) => isHiding(kind)))
            ? says('high', 'medium')
            : says('medium', 'medium'),
      },
      {
        words: ['chmod', 'write_text', 'writefile', 'json.dump', '/tmp/', 'tee '],
        pattern:
          /\b(?:write_text|writeFile(?:Sync)?|json\.dump|open)\s{0,4}\([^\n]{0,160}\b(?:password|passwd|passphrase|pin|secret)\b[^\n]{0,160}(?:\n[^\n]{0,160}){0,4}?\bchmod(?:Sync)?\s{0,4}\([^\n]{0,60}0o?(?:6[46]4|666|7[57]5|777)\b/gi,
        in: ['script'],
      },
      {
        words: ['browser_cookie3', 'rookiepy', 'pycookiecheat'],
        pattern:
          /\b(?:browser_cookie3\.(?:load|chrome|firefox|edge|brave|safari|chromium)|rookiepy\.\w{3,12})\s{0,2}\(\s{0,4}\)/g,
        in: ['script', 'code'],
      },
      {
        words: ['remote-debugging', 'remote-allow-origins'],
        pattern:
          /--remote-debugging-address=0\.0\.0\.0|--remote-allow-origins=["']?\*|--remote-debugging-port[^\n]{0,200}(?:\\\n[^\n]{0,200}){0,3}?--user-data-dir=["']?[^\n]{0,60}(?:Google\/Chrome|google-chrome|Chromium|User Data|BraveSoftware)/g,
        in: ['script', 'manifest'],
      },
      {
        words: ['git'],
        pattern:
          /\bgit\b["'\s,]{1,6}add\b[^\n]{0,60}(?<![\w/])(?:token|credentials?|client_?secrets?|secrets?|\.env|id_rsa)(?:\.json|\.ya?ml|\.txt)?["'\s,;]/g,
        in: ['script'],
      },
      {
        words: ['http:'],
        pattern:
          /\b(?:fetch|axios(?:\.post)?|requests\.(?:post|put)|httpx\.(?:post|put)|urlopen)\s{0,4}\(\s{0,4}f?["'`]http:\/\/[^"'`\s]{4,200}[^\n]{0,200}(?:\n[^\n]{0,200}){0,5}?\b(?:body|data|json|content|files|authorization|d)\b/gi,
        in: ['script'],
        judge: (match, { folder }) => targetsIn(match[0], folder).some(({ kind }) => kind === 'unknown'),
      },
      {
        words: ['--insecure', ' -k '],
        pattern: /\bcurl\b[^\n]{0,120}\s(?:-k|--insecure)\s[^\n]{0,200}\s(?:-u|--user)\s[^\n]{0,100}/g,
        in: ['script'],
        judge: (match, { folder }) => !targetsIn(match[0], folder).some(({ kind }) => kind === 'own'),
      },
      {
        words: ['cookies'],
        pattern: /--(?:all-)?cookies\b[^\n]{0,60}--passwords\b|--passwords\b[^\n]{0,60}--(?:all-)?cookies\b/g,
        in: ['script', 'code'],
      },
      {
        words: ['verifier_verify_adb_installs', 'package_verifier_enable'],
        pattern: /\b(?:verifier_verify_adb_installs|package_verifier_enable)\s{1,4}0\b/g,
        in: ['script', 'code'],
      },
      {
        words: ['| tar', '|tar', '| bsdtar', '| unzip'],
        pattern: /\b(?:curl|wget)\b[^\n|]{0,300}http:\/\/[^\n|]{3,300}\|\s{0,4}(?:bsd)?(?:tar|unzip)\b[^\n]{0,100}/g,
        in: ['script', 'code', 'manifest'],
        judge: (match, { folder }) => targetsIn(match[0], folder).some(({ kind }) => kind === 'unknown'),
      },
    ],
    examples: {
      match: [
        {
          'SKILL.md': 'See a.js.',
          'a.js':
            "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'\nfetch(process.argv[2], { headers: { Authorization: auth } })\n",
        },
        { 'SKILL.md': 'See a.py.', 'a.py': 'import browser_cookie3\njar = browser_cookie3.load()\n' },
      ],
      pass: [
        {
          'SKILL.md': 'See a.py.',
          'a.py': "import browser_cookie3\njar = browser_cookie3.chrome(domain_name='forum.weather.example')\n",
        },
        { 'SKILL.md': 'See a.py.', 'a.py': "open(path, 'w').write(password)\nos.chmod(path, 0o600)\n" },
      ],
    },
  },
]
