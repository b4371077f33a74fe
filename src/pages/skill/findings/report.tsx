import type { z } from 'zod'
import type { Report as ReportSchema } from '../../../routes/trust/report-schema.ts'
import { withQuery } from '../../api.ts'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { Verdict } from '../../parts/verdict.tsx'
import { to, type View } from '../../view.ts'
import { filePath } from '../skill.ts'

export type Report = z.output<typeof ReportSchema>
type Scan = NonNullable<Report['scan']>

/** What the scan found in a version, with the evidence, and what reviewers decided about it. */
export function ScanReport({ view, report }: { view: View; report: Report }) {
  const { t } = view
  const { scan, decisions, answers } = report
  return (
    <section>
      <h2>{t.scan.title(report.version)}</h2>
      <Facts>
        <Fact name={t.search.verdict}>
          <Verdict view={view} verdict={report.verdict} />
        </Fact>
        {scan && <Told view={view} scan={scan} />}
      </Facts>
      {scan?.findings.length === 0 && <p>{t.scan.nothing}</p>}
      {scan && scan.findings.length > 0 && <Findings view={view} report={report} scan={scan} />}
      {answers.length > 0 && (
        <>
          <h3>{t.scan.answers}</h3>
          <ul class="findings">
            {answers.map(({ rule, answer, answered_at: at }) => (
              <li>
                <Moment view={view} at={at} />: <code>{rule}</code>
                <p>{showUnseen(answer)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {decisions.length > 0 && (
        <>
          <h3>{t.skill.decisions}</h3>
          <ul class="findings">
            {decisions.map(({ decision, reason, rules, decided_at: at, revoked }) => (
              <li>
                <Moment view={view} at={at} />: {t.scan.decisions[decision]} {rules && <code>{rules.join(', ')}</code>}
                <p>{showUnseen(reason)}</p>
                {revoked && (
                  <p class="quiet">
                    {t.scan.revoked} <Moment view={view} at={revoked.at} />: {showUnseen(revoked.reason)}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Told({ view, scan }: { view: View; scan: Scan }) {
  const { t } = view
  const { risk, coverage } = scan
  return (
    <>
      <Fact name={t.scan.risk}>
        {t.scan.risks[risk.level]}
        {risk.powers.length > 0 && `: ${risk.powers.map((power) => t.scan.powers[power]).join(', ')}`}
      </Fact>
      <Fact name={t.scan.coverage}>
        {t.scan.coverages[coverage.level]}
        {coverage.unread.map(({ file, reason }) => (
          <div>
            <code>{showUnseen(file)}</code>: {t.scan.unread[reason]}
          </div>
        ))}
      </Fact>
      <Fact name={t.scan.scanned}>
        <Moment view={view} at={scan.scanned_at} withTime />, {t.scan.ruleSet(scan.rule_set)}
      </Fact>
    </>
  )
}

function Findings({ view, report, scan }: { view: View; report: Report; scan: Scan }) {
  const { t } = view
  const at = (file: string, line: number) =>
    `${to(view, withQuery(filePath(report.skill, file), { version: report.version, plain: '1' }))}#L${line}`
  return (
    <ol class="findings">
      {scan.findings.map((finding) => (
        <li>
          <h3>
            <span class={finding.severity === 'low' ? 'warned' : 'bad'}>{t.scan.severities[finding.severity]}</span>{' '}
            <code>{finding.rule}</code>
          </h3>
          <p>
            <a href={at(finding.file, finding.line)}>
              {showUnseen(finding.file)}:{finding.line}
            </a>{' '}
            <span class="quiet">
              {t.scan.confidence[finding.confidence]}
              {!finding.referred && `, ${t.scan.notReferred}`}
            </span>
          </p>
          <pre tabindex={0}>
            <code>{showUnseen(finding.excerpt)}</code>
          </pre>
          <p>{finding.why}</p>
          <p>
            <b>{t.scan.fix}</b> {finding.fix}
          </p>
        </li>
      ))}
    </ol>
  )
}
