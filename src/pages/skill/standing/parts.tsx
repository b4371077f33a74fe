import type { z } from 'zod'
import type { SkillScore } from '../../../routes/ranking/score-schema.ts'
import { Moment } from '../../parts/moment.tsx'
import type { View } from '../../view.ts'

export type Score = z.output<typeof SkillScore>

const format = (view: View, value: number, digits = 2) =>
  value.toLocaleString(view.lang, { maximumFractionDigits: digits })

/** How the popularity is put together, which orders the boards. */
export function PopularityParts({ view, score: { popularity } }: { view: View; score: Score }) {
  const { t } = view
  return (
    <section>
      <h2>
        {t.standing.popularity}: {format(view, popularity.score)}
      </h2>
      <p class="quiet">
        <code>{popularity.formula}</code>
      </p>
      {popularity.parts.length === 0 && <p>{t.standing.nextCount}</p>}
      {popularity.parts.length > 0 && (
        <table tabindex={0}>
          <thead>
            <tr>
              <th scope="col">{t.standing.part}</th>
              <th scope="col" class="number">
                {t.standing.value}
              </th>
              <th scope="col" class="number">
                {t.standing.weight}
              </th>
              <th scope="col" class="number">
                {t.standing.points}
              </th>
            </tr>
          </thead>
          <tbody>
            {popularity.parts.map(({ part, value, weight, points }) => (
              <tr>
                <th scope="row">{t.standing.parts[part]}</th>
                <td class="number">{format(view, value)}</td>
                <td class="number">{format(view, weight)}</td>
                <td class="number">{format(view, points)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** How the power score is put together, which gives the tier. */
export function PowerParts({ view, score }: { view: View; score: Score }) {
  const { t } = view
  const { group } = score
  if (score.power_score === null) return null
  const headings = [t.standing.value, t.standing.compared, t.standing.average, t.standing.weight, t.standing.points]
  return (
    <section>
      <h2>
        {t.standing.power}: {format(view, score.power_score)}
      </h2>
      <p class="quiet">
        <code>{score.formula}</code>
      </p>
      {group && (
        <p>
          {t.standing.group(group.members)} <Moment view={view} at={group.averaged_at} withTime />
        </p>
      )}
      {score.stats.length === 0 && <p>{t.standing.nextCount}</p>}
      {score.stats.length > 0 && (
        <table tabindex={0}>
          <thead>
            <tr>
              <th scope="col">{t.standing.part}</th>
              {headings.map((name) => (
                <th scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {score.stats.map((part) => (
              <tr>
                <th scope="row">{t.standing.stats[part.stat]}</th>
                <td class="number">{format(view, part.value)}</td>
                <td class="number">{format(view, part.compared)}</td>
                <td class="number">{format(view, part.average)}</td>
                <td class="number">{format(view, part.weight, 3)}</td>
                <td class="number">
                  {format(view, part.share, 1)}
                  {part.capped && <span title={t.standing.capped}> *</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
