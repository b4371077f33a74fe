import type { View } from '../view.ts'

const CLASSES = { pass: 'good', review: 'warned', warn: 'bad', malicious: 'bad' } as const
export type ShownVerdict = keyof typeof CLASSES

/** What the scan and reviewers say of a skill. Null until it has been scanned. */
export function Verdict({ view, verdict }: { view: View; verdict: ShownVerdict | null }) {
  const { t } = view
  return verdict === null ? (
    <span class="quiet">{t.scan.notScanned}</span>
  ) : (
    <b class={CLASSES[verdict]}>{t.scan.verdicts[verdict]}</b>
  )
}
