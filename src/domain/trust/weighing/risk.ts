import { variablesIn } from '../../files/capabilities/environment.ts'
import { hostsIn } from '../../files/capabilities/hosts.ts'
import type { Folder } from '../reading/folder.ts'
import { POWERS, type Power, type Scan } from '../report.ts'

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/
const WRITES =
  /\b(?:writeFile|appendFile|rmSync|unlink|shutil|os\.remove|open\s{0,2}\([^)\n]{0,80}["'][wa]b?["']|Set-Content|Out-File)\b|(?:^|\s)(?:rm|mv|cp|mkdir|tee)\s|[^<>=-]>{1,2}\s{0,2}[\w~$./"'-]/m
const RUNS = /\b(?:exec|execSync|spawn|subprocess|os\.system|eval|child_process|Start-Process|bash|sh)\b/
const STAYS =
  /\bcrontab\b|authorized_keys|LaunchAgents|systemctl\s{1,4}enable|schtasks|\.(?:bashrc|zshrc|profile)\b|CurrentVersion\\{1,2}Run|(?:SOUL|AGENTS|CLAUDE|MEMORY)\.md/

/** How much power a folder asks for: by what its scripts and commands can do, not by what is wrong with it. */
export function riskOf(folder: Folder): Scan['risk'] {
  const powers = new Set<Power>()
  for (const document of folder.documents) {
    const isScript = document.kind === 'script' || document.kind === 'manifest'
    const parts = isScript
      ? [document.text]
      : document.zones.filter(({ kind }) => kind === 'code').map(({ start, end }) => document.text.slice(start, end))
    if (document.kind === 'script') powers.add('execution')
    for (const part of parts) {
      if (hostsIn(part).length > 0) powers.add('network')
      if (WRITES.test(part)) powers.add('files')
      if (STAYS.test(part)) powers.add('persistence')
      if (RUNS.test(part)) powers.add('execution')
      const language = isScript ? (document.zones[0]?.language ?? 'shell') : 'shell'
      if (variablesIn(language, part).some((name) => SECRET_NAME.test(name))) powers.add('credentials')
    }
  }
  const found = POWERS.filter((power) => powers.has(power))
  const level = found.includes('persistence') || found.length > 3 ? 'high' : found.length > 1 ? 'medium' : 'low'
  return { level, powers: found }
}
