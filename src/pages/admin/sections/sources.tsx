import { withQuery } from '../../api.ts'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminView, wordOf } from '../admin-view.ts'
import type { Field } from '../parts/fields.tsx'
import type { Section, Thing } from '../section/spec.ts'
import { oneOf } from './choices.ts'

const TYPES = ['github', 'catalog', 'list']

const FIELDS: Field[] = [
  { name: 'base_url', required: true, max: 2000 },
  { name: 'owner', clears: true, max: 100 },
  { name: 'auto_approve', kind: 'flag' },
  { name: 'crawl_interval_follows', kind: 'flag' },
  { name: 'crawl_interval_minutes', kind: 'number', clears: true },
  oneOf('status', ['active', 'paused'], { required: true }),
]

export const sources: Section = {
  name: 'sources',
  api: '/v1/admin/sources',
  changedBy: 'admin',
  filters: [
    { name: 'q', max: 200 },
    oneOf('status', ['active', 'paused', 'error']),
    oneOf('type', [...TYPES, 'folder']),
    oneOf('due', ['true', 'false']),
  ],
  columns: ['name', 'type', 'status', 'auto_approve', 'last_crawled_at', 'next_crawl_at', 'crawl_error'],
  titled: 'name',
  create: [oneOf('type', TYPES, { required: true }), { name: 'name', max: 200 }, ...FIELDS],
  initial: { type: 'github', status: 'active', crawl_interval_minutes: 1440, crawl_interval_follows: true },
  edit: [{ name: 'name', required: true, max: 200 }, ...FIELDS],
  leftOut: ['files', 'aliases', 'last_run', 'name', 'children'],
  actions: [
    {
      name: 'crawl',
      when: ({ type }) => TYPES.includes(String(type)),
      ask: (path) => ({ method: 'POST', path: `${path}/crawl` }),
      done: ({ status, run_id }, view) => view.t.admin.ran(wordOf(view, String(status)), String(run_id)),
    },
    { name: 'delete', grave: true, ask: (path) => ({ method: 'DELETE', path }) },
  ],
  more: ({ view, thing }) => <Crawled view={view} thing={thing} />,
}

type Run = { run_id: string; status: string; errors: { target: string; reason: string }[] }

/** What the source holds, with the way to what waits for review, and what went wrong in its last crawl. */
function Crawled({ view, thing }: { view: AdminView; thing: Thing }) {
  const { crawled } = view.t.admin
  const files = thing.files as Record<string, number>
  const run = thing.last_run as Run | null
  const states = ['new', 'approved', 'rejected'] as const
  return (
    <>
      <h2>{crawled.files}</h2>
      <ul class="facts">
        {states.map((status) => (
          <li>
            <a href={withQuery('/admin/review', { status, source_id: String(thing.id) })}>
              {wordOf(view, status)}: {(files[status] ?? 0).toLocaleString(view.lang)}
            </a>
          </li>
        ))}
        <li>
          {wordOf(view, 'vanished')}: {(files.vanished ?? 0).toLocaleString(view.lang)}
        </li>
        {Number(thing.children) > 0 && <li>{crawled.children(Number(thing.children))}</li>}
      </ul>
      {run && (
        <>
          <h2>{crawled.last}</h2>
          <p>
            <a href={`/admin/runs/${encodeURIComponent(run.run_id)}`}>{run.run_id}</a>{' '}
            <span class={run.status === 'succeeded' ? 'good' : 'bad'}>{wordOf(view, run.status)}</span>
          </p>
          <Errors errors={run.errors} />
        </>
      )}
    </>
  )
}

/** What went wrong, each with what it was about. */
export function Errors({ errors }: { errors: readonly { target: string; reason: string }[] }) {
  if (errors.length === 0) return null
  return (
    <ul class="bad">
      {errors.map(({ target, reason }) => (
        <li>
          <code>{showUnseen(target)}</code> {showUnseen(reason)}
        </li>
      ))}
    </ul>
  )
}
