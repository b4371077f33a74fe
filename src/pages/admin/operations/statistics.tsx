import type { Context } from 'hono'
import type { z } from 'zod'
import type { EventStats } from '../../../routes/admin/events/event-stats.ts'
import type { CategoryStats } from '../../../routes/admin/operations/stats-schema.ts'
import { type AdminEnv, type AdminView, labelOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { Filter } from '../parts/filter.tsx'
import { Value } from '../parts/value.tsx'
import { oneOf } from '../sections/choices.ts'
import { Chart } from './run-history.tsx'

type Events = z.output<typeof EventStats>
type Categories = z.output<typeof CategoryStats>

const DAYS = ['7', '30', '90']
/** A smaller share of events that were stored means that events are lost. */
export const LEAST_RATE = 0.99

/** What became of events, and how the categories stand. */
export async function statistics(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const { statistics: texts } = view.t.admin
  const days = c.req.query('days') || '30'
  const [events, categories] = await Promise.all([
    api.get<Events>('/v1/admin/events/stats', { days }),
    api.get<Categories>('/v1/admin/stats/categories', { days }),
  ])
  const rate = events.success_rate_7d
  const body = (
    <>
      <h1>{texts.title}</h1>
      <Filter view={view} fields={[oneOf('days', DAYS, { required: true })]} values={{ days }} />
      <h2>{texts.events}</h2>
      <p>
        {texts.rate}{' '}
        <strong class={rate !== null && rate < LEAST_RATE ? 'bad' : 'good'}>
          {rate?.toLocaleString(view.lang, { style: 'percent', maximumFractionDigits: 2 }) ?? '–'}
        </strong>{' '}
        <span class="quiet">
          {view.t.common.asOf} <Value view={view} value={events.as_of} />
        </span>
      </p>
      <EventDays view={view} events={events} />
      <h2>{texts.categories}</h2>
      <CategoryTable view={view} categories={categories} />
    </>
  )
  return adminPage(c, { title: texts.title }, body)
}

const FIGURES = ['received', 'normalized', 'dropped_total', 'retried', 'pending'] as const

function EventDays({ view, events: { items } }: { view: AdminView; events: Events }) {
  const { statistics: texts } = view.t.admin
  if (items.length === 0) return <p>{texts.noEvents}</p>
  const perDay = new Map<string, { received: number; dropped: number }>()
  for (const { day, received, dropped_total } of items.toReversed()) {
    const sum = perDay.get(day) ?? { received: 0, dropped: 0 }
    perDay.set(day, { received: sum.received + received, dropped: sum.dropped + dropped_total })
  }
  const bars = (figure: 'received' | 'dropped') =>
    [...perDay].map(([day, sums], at) => ({
      ...{ name: day, value: sums[figure] },
      ...((at === 0 || at === perDay.size - 1) && { mark: day.slice(5) }),
    }))
  return (
    <>
      <div class="charts">
        <Chart view={view} title={texts.received} bars={bars('received')} />
        <Chart view={view} title={texts.dropped} bars={bars('dropped')} />
      </div>
      <table class="dense" tabindex={0}>
        <caption>{texts.perDay}</caption>
        <thead>
          <tr>
            <th>{labelOf(view, 'day')}</th>
            <th>{labelOf(view, 'site')}</th>
            {FIGURES.map((name) => (
              <th class="number">{labelOf(view, name)}</th>
            ))}
            <th>{labelOf(view, 'dropped')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr>
              <th scope="row">{item.day}</th>
              <td>{item.site ? item.site.name : <span class="quiet">{texts.anonymous}</span>}</td>
              {FIGURES.map((name) => (
                <td class="number">{item[name].toLocaleString(view.lang)}</td>
              ))}
              <td class="quiet">
                {Object.entries(item.dropped)
                  .map(([reason, count]) => `${reason} ${count}`)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function CategoryTable({ view, categories: { items } }: { view: AdminView; categories: Categories }) {
  return (
    <table class="dense" tabindex={0}>
      <caption class="unseen">{view.t.admin.statistics.categories}</caption>
      <thead>
        <tr>
          <th>{labelOf(view, 'name')}</th>
          {['skills', 'scored', 'view', 'use', 'favorite', 'median', 'stddev'].map((name) => (
            <th class="number">{labelOf(view, name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ name, skills, scored, events, power_score: power }) => (
          <tr>
            <th scope="row">{name ?? '–'}</th>
            {[skills, scored, events.view, events.use, events.favorite, power?.median, power?.stddev].map((figure) => (
              <td class="number">{figure?.toLocaleString(view.lang, { maximumFractionDigits: 1 }) ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
