import type { Context } from 'hono'
import type { z } from 'zod'
import type { SkillList as SkillListSchema } from '../../routes/catalogue/skill-schema.ts'
import type { Taxonomy } from '../../routes/catalogue/taxonomy.ts'
import type { RankingPage } from '../../routes/ranking/board-schema.ts'
import { page } from '../layout/page.tsx'
import { Command } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type Item, SkillList } from '../parts/skill-list.tsx'
import { categoryPath, type PageEnv, publisherPath, skillPath, to, type View } from '../view.ts'

const SHOWN = 8
const RISING = 5

type Board = z.output<typeof RankingPage>
type Categories = z.output<typeof Taxonomy>

/** Search in front, what is used, what is new, what rises, and the size of the catalogue. */
export async function home(c: Context<PageEnv>) {
  const { api, view } = c.var
  const [used, newest, board, taxonomy] = await Promise.all([
    api.get<z.output<typeof SkillListSchema>>('/v1/skills', { size: SHOWN, page: 1 }),
    api.get<z.output<typeof SkillListSchema>>('/v1/skills', { size: SHOWN, sort: 'latest' }),
    api.get<Board>('/v1/rankings/top', { limit: 100 }),
    api.get<Categories>('/v1/taxonomy'),
  ])
  const { t } = view
  const body = (
    <>
      <Ask view={view} />
      <div class="columns">
        <section aria-labelledby="used">
          <h2 id="used">{t.home.mostUsed}</h2>
          <SkillList view={view} items={used.items as Item[]} />
          <p>
            <a href={to(view, '/boards')}>{t.home.all}</a>
          </p>
        </section>
        <div>
          <Rising view={view} board={board} />
          <section aria-labelledby="new">
            <h2 id="new">{t.home.newest}</h2>
            <Names view={view} items={newest.items} />
            <p>
              <a href={to(view, '/search?sort=latest')}>{t.home.all}</a>
            </p>
          </section>
          <Categories view={view} taxonomy={taxonomy} />
        </div>
      </div>
      <section aria-labelledby="install" class="band">
        <h2 id="install">{t.home.installTitle}</h2>
        <p>{t.home.installLead}</p>
        <Command view={view} id="find" text={`SKILLS_API_URL=${view.origin} npx skills find`} />
        <Command view={view} id="mcp" text={`claude mcp add --transport http skills ${view.origin}/mcp`} />
      </section>
      <section aria-labelledby="why">
        <h2 id="why">{t.home.why}</h2>
        <ul>
          {t.home.reasons.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
        <Numbers view={view} taxonomy={taxonomy} total={used.total ?? 0} />
      </section>
    </>
  )
  return page(c, { title: t.home.title, description: t.common.tagline, json: '/v1/skills' }, body)
}

function Ask({ view }: { view: View }) {
  const { t } = view
  return (
    <search class="ask">
      <form action={to(view, '/search')}>
        <h1>{t.home.title}</h1>
        <p>
          <label for="q">{t.home.lead}</label>
        </p>
        <div class="line">
          <input
            id="q"
            type="search"
            name="q"
            placeholder={t.home.placeholder}
            maxlength={200}
            required
            autocomplete="off"
            data-focus-key="/"
          />
          <button type="submit">{t.home.search}</button>
        </div>
      </form>
    </search>
  )
}

function Names({
  view,
  items,
}: {
  view: View
  items: readonly { slug: string; name: string; owner: string; updated_at: string }[]
}) {
  return (
    <ul class="names">
      {items.map(({ slug, name, owner, updated_at }) => (
        <li>
          <a href={to(view, skillPath(slug))}>{showUnseen(name)}</a>{' '}
          <a class="owner" href={to(view, publisherPath(owner))}>
            {owner}
          </a>{' '}
          <span class="quiet">
            <Moment view={view} at={updated_at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Rising({ view, board }: { view: View; board: Board }) {
  const { t } = view
  const rising = board.items
    .filter(({ change }) => (change.day ?? 0) > 0)
    .sort((a, b) => (b.change.day ?? 0) - (a.change.day ?? 0))
    .slice(0, RISING)
  return (
    <section aria-labelledby="rising">
      <h2 id="rising">{t.home.rising}</h2>
      {rising.length === 0 && <p class="quiet">{t.home.risingNone}</p>}
      <ul class="names">
        {rising.map(({ slug, name, change }) => (
          <li>
            <a href={to(view, skillPath(slug))}>{showUnseen(name)}</a>{' '}
            <span class="up">▲ {t.home.places(change.day ?? 0)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Categories({ view, taxonomy }: { view: View; taxonomy: Categories }) {
  return (
    <section aria-labelledby="categories">
      <h2 id="categories">{view.t.home.categories}</h2>
      <ul class="chips">
        {taxonomy.categories
          .filter(({ skills }) => skills > 0)
          .map(({ key, name, skills }) => (
            <li>
              <a href={to(view, categoryPath(key))}>
                {name} <span class="quiet">{skills.toLocaleString(view.lang)}</span>
              </a>
            </li>
          ))}
      </ul>
    </section>
  )
}

function Numbers({ view, taxonomy, total }: { view: View; taxonomy: Categories; total: number }) {
  const { t } = view
  const numbers = [
    [total, t.home.counted],
    [taxonomy.categories.length, t.home.categoriesCounted],
    [taxonomy.tags.length, t.home.tagsCounted],
  ] as const
  return (
    <dl class="numbers">
      {numbers.map(([number, name]) => (
        <div>
          <dt>{name}</dt>
          <dd>{number.toLocaleString(view.lang)}</dd>
        </div>
      ))}
      <div>
        <dt>{t.common.asOf}</dt>
        <dd class="small">
          <Moment view={view} at={taxonomy.as_of} withTime />
        </dd>
      </div>
    </dl>
  )
}
