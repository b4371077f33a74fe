import type { z } from 'zod'
import { DECISIONS } from '../../../domain/trust/decisions.ts'
import type { DecisionWithCopies } from '../../../routes/admin/trust/decision-schema.ts'
import { type AdminView, labelOf } from '../admin-view.ts'
import { Verdict } from '../review/scan.tsx'
import type { Section, Thing } from '../section/spec.ts'
import { oneOf } from './choices.ts'
import { newDecisionPath } from './decision-path.ts'

type Copies = z.output<typeof DecisionWithCopies>['copies']

/** What reviewers decided about folders and rules. Reports and appeals lead here. */
export const decisions: Section = {
  name: 'decisions',
  api: '/v1/admin/decisions',
  list: '/v1/decisions',
  changedBy: 'reviewer',
  filters: [oneOf('decision', DECISIONS), oneOf('open', ['true', 'false']), { name: 'digest', max: 80 }],
  columns: ['decision', 'decided_at', 'skill', 'rules', 'reason', 'digest', 'revoked'],
  titled: 'decision',
  create: [
    oneOf('decision', DECISIONS, { required: true }),
    { name: 'reason', kind: 'long', required: true, max: 2000 },
    { name: 'digest', max: 80 },
    { name: 'skill', max: 300 },
    { name: 'rule', max: 100 },
  ],
  leftOut: ['copies', 'decision'],
  actions: [
    {
      name: 'revoke',
      grave: true,
      when: ({ revoked }) => revoked === null,
      fields: [{ name: 'reason', kind: 'long', required: true, max: 2000 }],
      ask: (path, body) => ({ method: 'POST', path: `${path}/revoke`, body }),
    },
  ],
  more: ({ view, thing }) => <CopiesOf view={view} thing={thing} />,
}

/** Where else the same files are, or nearly the same: they may need the same decision. */
function CopiesOf({ view, thing }: { view: AdminView; thing: Thing }) {
  const copies = thing.copies as Copies
  if (copies.length === 0) return null
  return (
    <table class="dense">
      <caption>{view.t.admin.copies}</caption>
      <thead>
        <tr>
          {['slug', 'version', 'verdict', 'likeness'].map((name) => (
            <th>{labelOf(view, name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {copies.map(({ slug, version, verdict, likeness, digest }) => (
          <tr>
            <th scope="row">
              <a href={`/admin/skills/${encodeURIComponent(slug)}`}>{slug}</a>
            </th>
            <td>
              <a href={newDecisionPath({ digest })}>{version}</a>
            </td>
            <td>
              <Verdict view={view} verdict={verdict} />
            </td>
            <td>{likeness.toLocaleString(view.lang, { style: 'percent' })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
