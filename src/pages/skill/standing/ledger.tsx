import type { z } from 'zod'
import type { SkillCounts } from '../../../routes/catalogue/skill-counts-schema.ts'
import { Moment } from '../../parts/moment.tsx'
import type { View } from '../../view.ts'

type Counts = z.output<typeof SkillCounts>

/** What was received, what of that was counted, and what was left out and why. */
export function Ledger({ view, counts }: { view: View; counts: Counts }) {
  const { t, lang } = view
  const kinds: Record<string, string> = t.standing.events
  const reasons: Record<string, string> = t.standing.reasons
  const number = (n: number) => <td class="number">{n.toLocaleString(lang)}</td>
  return (
    <section>
      <h2>{t.standing.ledger}</h2>
      <p class="quiet">
        <Moment view={view} at={counts.from} /> – <Moment view={view} at={counts.to} />, {t.common.asOf}{' '}
        <Moment view={view} at={counts.as_of} withTime />. {t.standing.rules(counts.rules_version)}
      </p>
      {counts.totals.length === 0 && <p>{t.standing.noEvents}</p>}
      {counts.totals.length > 0 && (
        <table tabindex={0}>
          <thead>
            <tr>
              <th scope="col">{t.standing.event}</th>
              {[t.standing.received, t.standing.counted, t.standing.excluded].map((name) => (
                <th scope="col" class="number">
                  {name}
                </th>
              ))}
              <th scope="col">{t.standing.why}</th>
            </tr>
          </thead>
          <tbody>
            {counts.totals.map((line) => (
              <tr>
                <th scope="row">{kinds[line.event_type] ?? line.event_type}</th>
                {number(line.raw)}
                {number(line.counted)}
                {number(line.excluded)}
                <td>
                  {Object.entries(line.reasons).map(([reason, n]) => (
                    <div>
                      {n.toLocaleString(lang)} × {reasons[reason] ?? reason}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
