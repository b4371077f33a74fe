import type { Field } from '../parts/fields.tsx'
import type { Action, Section } from '../section/spec.ts'
import { category, source } from './choices.ts'

const FIELDS: Field[] = [
  { name: 'name', required: true, max: 120 },
  { name: 'description', kind: 'long', clears: true, max: 2000 },
  { name: 'sort_order', kind: 'number', required: true },
  { name: 'is_active', kind: 'flag' },
]

const remove: Action = { name: 'delete', grave: true, ask: (path) => ({ method: 'DELETE', path }) }

export const categories: Section = {
  name: 'categories',
  api: '/v1/admin/categories',
  changedBy: 'admin',
  columns: ['name', 'key', 'skills', 'is_active', 'sort_order'],
  titled: 'name',
  create: [{ name: 'key', required: true, max: 80 }, ...FIELDS],
  initial: { sort_order: 0, is_active: true },
  edit: FIELDS,
  leftOut: ['name'],
  actions: [remove],
}

export const tags: Section = {
  name: 'tags',
  api: '/v1/admin/tags',
  changedBy: 'admin',
  filters: [{ name: 'q', max: 200 }],
  columns: ['name', 'key', 'skills', 'merged_into', 'updated_at'],
  titled: 'name',
  edit: [
    { name: 'key', required: true, max: 80 },
    { name: 'name', required: true, max: 120 },
  ],
  leftOut: ['name'],
  actions: [
    {
      name: 'merge',
      grave: true,
      when: ({ merged_into }) => merged_into === null,
      fields: [{ name: 'into', required: true, max: 80 }],
      ask: (path, body) => ({ method: 'POST', path: `${path}/merge`, body }),
      done: ({ changed, remaining }, { t }) => t.admin.merged(Number(changed), Number(remaining)),
    },
    remove,
  ],
}

export const aliases: Section = {
  name: 'aliases',
  api: '/v1/admin/category-aliases',
  changedBy: 'admin',
  filters: [source, category],
  columns: ['raw_category', 'source_id', 'category_id', 'affected_skills', 'updated_at'],
  titled: 'raw_category',
  create: [
    { ...source, required: true },
    { name: 'raw_category', required: true, max: 200 },
    { ...category, required: true },
  ],
  edit: [{ ...category, required: true }],
  leftOut: ['raw_category'],
  actions: [
    {
      name: 'reapply',
      ask: (path) => ({ method: 'POST', path: `${path}/reapply` }),
      done: ({ changed, remaining }, { t }) => t.admin.merged(Number(changed), Number(remaining)),
    },
    remove,
  ],
}
