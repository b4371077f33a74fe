import type { z } from 'zod'
import type { Distribution as Schema } from '../../routes/ranking/distribution.ts'
import { Bars } from '../parts/bars.tsx'
import { Moment } from '../parts/moment.tsx'
import type { View } from '../view.ts'

/** How power scores and tiers are distributed: charts, and the same numbers in tables. */
export function Distribution({ view, of }: { view: View; of: z.output<typeof Schema> }) {
  const { t, lang } = view
  const whole = (n: number) => n.toLocaleString(lang)
  const scores = of.scores.map(({ from, to, members }) => ({
    name: `${whole(from)}–${whole(to)}`,
    value: members,
    ...(from % 1000 === 0 && { mark: whole(from) }),
  }))
  const tiers = of.tiers.map(({ tier, members }, i) => ({
    name: tier,
    value: members,
    // One letter of its steps is enough where there are many.
    ...((of.tiers.length <= 12 || tier[0] !== of.tiers[i - 1]?.tier[0]) && { mark: tier }),
  }))
  return (
    <section aria-labelledby="distribution">
      <h2 id="distribution">{t.boards.distribution}</h2>
      <p class="quiet">
        {t.boards.distributionMeans(of.members)} {of.relaxed && `${t.boards.relaxed} `}({t.common.asOf}{' '}
        <Moment view={view} at={of.as_of} withTime />)
      </p>
      <div class="charts">
        <figure>
          <figcaption>{t.boards.byScore}</figcaption>
          <Bars label={t.boards.byScore} bars={scores} lang={lang} />
          <Numbers view={view} first={t.boards.orders.power} rows={scores} />
        </figure>
        <figure>
          <figcaption>{t.boards.byTier}</figcaption>
          <Bars label={t.boards.byTier} bars={tiers} lang={lang} />
          <Numbers view={view} first={t.boards.tier} rows={tiers} />
        </figure>
      </div>
    </section>
  )
}

const Numbers = (p: { view: View; first: string; rows: readonly { name: string; value: number }[] }) => (
  <details>
    <summary>{p.view.t.boards.inNumbers}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">{p.first}</th>
          <th scope="col" class="number">
            {p.view.t.boards.skills}
          </th>
        </tr>
      </thead>
      <tbody>
        {p.rows.map(({ name, value }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">{value.toLocaleString(p.view.lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)
