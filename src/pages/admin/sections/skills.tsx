import type { Api } from '../../api.ts'
import { skillPath } from '../../view.ts'
import type { Choice, Field } from '../parts/fields.tsx'
import { below, type Section, type Thing } from '../section/spec.ts'
import { category, oneOf } from './choices.ts'
import { newDecisionPath } from './decision-path.ts'

const STATUSES = ['draft', 'pending', 'active', 'archived']

const FIELDS: Field[] = [
  { name: 'name', required: true, max: 200 },
  { name: 'owner', required: true, max: 100 },
  { name: 'summary', kind: 'long', clears: true, max: 400 },
  { ...category, clears: true },
  { name: 'tags', kind: 'lines' },
  { name: 'license', clears: true, max: 80 },
  oneOf('license_confidence', ['high', 'medium', 'low'], { required: true }),
  oneOf('content_policy', ['full', 'link_only', 'unknown'], { required: true }),
  { name: 'canonical_repo', clears: true, max: 300 },
  oneOf('status', STATUSES, { required: true }),
]

type Versions = { items: { version: string; digest: string }[] }

/** The versions of a skill that is public. Others have none that could be withdrawn. */
const versionsOf = async (api: Api, ref: string): Promise<Choice[]> => {
  const versions = await api.find<Versions>(below('/v1/skills', ref, 'versions'), { size: 100 })
  return (versions?.items ?? []).map(({ version }) => ({ value: version, text: version }))
}
const version: Field = { name: 'version', required: true, load: versionsOf }
const reason: Field = { name: 'reason', required: true, max: 1000 }
const yankOf = (path: string, chosen: unknown) => `${below(path, 'versions', String(chosen))}/yank`

export const skills: Section = {
  name: 'skills',
  api: '/v1/admin/skills',
  changedBy: 'reviewer',
  filters: [{ name: 'q', max: 200 }, oneOf('status', STATUSES)],
  columns: ['slug', 'summary', 'owner', 'status', 'license', 'updated_at'],
  titled: 'slug',
  refOf: (thing) => String(thing.slug),
  create: FIELDS.map((field) => (field.name === 'owner' ? { ...field, required: false } : field)),
  initial: { status: 'draft', license_confidence: 'low', content_policy: 'link_only' },
  edit: FIELDS,
  leftOut: ['slug', 'description_md', 'capabilities', 'trigger_hints', 'negative_triggers'],
  actions: [
    {
      name: 'archive',
      grave: true,
      when: ({ status }) => status !== 'archived',
      ask: (path) => ({ method: 'DELETE', path }),
    },
    {
      name: 'restore',
      when: ({ status }) => status === 'archived',
      ask: (path) => ({ method: 'PATCH', path, body: { status: 'active' } }),
    },
    {
      name: 'yank',
      grave: true,
      when: isPublic,
      fields: [version, reason],
      ask: (path, { version, reason }) => ({ method: 'PUT', path: yankOf(path, version), body: { reason } }),
    },
    {
      name: 'unyank',
      grave: true,
      when: isPublic,
      fields: [version, reason],
      ask: (path, { version, reason }) => ({
        method: 'DELETE',
        path: `${yankOf(path, version)}?${new URLSearchParams({ reason: String(reason) })}`,
      }),
    },
  ],
  more: async ({ api, view, thing }) => {
    if (!isPublic(thing)) return null
    const versions = await api.find<Versions>(below('/v1/skills', String(thing.slug), 'versions'), { size: 20 })
    return (
      <ul class="facts">
        <li>
          <a href={`/${view.lang}${skillPath(String(thing.slug))}`}>{view.t.admin.review.publicPage}</a>
        </li>
        {versions?.items.map(({ version, digest }) => (
          <li>
            <a href={newDecisionPath({ digest })}>{view.t.admin.decideOn(version)}</a>
          </li>
        ))}
      </ul>
    )
  },
}

function isPublic({ status }: Thing): boolean {
  return status === 'active'
}
