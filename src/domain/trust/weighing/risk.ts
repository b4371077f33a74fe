import { variablesIn } from '../../files/capabilities/environment.ts'
import { hostsIn } from '../../files/capabilities/hosts.ts'
import type { Folder } from '../reading/folder.ts'
import { type Finding, POWERS, type Power, type Scan } from '../report.ts'

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/
const WRITES =
  /\b(?:writeFile|appendFile|rmSync|unlink|shutil|os\.remove|open\s{0,2}\([^)\n]{0,80}["'][wa]b?["']|Set-Content|Out-File)\b|(?:^|\s)(?:rm|mv|cp|mkdir|tee)\s|[^<>=-]>{1,2}\s{0,2}[\w~$./"'-]/m
const RUNS = /\b(?:exec|execSync|spawn|subprocess|os\.system|eval|child_process|Start-Process|bash|sh)\b/
const STAYS =
  /\bcrontab\b|authorized_keys|LaunchAgents|systemctl\s{1,4}enable|schtasks|\.(?:bashrc|zshrc|profile)\b|CurrentVersion\\{1,2}Run|(?:SOUL|AGENTS|CLAUDE|MEMORY)\.md/

/** What a folder does that has a finding of a family, by the part of the rule's id before its first dot. */
const TAKEN: Readonly<Record<string, readonly Power[]>> = {
  'remote-code': ['network', 'execution'],
  'fake-prerequisites': ['network', 'execution'],
  obfuscation: ['execution'],
  exfiltration: ['network', 'credentials'],
  persistence: ['persistence'],
  destruction: ['files'],
}

/** Commands within sentences. */
const INLINE = /`([^`\n]{2,300})`/g
/** Tools of agents, as `allowed-tools` names them. */
const TOOLS: readonly [tool: RegExp, power: Power][] = [
  [/\bBash\b/, 'execution'],
  [/\bWeb(?:Fetch|Search)\b/, 'network'],
  [/\b(?:Write|Edit|MultiEdit|NotebookEdit)\b/, 'files'],
]

/**
 * How much power a folder asks for: by what its scripts, commands and tools can do, and by what was found that they do, not by
 * how bad that is.
 */
export function riskOf(folder: Folder, findings: readonly Finding[]): Scan['risk'] {
  const powers = new Set<Power>(
    findings
      .filter(({ confidence }) => confidence !== 'low')
      .flatMap(({ rule }) => TAKEN[rule.split('.')[0] ?? ''] ?? []),
  )
  for (const document of folder.documents) {
    const isScript = document.kind === 'script' || document.kind === 'manifest'
    const parts = isScript
      ? [document.text]
      : document.zones.flatMap(({ kind, start, end }) => {
          const text = document.text.slice(start, end)
          if (kind === 'prose') return [...text.matchAll(INLINE)].map(([, command = '']) => command)
          return kind === 'code' ? [text] : []
        })
    for (const { start, end } of document.zones.filter(({ kind }) => kind === 'frontmatter')) {
      const tools = /^allowed-tools:.*$/m.exec(document.text.slice(start, end))?.[0] ?? ''
      for (const [tool, power] of TOOLS) if (tool.test(tools)) powers.add(power)
    }
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
