import { DISPUTE_ACTS, DISPUTE_KINDS, DISPUTE_OUTCOMES } from '../../../domain/trust/disputes.ts'
import type { Section } from '../section/spec.ts'
import { oneOf } from './choices.ts'

/** What people report of skills, and what authors appeal against: the most urgent first. */
export const reports: Section = {
  name: 'reports',
  api: '/v1/admin/reports',
  changedBy: 'reviewer',
  filters: [oneOf('state', ['open', 'decided']), oneOf('kind', DISPUTE_KINDS), { name: 'skill', max: 300 }],
  columns: ['kind', 'skill', 'version', 'details', 'due_at', 'is_overdue', 'alike', 'state'],
  titled: 'kind',
  leftOut: ['kind'],
  actions: [
    {
      name: 'decide',
      when: ({ state }) => state === 'open',
      fields: [
        oneOf('outcome', DISPUTE_OUTCOMES, { required: true }),
        oneOf('act', DISPUTE_ACTS, { required: true }),
        { name: 'reason', kind: 'long', required: true, max: 2000 },
      ],
      ask: (path, body) => ({ method: 'POST', path: `${path}/decision`, body }),
    },
  ],
}
