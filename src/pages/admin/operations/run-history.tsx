import type { z } from 'zod'
import type { RunStats as RunStatsSchema } from '../../../routes/admin/operations/stats-schema.ts'
import { type Bar, Bars } from '../../parts/bars.tsx'
import { type AdminView, labelOf } from '../admin-view.ts'

export type RunStats = z.output<typeof RunStatsSchema>
type Day = RunStats['items'][number]

const percent = (rate: number | null, lang: string) =>
  rate === null ? '–' : rate.toLocaleString(lang, { style: 'percent', maximumFractionDigits: 1 })

/** How the runs of one job ended and how long they took, day by day. */
export function RunHistory({ view, days }: { view: AdminView; days: Day[] }) {
  const { jobs: texts } = view.t.admin
  if (days.length === 0) return <p>{texts.neverRan}</p>
  const inOrder = days.toReversed()
  return (
    <>
      <div class="charts">
        <Chart
          view={view}
          title={texts.success}
          bars={barsOf(inOrder, (day) => Math.round(100 * (day.success_rate ?? 0)))}
        />
        <Chart view={view} title={texts.duration} bars={barsOf(inOrder, (day) => day.duration_ms?.median ?? 0)} />
      </div>
      <table class="dense" tabindex={0}>
        <caption>{texts.history}</caption>
        <thead>
          <tr>
            {['day', 'runs', 'success_rate', 'partial', 'failed', 'median', 'p95', 'max'].map((name) => (
              <th class={name === 'day' ? undefined : 'number'}>{labelOf(view, name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr>
              <th scope="row">{day.day}</th>
              <td class="number">{day.runs.toLocaleString(view.lang)}</td>
              <td class="number">{percent(day.success_rate, view.lang)}</td>
              <td class={day.partial > 0 ? 'number warned' : 'number'}>{day.partial}</td>
              <td class={day.failed > 0 ? 'number bad' : 'number'}>{day.failed}</td>
              {(['median', 'p95', 'max'] as const).map((figure) => (
                <td class="number">{day.duration_ms?.[figure].toLocaleString(view.lang) ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The first and the last day are named below the chart. */
const barsOf = (days: Day[], valueOfDay: (day: Day) => number): Bar[] =>
  days.map((day, at) => ({
    name: day.day,
    value: valueOfDay(day),
    ...((at === 0 || at === days.length - 1) && { mark: day.day.slice(5) }),
  }))

export function Chart({ view, title, bars }: { view: AdminView; title: string; bars: Bar[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <Bars label={title} bars={bars} lang={view.lang} />
    </section>
  )
}
