import { isHarmless, isHiding, isSomebody } from '../data/hosts.ts'
import { assignments } from '../flow/taint.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import type { Confidence, Severity } from '../report.ts'
import type { Judge, Judged } from '../rule.ts'
import { type Target, targetsIn } from '../weighing/hosts.ts'
import { isNamed } from '../weighing/ties.ts'

/** What runs. */
export const RUNS = ['script', 'manifest'] as const
/** What an agent reads. */
export const READ = ['prose', 'comment', 'frontmatter'] as const

export const says = (severity: Severity, confidence: Confidence): Judged => ({ severity, confidence })

/**
 * Judges a download that runs by where it comes from: well-known installers and this machine are fine, what hides its author is the
 * worst, and what the skill itself is about is worth a note.
 */
export function byOrigin(text: string, folder: Folder): boolean | Judged {
  const targets = targetsOf(text, folder)
  const worst = targets.find(({ kind }) => isHiding(kind)) ?? targets.at(-1)
  if (!worst) return says('medium', 'medium')
  return ofOrigin(worst, /\bsudo\b/.test(text))
}

/** What comes from somebody else is judged as `said`; a name that only looks like a placeholder waits for a person. */
export function ofSomebody(targets: readonly Target[], said: true | Judged): boolean | Judged {
  if (targets.some(({ kind }) => kind !== 'own' && kind !== 'placeholder')) return said
  return targets.some(isSomebody) && says('high', 'medium')
}

/** Of a command without a scheme, as `curl 192.0.2.1/x`, the host that it names: curl takes that for http. */
function targetsOf(text: string, folder: Folder): Target[] {
  const targets = targetsIn(text, folder)
  if (targets.length > 0) return targets
  const bare =
    /\b(?:curl|wget)\b(?:\s{1,4}-{1,2}[\w-]{1,30})*\s{1,4}["']?((?:\d{1,3}\.){3}\d{1,3}|(?:[\w-]{1,63}\.){1,6}[a-z]{2,12})([/:][^\s"'|]{0,200})?/i.exec(
      text,
    )
  if (!bare) return []
  const isAddress = /^[\d.]+$/.test(bare[1] ?? '')
  return targetsIn(`${isAddress ? 'http' : 'https'}://${bare[1]}${bare[2] ?? ''}`, folder)
}

/** A name as the skill's is soon taken: it excuses a download only if the skill is about the host in more than that. */
function ofOrigin({ host, kind, tie, isPlain, path }: Target, asRoot: boolean): boolean | Judged {
  if (kind === 'own' || kind === 'installer') return false
  if (kind === 'placeholder') return isHarmless(host) ? false : says('high', 'medium')
  if (isHiding(kind)) return says('critical', 'high')
  if (kind === 'api' && !/\/(?:raw|releases)\/|\.(?:sh|ps1|py)\b/.test(path)) return says('medium', 'medium')
  if (isPlain) return says('high', 'high')
  if (tie === 'own' && !asRoot) return says('medium', 'medium')
  return says('high', kind === 'unknown' && tie === 'none' ? 'high' : 'medium')
}

/** Of a command with a variable for its address, the address that the script gives it. */
export const judgeOrigin: Judge = (match, { folder, view }) => {
  const text = /:\/\//.test(match[0]) ? match[0] : `${match[0]} ${addressIn(match[0], view)}`
  const said = byOrigin(text, folder)
  if (view.document.kind !== 'script' || typeof said !== 'object') return said
  // What a script gets to run from where no text says is meant to be overlooked.
  return targetsOf(text, folder).some(({ kind, host }) => kind === 'unknown' && !isNamed(host, folder))
    ? says('high', 'high')
    : said
}

function addressIn(command: string, view: View): string {
  const names = new Set([...command.matchAll(/[${]{1,2}([A-Za-z_]\w{0,40})/g)].map(([, name = '']) => name))
  if (names.size === 0) return ''
  const found = assignments(view).find(({ left, right }) => names.has(left) && right.includes('://'))
  return found?.right.split('\n', 1)[0] ?? ''
}

/** True if what stands before a match turns it into its opposite: `never …`, `do not …`. */
export const isNegated = (text: string, start: number): boolean =>
  /\b(?:never|not|n't|avoid|without|refuse to|must not|cannot|no need to|instead of|rather than)\b[^.!?\n]{0,40}$/i.test(
    text.slice(Math.max(0, start - 60), start),
  )

/** True if the match stands in quotes, as a text that is talked about. */
export function isInQuotes(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start)
  const after = text.slice(end, end + 60)
  return /["'`“”‘’«「|/(][\w\s]{0,20}$/.test(before) && /^[^\n]{0,50}["'`“”‘’»」|/)]/.test(after)
}

/** True if what stands before a match makes it something that others do: `instructions to …`, `attempts to …`. */
export const isDescribed = (text: string, start: number): boolean =>
  /\b(?:instructions?|attempts?|trying|tries|try|asks?|asking|requests?|commands?|phrases?|tells?|told|contents?|prompts?|text) (?:to|that|which|like|such as|you to|the (?:agent|model|assistant) to|it to)\s{1,4}(?:\w{1,12}\s{1,4})?$/i.test(
    text.slice(Math.max(0, start - 60), start),
  )
