import { showUnseen } from '../parts/plain.ts'
import { categoryPath, publisherPath, skillPath, to, type View } from '../view.ts'
import type { Board } from './asked.ts'

/** The places of a board as a table. */
export function Places({ view, board }: { view: View; board: Board }) {
  const { t } = view
  const isGlobal = board.scope === 'global'
  const score = (n: number) => n.toLocaleString(view.lang, { maximumFractionDigits: 2 })
  return (
    <table class="board" tabindex={0}>
      <thead>
        <tr>
          <th scope="col" class="number">
            {t.boards.place}
          </th>
          <th scope="col">{t.boards.day1}</th>
          <th scope="col" class="roomy">
            {t.boards.day7}
          </th>
          <th scope="col">{t.boards.skill}</th>
          {isGlobal && (
            <th scope="col" class="roomy">
              {t.search.category}
            </th>
          )}
          <th scope="col" class="number">
            {t.boards.orders.popularity}
          </th>
          <th scope="col" class="number">
            {t.boards.orders.power}
          </th>
          <th scope="col">{t.boards.tier}</th>
        </tr>
      </thead>
      <tbody>
        {board.items.map((item) => (
          <tr>
            <td class="number">
              {(board.by === 'power' ? item.power_position : item.rank)?.toLocaleString(view.lang)}
            </td>
            <td>
              <Change view={view} places={item.change.day} />
            </td>
            <td class="roomy">
              <Change view={view} places={item.change.week} />
            </td>
            <th scope="row">
              <a href={to(view, skillPath(item.slug))}>{showUnseen(item.name)}</a>{' '}
              <a class="owner" href={to(view, publisherPath(item.owner))}>
                {item.owner}
              </a>
            </th>
            {isGlobal && (
              <td>{item.category && <a href={to(view, categoryPath(item.category.key))}>{item.category.name}</a>}</td>
            )}
            <td class="number">{score(item.score)}</td>
            <td class="number">{item.power_score === null ? '–' : score(item.power_score)}</td>
            <td>{item.power_rank ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How many places a skill gained. Null: where it stood is not known. */
function Change({ view, places }: { view: View; places: number | null }) {
  const { t, lang } = view
  if (places === null) return <span title={t.boards.unknown}>–</span>
  if (places === 0) return <span title={t.boards.same}>=</span>
  const count = Math.abs(places).toLocaleString(lang)
  return places > 0 ? (
    <span class="up" title={t.boards.gained(count)}>
      ▲ {count}
    </span>
  ) : (
    <span class="down" title={t.boards.lost(count)}>
      ▼ {count}
    </span>
  )
}
