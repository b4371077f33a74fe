import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { SearchQuality } from '../../routes/catalogue/search/search-quality.ts'
import type { FeedState } from '../../routes/feed/feed-schema.ts'
import type { Ready } from '../../routes/operations/health.ts'
import type { RecentRuns } from '../../routes/operations/runs.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { isLate } from './late.ts'
import { Batches, Jobs } from './runs.tsx'

const QUALITY_DAYS = 30

/** How fresh what is shown is, what waits, and what each number means. */
export async function status(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const [ready, runs, feed, quality] = await Promise.all([
    api.get<z.output<typeof Ready>>('/health/ready'),
    api.get<z.output<typeof RecentRuns>>('/v1/runs'),
    api.get<z.output<typeof FeedState>>('/v1/feed/latest'),
    api.get<z.output<typeof SearchQuality>>('/v1/search/quality', { days: QUALITY_DAYS }),
  ])
  const isBehind = isLate(ready.last_batch_age_s) || isLate(ready.feed_lag_s)
  const body = (
    <>
      <h1>{t.status.title}</h1>
      <p class={isBehind ? 'warned' : 'good'}>
        {isBehind ? t.status.late : t.status.fine} <span class="quiet">{t.common.asOf} </span>
        <Moment view={view} at={ready.as_of} withTime />
      </p>
      <Numbers view={view} ready={ready} feed={feed} />
      <h2>{t.status.batches}</h2>
      <p class="quiet">{t.status.batchesMean}</p>
      <Batches view={view} batches={runs.batches} />
      <h2>{t.status.jobs}</h2>
      <Jobs view={view} jobs={runs.jobs} />
      <h2>{t.status.quality}</h2>
      <p class="quiet">
        {t.status.qualityMeans(QUALITY_DAYS)}{' '}
        <a href={to(view, '/docs/search#how-well-search-does')}>{t.status.more}</a>
      </p>
      <Quality view={view} of={quality} />
    </>
  )
  return page(c, { title: t.status.title, description: t.status.describes, json: '/health/ready' }, body)
}

type Figure = { name: string; value: Child; means: string; isLate?: boolean }

function Numbers(p: { view: View; ready: z.output<typeof Ready>; feed: z.output<typeof FeedState> }) {
  const { view, ready, feed } = p
  const { t, lang } = view
  const whole = (n: number) => n.toLocaleString(lang)
  const since = (seconds: number | null) => (seconds === null ? '–' : t.status.seconds(seconds))
  const { status: texts } = t
  const figures: Figure[] = [
    {
      ...texts.figures.batch,
      value: since(ready.last_batch_age_s),
      isLate: isLate(ready.last_batch_age_s),
    },
    { ...texts.figures.lag, value: since(ready.feed_lag_s), isLate: isLate(ready.feed_lag_s) },
    { ...texts.figures.seq, value: whole(feed.latest_seq) },
    { ...texts.figures.files, value: whole(ready.pending_raw_skills) },
    { ...texts.figures.events, value: whole(ready.pending_raw_events) },
    {
      ...texts.figures.oldest,
      value: since(ready.oldest_raw_event_age_s),
      isLate: isLate(ready.oldest_raw_event_age_s),
    },
  ]
  return (
    <table tabindex={0}>
      <thead>
        <tr>
          <th scope="col">{texts.what}</th>
          <th scope="col" class="number">
            {texts.now}
          </th>
          <th scope="col">{texts.means}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, value, means, isLate }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class={isLate ? 'number warned' : 'number'}>{value}</td>
            <td>{means}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Quality({ view, of }: { view: View; of: z.output<typeof SearchQuality> }) {
  const { t, lang } = view
  const share = (n: number | null) =>
    n === null ? '–' : n.toLocaleString(lang, { style: 'percent', maximumFractionDigits: 1 })
  const rows = [
    [t.status.opened, of.opened],
    [t.status.installed, of.installed],
  ] as const
  return (
    <table tabindex={0}>
      <thead>
        <tr>
          <th scope="col">{t.status.chosen}</th>
          <th scope="col" class="number">
            {t.status.counted}
          </th>
          <th scope="col" class="number">
            {t.status.first}
          </th>
          <th scope="col" class="number">
            {t.status.firstThree}
          </th>
          <th scope="col" class="number">
            {t.status.mrr}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, figures]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">{figures.counted.toLocaleString(lang)}</td>
            <td class="number">{share(figures.first)}</td>
            <td class="number">{share(figures.first_three)}</td>
            <td class="number">
              {figures.mean_reciprocal_rank?.toLocaleString(lang, { maximumFractionDigits: 3 }) ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
