import type { z } from 'zod'
import type { SkillHistory } from '../../../routes/ranking/score-schema.ts'
import { Moment } from '../../parts/moment.tsx'
import type { View } from '../../view.ts'

type Days = z.output<typeof SkillHistory>['items']
type Point = { day: string; rank: number }

const WIDTH = 640
const HEIGHT = 140
const SIDE = 44
const EDGE = 14

/** The places of the last days: a line, and a table with the same figures. */
export function History({ view, history }: { view: View; history: z.output<typeof SkillHistory> }) {
  const { t } = view
  const points = history.items.flatMap(({ day, global }) => (global ? [{ day, rank: global.rank }] : [])).reverse()
  return (
    <section>
      <h2>{t.standing.history}</h2>
      {history.items.length === 0 && <p>{t.standing.noHistory}</p>}
      {points.length > 1 && <Line view={view} points={points} />}
      {history.items.length > 0 && <Table view={view} days={history.items} />}
    </section>
  )
}

/** The best place is at the top. Days without a place leave a gap in time, not in the line. */
function Line({ view, points }: { view: View; points: Point[] }) {
  const { t, lang } = view
  const times = points.map(({ day }) => Date.parse(day))
  const ranks = points.map(({ rank }) => rank)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const [best, worst] = [Math.min(...ranks), Math.max(...ranks)]
  const across = (time: number) => SIDE + ((WIDTH - 2 * SIDE) * (time - first)) / Math.max(1, last - first)
  const down = (rank: number) => EDGE + ((HEIGHT - 2 * EDGE) * (rank - best)) / Math.max(1, worst - best)
  const at = points.map(({ rank }, i) => [across(times[i] ?? 0), down(rank)] as const)
  return (
    <svg class="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t.standing.historyChart}>
      {[...new Set([best, worst])].map((rank) => (
        <>
          <line class="grid" x1={SIDE} x2={WIDTH - SIDE} y1={down(rank)} y2={down(rank)} />
          <text x={SIDE - 8} y={down(rank) + 4} text-anchor="end">
            {rank.toLocaleString(lang)}
          </text>
        </>
      ))}
      <polyline points={at.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {at.map(([x, y], i) => (
        <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r="3">
          <title>{`${points[i]?.day}: ${points[i]?.rank}`}</title>
        </circle>
      ))}
    </svg>
  )
}

function Table({ view, days }: { view: View; days: Days }) {
  const { t, lang } = view
  const place = (of: { rank: number; total: number } | null) => (of ? t.skill.placeOf(of.rank, of.total) : '–')
  return (
    <details open={days.length <= 7}>
      <summary>{t.standing.historyTable}</summary>
      <table tabindex={0}>
        <thead>
          <tr>
            <th scope="col">{t.standing.day}</th>
            <th scope="col">{t.standing.global}</th>
            <th scope="col">{t.search.category}</th>
            <th scope="col">{t.standing.tier}</th>
            <th scope="col" class="number">
              {t.standing.popularity}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, global, category }) => (
            <tr>
              <th scope="row">
                <Moment view={view} at={day} />
              </th>
              <td>{place(global)}</td>
              <td>{place(category)}</td>
              <td>{category?.power_rank ?? global?.power_rank ?? '–'}</td>
              <td class="number">
                {(global ?? category)?.score.toLocaleString(lang, { maximumFractionDigits: 2 }) ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
