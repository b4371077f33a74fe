import type { Field } from '../parts/fields.tsx'
import type { Section } from '../section/spec.ts'
import { oneOf } from './choices.ts'

const FIELDS: Field[] = [
  { name: 'name', required: true, max: 200 },
  { name: 'allowed_origins', kind: 'lines' },
  { name: 'daily_quota', kind: 'number', clears: true },
  oneOf('status', ['active', 'paused'], { required: true }),
]

export const sites: Section = {
  name: 'sites',
  api: '/v1/admin/sites',
  changedBy: 'admin',
  filters: [{ name: 'q', max: 200 }, oneOf('status', ['active', 'paused', 'archived'])],
  columns: ['name', 'key', 'status', 'daily_quota', 'received_today', 'updated_at'],
  titled: 'name',
  create: [{ name: 'key', required: true, max: 80 }, ...FIELDS],
  initial: { daily_quota: 100_000, status: 'active' },
  edit: FIELDS,
  leftOut: ['name'],
  actions: [
    { name: 'rotate', grave: true, ask: (path) => ({ method: 'POST', path: `${path}/secret` }) },
    {
      name: 'archive',
      grave: true,
      when: ({ status }) => status !== 'archived',
      ask: (path) => ({ method: 'DELETE', path }),
    },
  ],
}

const role = oneOf('role', ['reviewer', 'admin'], { required: true })

export const accounts: Section = {
  name: 'accounts',
  api: '/v1/admin/users',
  changedBy: 'admin',
  columns: ['username', 'role', 'status', 'last_login_at', 'created_at'],
  titled: 'username',
  refOf: (thing) => String(thing.username),
  create: [
    { name: 'username', required: true, max: 100 },
    { name: 'password', kind: 'password', required: true, max: 1000 },
    role,
  ],
  edit: [
    role,
    oneOf('status', ['active', 'disabled'], { required: true }),
    { name: 'password', kind: 'password', max: 1000 },
  ],
  leftOut: ['username'],
}
