import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { SkillList as SkillListSchema } from '../../routes/catalogue/skill-schema.ts'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Pager, pageNumber } from '../parts/pager.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type Item, SkillList } from '../parts/skill-list.tsx'
import { categoryPath, type PageEnv, tagPath, to, type View } from '../view.ts'
import type { Taxonomy } from './categories.tsx'

const SIZE = 20
const SORTS = ['popular', 'latest', 'tokens'] as const
/** Numbered pages of the API end at its 10,000th row. */
const LAST_PAGE = 10_000 / SIZE

type List = z.output<typeof SkillListSchema>

/** What the two pages below differ in. */
type Group = { by: 'category' | 'tag'; key: string; name: string; path: string; about: Child; feed?: string }

export async function category(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const key = c.req.param('key')?.toLowerCase() ?? ''
  const [list, { categories }] = await read(c, 'category', key)
  const found = categories.find((one) => one.key === key)
  const feed = to(view, `/feeds/categories/${encodeURIComponent(key)}.atom`)
  const about = (
    <>
      {found?.description && <p>{found.description}</p>}
      <ul class="chips">
        <li>
          <a href={to(view, withQuery('/boards', { category: key }))}>{t.categories.board}</a>
        </li>
        <li>
          <a href={to(view, withQuery('/search', { category: key }))}>{t.categories.searchIn}</a>
        </li>
        <li>
          <a href={feed}>{t.categories.feed}</a>
        </li>
      </ul>
    </>
  )
  return show(c, list, { by: 'category', key, name: found?.name ?? key, path: categoryPath(key), about, feed })
}

export async function tag(c: Context<PageEnv>) {
  const { view } = c.var
  const key = c.req.param('key')?.toLowerCase() ?? ''
  const [list] = await read(c, 'tag', key)
  const about = (
    <p>
      <a href={to(view, withQuery('/search', { tag: key }))}>{view.t.categories.searchIn}</a>
    </p>
  )
  return show(c, list, { by: 'tag', key, name: key, path: tagPath(key), about })
}

function read(c: Context<PageEnv>, by: Group['by'], key: string) {
  const { sort, page } = c.req.query()
  return Promise.all([
    c.var.api.get<List>('/v1/skills', { [by]: key, sort, size: SIZE, page: page || 1 }),
    c.var.api.get<Taxonomy>('/v1/taxonomy'),
  ])
}

function show(c: Context<PageEnv>, list: List, group: Group) {
  const { view } = c.var
  const { t } = view
  const sort = c.req.query('sort') || 'popular'
  const at = pageNumber(c.req.query('page'))
  const total = list.total ?? 0
  const kind = group.by === 'category' ? t.categories.category : t.categories.tag
  const address = (page: number) =>
    withQuery(group.path, { sort: sort === 'popular' ? undefined : sort, page: page === 1 ? undefined : page })
  const body = (
    <>
      <p class="quiet">
        <a href={to(view, group.by === 'category' ? '/categories' : '/tags')}>{kind}</a>
      </p>
      <h1>{showUnseen(group.name)}</h1>
      {group.about}
      <Order view={view} path={group.path} sort={sort} />
      <h2>{t.common.skills(total)}</h2>
      <h2 class="unseen">{t.common.list}</h2>
      {list.items.length === 0 ? <p>{t.categories.nothing}</p> : <SkillList view={view} items={list.items as Item[]} />}
      <Pager view={view} page={at} pages={Math.min(list.total_pages ?? 1, LAST_PAGE)} address={address} />
    </>
  )
  const meta = {
    title: at > 1 ? `${group.name} (${at})` : group.name,
    description: t.categories.describes(group.name, total),
    json: withQuery('/v1/skills', { [group.by]: group.key, sort }),
    ...(group.feed && { feeds: [{ title: t.categories.feedOf(group.name), href: group.feed }] }),
  }
  return page(c, meta, body)
}

const Order = ({ view, path, sort }: { view: View; path: string; sort: string }) => (
  <nav aria-label={view.t.search.sort}>
    <ul class="chips">
      {SORTS.map((one) => (
        <li>
          <a
            href={to(view, withQuery(path, { sort: one === 'popular' ? undefined : one }))}
            aria-current={one === sort ? 'true' : undefined}
          >
            {view.t.search.sorts[one]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
