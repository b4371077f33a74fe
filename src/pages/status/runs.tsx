import type { z } from 'zod'
import type { RecentRuns } from '../../routes/operations/runs.ts'
import { Bars } from '../parts/bars.tsx'
import { Moment } from '../parts/moment.tsx'
import type { View } from '../view.ts'

type Runs = z.output<typeof RecentRuns>
type Run = Runs['batches'][number]

/** The last batches: how long each took, as a chart and in numbers. */
export function Batches({ view, batches }: { view: View; batches: Runs['batches'] }) {
  const { t, lang } = view
  if (batches.length === 0) return <p>{t.status.noBatch}</p>
  const bars = batches.toReversed().map(({ started_at, duration_ms }, i, all) => ({
    name: started_at.slice(0, 16).replace('T', ' '),
    value: duration_ms ?? 0,
    ...((i === 0 || i === all.length - 1) && all.length > 2 && { mark: started_at.slice(11, 16) }),
  }))
  return (
    <figure>
      <figcaption>{t.status.durations}</figcaption>
      <Bars label={t.status.durations} bars={bars} lang={lang} />
      <details>
        <summary>{t.boards.inNumbers}</summary>
        <table tabindex={0}>
          <thead>
            <tr>
              <RunHead view={view} />
            </tr>
          </thead>
          <tbody>
            {batches.map((run) => (
              <tr>
                <RunCells view={view} run={run} />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** The last run of each job. */
export function Jobs({ view, jobs }: { view: View; jobs: Runs['jobs'] }) {
  const { t } = view
  return (
    <table tabindex={0}>
      <thead>
        <tr>
          <th scope="col">{t.status.job}</th>
          <th scope="col">{t.status.does}</th>
          <RunHead view={view} />
        </tr>
      </thead>
      <tbody>
        {jobs.map(({ job, cron, last }) => (
          <tr>
            <th scope="row">
              <code title={cron}>{job}</code>
            </th>
            <td>{(t.status.jobsDo as Record<string, string>)[job] ?? ''}</td>
            {last ? <RunCells view={view} run={last} /> : <td colspan={3}>{t.status.never}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const RunHead = ({ view: { t } }: { view: View }) => (
  <>
    <th scope="col">{t.status.started}</th>
    <th scope="col">{t.status.ended}</th>
    <th scope="col" class="number">
      {t.status.took}
    </th>
  </>
)

const CLASSES: Partial<Record<Run['status'], string>> = { succeeded: 'good', partial: 'warned', failed: 'bad' }

const RunCells = ({ view, run }: { view: View; run: Run }) => (
  <>
    <td>
      <Moment view={view} at={run.started_at} withTime />
    </td>
    <td class={CLASSES[run.status]}>{view.t.status.outcomes[run.status]}</td>
    <td class="number">{run.duration_ms === null ? '–' : `${run.duration_ms.toLocaleString(view.lang)} ms`}</td>
  </>
)
