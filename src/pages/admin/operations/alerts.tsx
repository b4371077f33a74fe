import type { Context } from 'hono'
import type { z } from 'zod'
import type { EventStats } from '../../../routes/admin/events/event-stats.ts'
import type { JobList } from '../../../routes/admin/operations/job-schema.ts'
import type { Ready } from '../../../routes/operations/health.ts'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { isLate } from '../../status/late.ts'
import { type AdminEnv, type AdminView, labelOf, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { below } from '../section/spec.ts'
import { LEAST_RATE } from './statistics.tsx'

type Sources = { items: { id: string; name: string; crawl_error: string | null; last_crawled_at: string | null }[] }

/** Something that is wrong now: what, how, since when, and where to look. */
type Alert = { what: string; how: string; at: string | null; href: string }

/** What is wrong now. It is read from what the API says of jobs, sources, events and the feed. */
export async function alerts(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const { alerts: texts } = view.t.admin
  const [jobs, sources, ready, events] = await Promise.all([
    api.get<z.output<typeof JobList>>('/v1/admin/jobs'),
    api.get<Sources>('/v1/admin/sources', { status: 'error', size: 100 }),
    api.get<z.output<typeof Ready>>('/health/ready'),
    api.get<z.output<typeof EventStats>>('/v1/admin/events/stats', { days: 7 }),
  ])
  const found = [
    ...ofService(view, ready, events),
    ...ofJobs(view, jobs),
    ...sources.items.map(({ id, name, crawl_error: error, last_crawled_at: at }) => ({
      what: `${labelOf(view, 'source')} ${showUnseen(name)}`,
      how: showUnseen(error ?? ''),
      at,
      href: below('/admin/sources', id),
    })),
  ]
  const body = (
    <>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      {found.length === 0 ? <p class="good">{texts.none}</p> : <Alerts view={view} alerts={found} />}
    </>
  )
  return adminPage(c, { title: texts.title }, body)
}

function ofService(view: AdminView, ready: z.output<typeof Ready>, events: z.output<typeof EventStats>): Alert[] {
  const { alerts: texts } = view.t.admin
  const { last_batch_age_s: batch, feed_lag_s: lag, oldest_raw_event_age_s: event } = ready
  const rate = events.success_rate_7d
  const status = `/${view.lang}/status`
  const late = (what: string, seconds: number | null) =>
    isLate(seconds) ? [{ what, how: view.t.status.seconds(seconds ?? 0), at: null, href: status }] : []
  const lost =
    rate !== null && rate < LEAST_RATE
      ? [{ what: texts.lost, how: texts.stored(rate), at: null, href: '/admin/statistics?days=7' }]
      : []
  return [...late(texts.batch, batch), ...late(texts.feed, lag), ...late(texts.events, event), ...lost]
}

/** Jobs whose last run failed, failed in part, or died. */
const ofJobs = (view: AdminView, { items }: z.output<typeof JobList>): Alert[] =>
  items.flatMap(({ name, last_run: run }) => {
    if (run === null || !(run.stale || ['failed', 'partial'].includes(run.status))) return []
    const how = run.stale ? view.t.admin.alerts.died : wordOf(view, run.status)
    const what = `${labelOf(view, 'job')} ${name}`
    return [{ what, how, at: run.started_at, href: below('/admin/runs', run.run_id) }]
  })

function Alerts({ view, alerts }: { view: AdminView; alerts: Alert[] }) {
  return (
    <table class="dense">
      <caption class="unseen">{view.t.admin.alerts.title}</caption>
      <thead>
        <tr>
          {['what', 'message', 'at'].map((name) => (
            <th>{labelOf(view, name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {alerts.map(({ what, how, at, href }) => (
          <tr>
            <th scope="row">
              <a href={href}>{what}</a>
            </th>
            <td class="bad">{how}</td>
            <td>{at === null ? '–' : <Moment view={view} at={at} withTime />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
