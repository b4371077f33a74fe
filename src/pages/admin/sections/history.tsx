import type { AdminView } from '../admin-view.ts'
import { labelOf } from '../admin-view.ts'
import { Value } from '../parts/value.tsx'
import type { Section, Thing } from '../section/spec.ts'
import { oneOf } from './choices.ts'
import { Errors } from './sources.tsx'

export const audit: Section = {
  name: 'audit',
  api: '/v1/admin/audit',
  changedBy: 'admin',
  filters: [
    { name: 'actor', max: 120 },
    { name: 'action', max: 60 },
    { name: 'target_type', max: 40 },
    { name: 'target_id', max: 200 },
    { name: 'since', max: 40 },
  ],
  columns: ['id', 'at', 'actor', 'action', 'target_id', 'after'],
  titled: 'id',
  leftOut: ['before', 'after'],
  more: ({ view, thing }) => <BeforeAndAfter view={view} thing={thing} />,
}

type Fields = Record<string, unknown> | null

/** Each field of a change as it was and as it became. */
function BeforeAndAfter({ view, thing }: { view: AdminView; thing: Thing }) {
  const [before, after] = [thing.before as Fields, thing.after as Fields]
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return (
    <table class="dense" tabindex={0}>
      <caption class="unseen">{labelOf(view, 'change')}</caption>
      <thead>
        <tr>
          <th>{view.t.admin.review.field}</th>
          <th>{labelOf(view, 'before')}</th>
          <th>{labelOf(view, 'after')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr>
            <th scope="row">{labelOf(view, name)}</th>
            <td>{before && name in before && <del>{<Value view={view} value={before[name]} />}</del>}</td>
            <td>{after && name in after && <ins>{<Value view={view} value={after[name]} />}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const runs: Section = {
  name: 'runs',
  api: '/v1/admin/jobs/runs',
  changedBy: 'admin',
  filters: [
    { name: 'job', max: 80 },
    oneOf('status', ['running', 'succeeded', 'partial', 'failed']),
    oneOf('trigger', ['cron', 'cli', 'admin', 'request']),
    { name: 'since', max: 40 },
  ],
  columns: ['run_id', 'job', 'scope', 'trigger', 'status', 'started_at', 'duration_ms', 'error_count'],
  titled: 'run_id',
  refOf: (thing) => String(thing.run_id),
  leftOut: ['errors'],
  more: ({ thing }) => <Errors errors={(thing.errors ?? []) as { target: string; reason: string }[]} />,
}

export const unfinished: Section = {
  name: 'unfinished',
  api: '/v1/admin/unfinished-changes',
  changedBy: 'admin',
  columns: ['action', 'tag', 'remaining', 'actor', 'started_at', 'subject'],
  titled: null,
}
