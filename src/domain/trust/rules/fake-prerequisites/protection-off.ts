import { isHiding } from '../../data/hosts.ts'
import type { Rule } from '../../rule.ts'
import { isAboutSecurity } from '../../weighing/context.ts'
import { targetsIn } from '../../weighing/hosts.ts'
import { isNegated, says } from '../judging.ts'

/** Downloads that need their victims unprotected. */
export const PROTECTION_OFF: readonly Rule[] = [
  {
    id: 'fake-prerequisites.protection-off',
    version: 2,
    severity: 'critical',
    confidence: 'medium',
    looksFor: 'A download for which people are to switch their protection off, or to ignore what it says.',
    why: 'The warning is right more often than the page. Stealers ask for this, since they would be stopped.',
    fix: 'Sign the program, and publish it where its users expect it.',
    patterns: [
      {
        words: [
          'antivirus',
          'anti-virus',
          'defender',
          'smartscreen',
          'gatekeeper',
          'real-time protection',
          'run anyway',
          '杀毒',
          'антивирус',
        ],
        pattern:
          /\b(?:anti-?virus|defender|smart ?screen|gatekeeper|real-time protection)\b[^\n]{0,80}\b(?:(?:turn|switch) it off|(?:disable|pause|stop|deactivate) it)\b|\b(?:disable|turn off|switch off|pause|deactivate|stop|bypass|add an exclusion)\b[^\n]{0,60}\b(?:anti-?virus|defender|smart ?screen|gatekeeper|real-time protection)\b|\b(?:anti-?virus|defender|smart ?screen)\b[^\n]{0,80}\b(?:false positive|run anyway|ignore (?:it|this|the warning)|allow it)\b|(?:关闭|禁用|退出)[^\n。]{0,10}(?:杀毒|防护|安全软件)|отключите\s[^\n.]{0,20}антивирус/giu,
        in: ['prose', 'comment', 'frontmatter'],
        judge: (match, { view, start, folder }) => {
          if (isNegated(view.text, start)) return false
          const around = view.text.slice(Math.max(0, start - 500), start + match[0].length + 500)
          const targets = targetsIn(around, folder)
          return DOWNLOADS.test(around) && targets.some(({ kind }) => isHiding(kind) || kind === 'unknown')
            ? true
            : DOWNLOADS.test(around) && targets.some(({ kind }) => kind === 'api')
              ? says('high', 'medium')
              : false
        },
      },
      {
        words: ['mppreference', 'windefend', 'disableantispyware'],
        pattern:
          /\b(?:Set|Add)-MpPreference\b[^\n]{0,60}-(?:Disable|Exclusion)\w{2,40}(?!\w|\s{1,4}(?:\$false|0)\b)|\bsc(?:\.exe)?\s{1,4}(?:stop|delete|config)\s{1,4}WinDefend|\bDisableAntiSpyware\b/gi,
        in: ['code', 'script'],
        judge: (_, { view, start, folder }) => {
          const around = view.text.slice(Math.max(0, start - 600), start + 800)
          return (
            FETCHES.test(around) &&
            targetsIn(around, folder).some(({ kind }) => isHiding(kind) || kind === 'unknown') && {
              ...says('critical', 'high'),
              isPlain: !isAboutSecurity(folder),
            }
          )
        },
      },
      {
        words: ['xattr', 'quarantine', 'spctl'],
        pattern:
          /\b(?:curl|wget)\b[^\n]{0,300}https?:\/\/[^\n]{0,300}(?:\n[^\n]{0,200}){0,8}?\bxattr\s{1,4}-\w{0,3}[dc]\w{0,3}\s[^\n]{0,120}/g,
        in: ['code', 'script'],
        judge: (match, { folder }) =>
          targetsIn(match[0], folder).some(({ kind, isTied }) => isHiding(kind) || (kind === 'unknown' && !isTied))
            ? true
            : says('medium', 'medium'),
      },
    ],
    examples: {
      match: [
        'Get https://files.signer-tools.example/setup.exe. If Windows Defender complains, that is a false positive: turn off real-time protection first.',
        '```bash\ncurl -LO https://files.signer-tools.example/a.zip && unzip a.zip\nxattr -cr A.app\n```',
      ],
      pass: ['Never disable your antivirus for a download.', 'Explains how Windows Defender and SmartScreen work.'],
    },
  },
]

const DOWNLOADS = /\b(?:download|install|setup|get)\b|下载|安装|скачай|скачайте/iu

const FETCHES = /\b(?:Invoke-WebRequest|iwr|irm|curl|wget|DownloadFile|DownloadString|Start-BitsTransfer|certutil)\b/i
