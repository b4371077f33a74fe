import type { Context } from 'hono'
import type { z } from 'zod'
import { notFound } from '../../http/failure.ts'
import type { SkillList } from '../../routes/catalogue/skill-schema.ts'
import type { Taxonomy } from '../../routes/catalogue/taxonomy.ts'
import { categoryPath, type PageEnv, skillPath } from '../view.ts'
import { type AtomEntry, answerAtom } from './atom.ts'

const ENTRIES = 50

type List = z.output<typeof SkillList>

/** The skills that are new or have changed last. */
export async function newFeed(c: Context<PageEnv>) {
  const { api, view } = c.var
  const list = await api.get<List>('/v1/skills', { sort: 'latest', size: ENTRIES })
  return answerAtom(c, {
    path: '/search',
    title: view.t.categories.feedOf(view.t.common.site),
    entries: entriesOf(list),
  })
}

/** The same of a category. */
export async function categoryFeed(c: Context<PageEnv>) {
  const { api, view } = c.var
  const [, name = ''] = /^(.+)\.atom$/.exec(c.req.param('file') ?? '') ?? []
  if (name === '') throw notFound('feed', c.req.param('file') ?? '')
  const key = name.toLowerCase()
  const [list, { categories }] = await Promise.all([
    api.get<List>('/v1/skills', { category: key, sort: 'latest', size: ENTRIES }),
    api.get<z.output<typeof Taxonomy>>('/v1/taxonomy'),
  ])
  const category = categories.find((one) => one.key === key)
  return answerAtom(c, {
    path: categoryPath(key),
    title: view.t.categories.feedOf(category?.name ?? key),
    ...(category?.description && { subtitle: category.description }),
    entries: entriesOf(list),
  })
}

const entriesOf = ({ items }: List): AtomEntry[] =>
  items.map(({ slug, name, owner, summary, updated_at }) => ({
    path: skillPath(slug),
    title: name,
    author: owner,
    updated: updated_at,
    ...(summary && { summary }),
  }))
