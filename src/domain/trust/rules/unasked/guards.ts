import { isTalk } from '../../flow/talk.ts'
import type { At, Rule } from '../../rule.ts'
import { isNegated, says } from '../judging.ts'
import { around } from './said.ts'

/** Protection of the machine that stays off. */
export const GUARDS: readonly Rule[] = [
  {
    id: 'permissions.guard-off',
    version: 2,
    severity: 'high',
    confidence: 'medium',
    looksFor:
      'Commands that switch a guard of the whole machine off, or give any program the rights of root, and leave it so.',
    why: 'It was done for one task, and holds for everything that runs there from then on.',
    fix: 'Open what the task needs, say how to undo it, and undo it at the end.',
    patterns: [
      {
        words: ['selinux=', 'ufw', 'firewalld', 'apparmor', 'auditd'],
        pattern:
          /\bSELINUX=(?:disabled|permissive)\b|\bufw\s{1,3}(?:--force\s{1,3})?(?:disable|reset)\b|\bsystemctl\s{1,3}(?:--now\s{1,3})?(?:disable|mask|stop)\s{1,3}(?:--now\s{1,3})?(?:firewalld|apparmor|auditd|ufw)\b/gi,
        in: ['code', 'script', 'prose', 'manifest'],
        judge: leftOff,
      },
      {
        words: [
          'enablelua',
          'advfirewall',
          'set-netfirewallprofile',
          'consentpromptbehavioradmin',
          'disablerealtimemonitoring',
          'localgroup administrators',
        ],
        pattern:
          /\bEnableLUA\b[^\n]{0,40}\b0\b|\badvfirewall\s{1,3}set\s{1,3}\w{4,20}\s{1,3}state\s{1,3}off\b|\bSet-NetFirewallProfile\b[^\n]{0,80}-Enabled\s{1,3}["']?False\b|\bConsentPromptBehaviorAdmin\b[^\n]{0,40}\b0\b|\bnet\s{1,3}localgroup\s{1,3}administrators\s[^\n]{1,60}\/add\b/gi,
        in: ['code', 'script', 'prose', 'manifest'],
        judge: leftOff,
      },
      {
        words: ['permitrootlogin', 'passwordauthentication'],
        pattern:
          /\bsed\b[^\n]{0,160}\/\s{0,2}PermitRootLogin\s{1,3}yes\s{0,2}\/[^\n]{0,160}|\b(?:echo|printf)\s[^\n]{0,60}\bPermitRootLogin\s{1,3}yes\b[^\n]{0,80}(?:>>|\|\s{0,3}(?:sudo\s)?tee)[^\n]{0,60}sshd_config/gi,
        in: ['code', 'script', 'manifest'],
        judge: leftOff,
      },
      {
        words: ['docker.sock', 'polkit', 'setcap', 'xhost', 'core_pattern'],
        pattern:
          /\bchmod\s{1,3}(?:-R\s{1,3})?(?:0?666|0?777|[ao]\+\w{0,2}w)\s[^\n]{0,40}docker\.sock\b|\bpolkit\.Result\.YES\b|\bsetcap\s{1,3}["']?(?=[^\n]{0,120}\bcap_(?:setuid|setgid|dac_override|sys_admin|sys_ptrace|sys_module)\b)[^\n]{1,120}(?:python|node|perl|ruby|bash|which)\b|\bxhost\s{1,3}\+(?=\s|$)/g,
        in: ['code', 'script', 'manifest'],
        judge: leftOff,
      },
      {
        words: ['csrutil'],
        pattern: /\bcsrutil\s{1,3}(?:disable\b|enable\s{1,3}--without\b)/g,
        in: ['code', 'script', 'prose'],
        judge: leftOff,
      },
      {
        words: ['sudo -', 'sudo_pass'],
        pattern:
          /\b(?:cat|echo|printf)\s[^\n|]{1,100}\|\s{0,3}sudo\s{1,3}(?:-\w{1,3}\s{1,3}){0,2}-S\b|\bsudo\s{1,3}-S\b[^\n]{0,80}<{1,3}\s{0,3}["']?[$~/\w]/g,
        in: ['code', 'script', 'manifest'],
        judge: leftOff,
      },
    ],
    examples: {
      match: [
        '```bash\nsudo ufw disable\n```',
        'Restart in recovery mode and run `csrutil enable --without debug`.',
        '```bash\nsudo chmod 666 /var/run/docker.sock\n```',
        '```bash\ncat ~/.sudo_pass | sudo -S apt upgrade -y\n```',
        { 'SKILL.md': 'Run a.ps1.', 'a.ps1': 'NetSh Advfirewall set allprofiles state off\n' },
      ],
      pass: [
        '```bash\nsudo ufw allow 443/tcp\nsudo setenforce 1\n```',
        'Do not run `ufw disable`; open the port instead.',
        'Run `csrutil disable`, install the driver, and then `csrutil enable`.',
        '```bash\nsudo setenforce 0\n./install-module\nsudo setenforce 1\n```',
        '```bash\nsudo sed -i "s/^PermitRootLogin yes/PermitRootLogin no/" /etc/ssh/sshd_config\n```',
      ],
    },
  },
]

/** Switched on again nearby, or a line that tells what to look for. */
const ON_AGAIN =
  /\bsetenforce\s{1,3}(?:1|enforcing)\b|\bufw\s{1,3}(?:--force\s{1,3})?enable\b|\bcsrutil\s{1,3}enable\b(?!\s{1,3}--without)|--(?:master|global)-enable\b|\bstate\s{1,3}on\b|-Enabled\s{1,3}["']?True\b|\bsystemctl\s{1,3}(?:enable|start|unmask)\b[^\n]{0,30}(?:firewalld|apparmor|auditd)|\bEnableLUA\b[^\n]{0,40}\b1\b|\bxhost\s{1,3}-/i
const LOOKS_FOR =
  /\b(?:if|check\w{0,3}|grep|detect\w{0,3}|find\w{0,4}|status|verify|report\w{0,3}|warn\w{0,3}|re-?enable\w{0,2})\b[^\n]{0,80}$/i

/** True if a text switches it on again in the steps that follow. */
export const isOnAgain = ({ view, start }: At, length: number): boolean =>
  ON_AGAIN.test(around(view, start, 0, length + 900))

function leftOff(match: RegExpMatchArray, at: At) {
  const { view, start } = at
  const line = view.text.slice(Math.max(0, view.text.lastIndexOf('\n', start) + 1, start - 200), start)
  if (isNegated(view.text, start) || isTalk(view, start) || (view.document.kind !== 'script' && LOOKS_FOR.test(line)))
    return false
  return !isOnAgain(at, match[0].length) && says('high', 'medium')
}
