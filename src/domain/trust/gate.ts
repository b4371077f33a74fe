import type { Capabilities } from '../files/capabilities/capabilities.ts'
import { compareCapabilities } from '../files/changes/version-changes.ts'
import { SHOWN_VERDICTS, type ShownVerdict } from './decisions.ts'
import type { Power } from './report.ts'

/** What reports and decisions say of a folder. A verdict is null if it has not been scanned. */
export type Judged = {
  verdict: ShownVerdict | null
  powers: readonly Power[]
  capabilities: Pick<Capabilities, 'scripts' | 'languages' | 'hosts' | 'allowed_tools' | 'env' | 'bins'> | null
}

/** Why a folder waits for a person, whatever its source may do by itself. */
export type Waiting = 'unscanned' | 'malicious' | 'warn' | 'review' | 'worse' | 'network' | 'execution'

/** Tools that run programs or fetch addresses, as agents name them. */
const RUNS = /^(bash|shell|execute|run|terminal|powershell)/i
const FETCHES = /^(web|fetch|browser|http)/i

/**
 * Why a folder must not go out without a person. `before` is the newest version of its skill, null for a new skill. `isHeld`: no reviewer
 * has accepted its warning. `mustPass`: what the rules are not sure of waits too. Null if nothing keeps it.
 */
export function whyItWaits(
  folder: Judged & { isHeld: boolean },
  before: Judged | null,
  mustPass = false,
): Waiting | null {
  if (folder.verdict === null) return 'unscanned'
  if (folder.verdict === 'malicious' || before?.verdict === 'malicious') return 'malicious'
  if (folder.isHeld) return 'warn'
  if (mustPass && folder.verdict !== 'pass') return 'review'
  if (before === null) return null
  if (SHOWN_VERDICTS.indexOf(folder.verdict) > SHOWN_VERDICTS.indexOf(before.verdict ?? 'pass')) return 'worse'
  const added =
    folder.capabilities && before.capabilities && compareCapabilities(before.capabilities, folder.capabilities).added
  const gains = (power: Power) => folder.powers.includes(power) && !before.powers.includes(power)
  const someTool = (kind: RegExp) => added?.allowed_tools.some((tool) => kind.test(tool)) ?? false
  if (gains('network') || (added && added.hosts.length > 0) || someTool(FETCHES)) return 'network'
  const runs = added && [...added.scripts, ...added.languages, ...added.bins].length > 0
  return gains('execution') || runs || someTool(RUNS) ? 'execution' : null
}
