import type { Taxonomy } from '../categories/categories.tsx'
import { to, type View } from '../view.ts'
import { type Asked, boardPath } from './asked.ts'

const DAY_MS = 86_400_000
const ORDERS = ['popularity', 'power'] as const

/** Chooses a board: its order, its category and its day. */
export function Choose(p: { view: View; asked: Asked; categories: Taxonomy['categories']; isThere: boolean }) {
  const { view, asked, categories, isThere } = p
  const { t } = view
  return (
    <div class="choose">
      <nav aria-label={t.boards.order}>
        <ul class="chips">
          {ORDERS.map((by) => (
            <li>
              <a
                href={to(view, boardPath({ ...asked, by, page: 1 }))}
                aria-current={by === asked.by ? 'true' : undefined}
              >
                {t.boards.orders[by]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form action={to(view, '/boards')}>
        {asked.by !== 'popularity' && <input type="hidden" name="by" value={asked.by} />}
        <label>
          {t.search.category}{' '}
          <select name="category">
            <option value="">{t.boards.all}</option>
            {categories.map(({ key, name }) => (
              <option value={key} selected={key === asked.category?.toLowerCase()}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.boards.day} <input type="date" name="date" value={asked.date ?? ''} max={dayOf(view.now)} />
        </label>
        <button type="submit">{t.boards.show}</button>
      </form>
      <Days view={view} asked={asked} isThere={isThere} />
    </div>
  )
}

/** Links to the boards of the day before and the day after, and to the newest. A day without a board leads no further back. */
function Days({ view, asked, isThere }: { view: View; asked: Asked; isThere: boolean }) {
  const { t } = view
  const today = dayOf(view.now)
  const shown = asked.date !== undefined && !Number.isNaN(Date.parse(asked.date)) ? asked.date : today
  const before = shift(shown, -1)
  const after = shift(shown, 1)
  const link = (date: string | undefined, text: string) => (
    <a href={to(view, boardPath({ ...asked, date, page: 1 }))}>{text}</a>
  )
  return (
    <p class="days">
      {isThere && link(before, `← ${before}`)}
      {shown !== today && after < today && link(after, `${after} →`)}
      {asked.date !== undefined && link(undefined, t.boards.newest)}
    </p>
  )
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)
const shift = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * DAY_MS))
