import type { Folder } from '../../reading/folder.ts'
import type { View } from '../../reading/view.ts'
import type { Hit, Rule } from '../../rule.ts'
import { isNegated, says } from '../judging.ts'

/** Services of this machine that anybody can use. */
export const OPEN_DOORS: readonly Rule[] = [
  {
    id: 'permissions.open-door',
    version: 4,
    severity: 'high',
    confidence: 'medium',
    looksFor:
      'A service that controls the machine or the agent, without a password, and reachable from other machines.',
    why: 'Whoever finds the address works with the rights of the user. Addresses of tunnels are found.',
    fix: 'Keep the password or the token on, and bind to this machine or to a private network.',
    find: open,
    examples: {
      match: [
        {
          'SKILL.md': 'Run up.sh.',
          'up.sh': 'openclaw config set gateway.auth.mode none\ncloudflared tunnel --url http://localhost:18789\n',
        },
        '```bash\ncode-server --auth none --bind-addr 0.0.0.0:8080\n```',
        "```bash\njupyter lab --ip=0.0.0.0 --ServerApp.token=''\n```",
      ],
      pass: [
        '```bash\nopenclaw config set gateway.auth.mode token\ncloudflared tunnel --url http://localhost:18789\n```',
        '```bash\ncode-server --auth none --bind-addr 127.0.0.1:8080\n```',
        '```bash\ncloudflared tunnel --url http://localhost:3000\n```',
        'Never set `gateway.auth.mode` to `none` while a tunnel (ngrok, cloudflared tunnel) is open.',
      ],
    },
  },
]

/** Switches that take the lock off what can run commands. */
const UNLOCKED =
  /\b(?:check_output|subprocess\.\w{3,12}|os\.(?:system|popen)|exec(?:Sync)?|spawn(?:Sync)?)\s{0,2}\(\s{0,2}(?:\[?["'](?:ba)?sh["'],\s{0,2}["']-c["'],\s{0,2})?(?:req(?:uest)?\.\w{1,12}\.)?(?:cmd|command|code|script)\b|\bgateway[.\s]{1,3}auth(?:[.\s]{1,3}mode)?["'`]?(?:\s{0,3}[=:]\s{0,3}|\s{1,3}(?:to\s{1,3})?|["'`,\s]{1,6})["'`]{0,2}(?:none|off|false|disabled)\b|"auth"\s{0,3}:\s{0,3}\{\s{0,8}"mode"\s{0,3}:\s{0,3}"(?:none|off)"|\b(?:dangerouslyDisableDeviceAuth|allowInsecureAuth|disableAuth|skipAuth|noAuth)["'`]?[\s:=]{1,4}["']?true\b|\bcode-server\b[^\n]{0,120}--auth[= ]none\b|--(?:NotebookApp|ServerApp|IdentityProvider)\.(?:token|password)\s{0,2}=\s{0,2}(?:''|""|(?=\s|$))|\bttyd\b(?![^\n]{0,160}\s(?:-c|--credential)\b)[^\n]{0,80}\b(?:-W|--writable)?\s[^\n]{0,60}\b(?:bash|zsh|sh|login|tmux)\b|\b(?:x11vnc|x0vncserver)\b[^\n]{0,120}-nopw\b|-SecurityTypes\s{1,3}None\b|\bfilebrowser\b[^\n]{0,120}--noauth\b|\bhttp\.server\b(?=[^\n]{0,80}--directory\s{1,3}(?:~|\$HOME|\/)\/?(?:\s|$))|\btrusted_networks\b[^\n]{0,20}\b0\.0\.0\.0\/0|\b(?:switch|turn)(?:es|s)?\b[^\n.]{0,20}\b(?:log-?in|authentication|password)\b[^\n.]{0,30}\boff\b|\bOLLAMA_HOST=["']?(?:0\.0\.0\.0|\*)|\btcp:\/\/0\.0\.0\.0:2375\b|--remote-debugging-address=0\.0\.0\.0|\bPermitEmptyPasswords\s{1,3}yes\b|\b(?:OPENCLAW|CLAWDBOT|GATEWAY|API|AGENT)_(?:NO_AUTH|DISABLE_AUTH|AUTH_DISABLED)\s{0,2}=\s{0,2}["']?(?:1|true)|\b(?:OPENCLAW|CLAWDBOT|GATEWAY|AGENT)_AUTH(?:_MODE)?\s{0,2}=\s{0,2}["']?(?:none|off)/gi
const REACHABLE =
  /\bforward(?:ed|s)? (?:the )?port\b|\bport[- ]forward|\bcloudflared\s{1,3}tunnel\b|\btrycloudflare\b|\bngrok\s{1,3}(?:http|tcp|start)\b|\btailscale\s{1,3}funnel\b|\b(?:npx\s{1,3})?(?:localtunnel|lt)\s{1,3}--port\b|\bbore\s{1,3}local\b|\bssh\b[^\n]{0,60}\s-R\s|\bserveo\.net\b|\blocalhost\.run\b|\bpinggy\b|\bfrpc?\s|\bzrok\s{1,3}share\b|\b0\.0\.0\.0\b|\bgateway\.bind["'`,\s]{1,6}["']?(?:lan|all|any|public)\b|"bind"\s{0,3}:\s{0,3}"(?:lan|all|any|0\.0\.0\.0)"|--(?:ip|host|bind|bind-addr|address)[= ]["']?(?:0\.0\.0\.0|\*|::)|\ball interfaces\b|\bfrom (?:anywhere|the internet|everywhere)\b|\bpublic (?:url|link|tunnel|address)\b/i
/** Who calls has to show something. */
const KEYED =
  /\b(?:tokens?|authori[sz]ation|api_?keys?|passwords?|secrets?|hmac|compare_digest|basic_?auth|allowed_\w{2,12})\b/i
/** Such a switch is itself a door to others. */
const BOTH = /tcp:\/\/0\.0\.0\.0:2375|--remote-debugging-address=0\.0\.0\.0|PermitEmptyPasswords/i
const AROUND = 900

function open(folder: Folder): Hit[] {
  return folder.views.flatMap((view) =>
    [...view.text.matchAll(UNLOCKED)].slice(0, 10).flatMap((match) => {
      const [found] = match
      const line = lineAround(view, match.index)
      if (
        isNegated(view.text, match.index) ||
        /\b(?:never|do not|don't|warn\w{0,4}|check|detect|grep|if|should not|must not)\b/i.test(line)
      )
        return []
      // A script does all that it says; a text is about what stands near.
      const near =
        view.document.kind === 'script'
          ? view.text
          : view.text.slice(Math.max(0, match.index - AROUND), match.index + AROUND)
      if (
        /\($/.test(found.split(/cmd|command|code|script/)[0]?.trimEnd() ?? '') &&
        (view.document.kind !== 'script' || KEYED.test(view.text))
      )
        return []
      if (!BOTH.test(found) && !REACHABLE.test(near.replaceAll(found, ''))) return []
      return [{ view, start: match.index, end: match.index + found.length, ...says('high', 'medium') }]
    }),
  )
}

const lineAround = ({ text }: View, at: number): string => {
  const end = text.indexOf('\n', at)
  return text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 200), Math.min(end < 0 ? text.length : end, at + 300))
}
