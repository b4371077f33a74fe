import type { Context } from 'hono'
import type { z } from 'zod'
import type { Taxonomy as TaxonomySchema } from '../../routes/catalogue/taxonomy.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { categoryPath, type PageEnv, tagPath, to, type View } from '../view.ts'

export type Taxonomy = z.output<typeof TaxonomySchema>

/** All categories with what they are about. */
export async function categories(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const { categories: all, as_of } = await api.get<Taxonomy>('/v1/taxonomy')
  const body = (
    <>
      <h1>{t.categories.title}</h1>
      <p>
        {t.categories.lead} <a href={to(view, '/tags')}>{t.categories.seeTags}</a>
      </p>
      <ul class="cards">
        {all.map(({ key, name, description, skills }) => (
          <li>
            <h2>
              <a href={to(view, categoryPath(key))}>{name}</a>
            </h2>
            <p class="quiet">{t.common.skills(skills)}</p>
            {description !== null && <p>{description}</p>}
          </li>
        ))}
      </ul>
      <AsOf view={view} at={as_of} />
    </>
  )
  return page(c, { title: t.categories.title, description: t.categories.lead, json: '/v1/taxonomy' }, body)
}

/** The tags that most skills have. */
export async function tags(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const { tags: all, as_of } = await api.get<Taxonomy>('/v1/taxonomy')
  const body = (
    <>
      <h1>{t.categories.tags}</h1>
      <p>
        {t.categories.tagsLead(all.length)} <a href={to(view, '/categories')}>{t.categories.seeCategories}</a>
      </p>
      <ul class="chips">
        {all.map(({ key, skills }) => (
          <li>
            <a href={to(view, tagPath(key))}>
              {key} <span class="quiet">{skills.toLocaleString(view.lang)}</span>
            </a>
          </li>
        ))}
      </ul>
      <AsOf view={view} at={as_of} />
    </>
  )
  const description = t.categories.tagsLead(all.length)
  return page(c, { title: t.categories.tags, description, json: '/v1/taxonomy' }, body)
}

const AsOf = ({ view, at }: { view: View; at: string }) => (
  <p class="quiet">
    {view.t.common.asOf} <Moment view={view} at={at} withTime />
  </p>
)
