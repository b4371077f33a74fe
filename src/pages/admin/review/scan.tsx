import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminView, labelOf, wordOf } from '../admin-view.ts'
import { newDecisionPath } from '../sections/decision-path.ts'
import type { File } from './queue.ts'

const TONES: Record<string, string> = { pass: 'good', review: 'warned', warn: 'bad', malicious: 'bad' }

/** What the scan and reviewers say of a file, in one word. */
export function Verdict({ view, verdict }: { view: AdminView; verdict: string | null }) {
  if (verdict === null) return <span class="quiet">{view.t.admin.review.notScanned}</span>
  return <span class={TONES[verdict]}>{wordOf(view, verdict)}</span>
}

/** What the rules found in the folder: where, the words that matched, why it matters, and how to mend it. */
export function Scanned({ view, file }: { view: AdminView; file: File }) {
  const { review } = view.t.admin
  const { scan, decisions } = file
  return (
    <section aria-labelledby="scan">
      <h2 id="scan">
        {review.scan} <Verdict view={view} verdict={file.verdict} />
      </h2>
      {scan && (
        <ul class="facts">
          <li>
            {labelOf(view, 'risk')}: {wordOf(view, scan.risk.level)}
            {scan.risk.powers.length > 0 && ` (${scan.risk.powers.join(', ')})`}
          </li>
          <li class={scan.coverage.level === 'partial' ? 'warned' : undefined}>
            {review.coverage[scan.coverage.level]}
            {scan.coverage.unread.map(({ file: path, reason }) => ` ${showUnseen(path)}: ${reason}.`)}
          </li>
          <li>
            <Moment view={view} at={scan.scanned_at} withTime />
          </li>
        </ul>
      )}
      {scan && scan.findings.length > 0 && (
        <Found view={view} findings={scan.findings} skill={file.becomes?.skill?.slug ?? null} />
      )}
      {decisions.map(({ decision, reason, decided_at: at, revoked }) => (
        <p class={revoked ? 'quiet' : 'warned'}>
          <strong>{wordOf(view, decision)}</strong> {showUnseen(reason)} <Moment view={view} at={at} />
          {revoked && ` · ${review.revoked} ${showUnseen(revoked.reason)}`}
        </p>
      ))}
      {scan && file.folder_digest !== null && (
        <p>
          <a href={newDecisionPath({ digest: `sha256:${file.folder_digest}` })} data-key="t">
            {review.decideOnTrust} <kbd>t</kbd>
          </a>
        </p>
      )}
    </section>
  )
}

type FoundIn = { view: AdminView; findings: NonNullable<File['scan']>['findings']; skill: string | null }

/** `skill`: the one that the file belongs to, in which a rule may be wrong. */
function Found({ view, findings, skill }: FoundIn) {
  return (
    <table class="dense" tabindex={0}>
      <caption class="unseen">{view.t.admin.review.scan}</caption>
      <thead>
        <tr>
          {['severity', 'rule', 'where', 'excerpt', 'message'].map((name) => (
            <th>{labelOf(view, name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {findings.map(({ severity, confidence, rule, file, line, excerpt, why, fix }) => (
          <tr>
            <td class={severity === 'low' ? 'quiet' : severity === 'medium' ? 'warned' : 'bad'}>
              {wordOf(view, severity)} <span class="quiet">{wordOf(view, confidence)}</span>
            </td>
            <td class="word">{rule}</td>
            <td class="word">
              {file === 'SKILL.md' ? <a href={`#L${line}`}>{`${file}:${line}`}</a> : `${showUnseen(file)}:${line}`}
            </td>
            <td class="word">{showUnseen(excerpt)}</td>
            <td>
              {why} <span class="quiet">{fix}</span>{' '}
              {skill !== null && (
                <a href={newDecisionPath({ decision: 'false_positive', skill, rule })}>
                  {view.t.admin.review.wrongHere}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
