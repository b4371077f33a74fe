import type { Context } from 'hono'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { SkillList } from '../parts/skill-list.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { type Asked, askedOf, queryOf } from './asked.ts'
import { Filters } from './filters.tsx'
import type { Facets, List } from './found.ts'
import { Snippet, Why } from './why.tsx'

const SIZE = 20

export async function search(c: Context<PageEnv>) {
  const { api, view } = c.var
  const asked = askedOf(c.req.query(), c.req.queries('tag'))
  const { cursor, sort, ...filters } = asked
  const [list, facets] = await Promise.all([
    api.get<List>('/v1/skills', { ...asked, size: SIZE }),
    asked.q ? api.get<Facets>('/v1/skills/facets', filters) : null,
  ])
  const title = asked.q ? view.t.search.titleFor(asked.q) : view.t.search.title
  const meta = {
    title,
    description: view.t.common.tagline,
    // There is no end of results, and the page itself is worth finding.
    noIndex: view.search !== '',
    scripts: ['search' as const],
    json: withQuery('/v1/skills', asked),
  }
  return page(c, meta, <Search view={view} asked={asked} list={list} facets={facets} />)
}

type Shown = { view: View; asked: Asked; list: List; facets: Facets | null }

function Search({ view, asked, list, facets }: Shown) {
  const { t } = view
  return (
    <>
      <h1 class="unseen">{t.search.title}</h1>
      <search class="ask">
        <form class="line" action={to(view, '/search')} data-live>
          <input
            type="search"
            name="q"
            value={asked.q ?? ''}
            placeholder={t.search.placeholder}
            aria-label={t.search.label}
            maxlength={200}
            autocomplete="off"
            data-focus-key="/"
          />
          {Object.entries(queryOf({ ...asked, q: undefined, cursor: undefined })).flatMap(([name, value]) =>
            [value].flat().map((one) => <input type="hidden" name={name} value={String(one)} />),
          )}
          <button type="submit">{t.search.button}</button>
        </form>
      </search>
      <div id="results" class="results">
        <Filters view={view} asked={asked} facets={facets} />
        <section aria-live="polite">
          <Understood view={view} asked={asked} list={list} facets={facets} />
          {list.items.length === 0 ? (
            <p>
              <strong>{t.search.nothing}</strong> {t.search.nothingHint}
            </p>
          ) : (
            <SkillList
              view={view}
              items={list.items}
              summary={(item) => 'snippet' in item && <Snippet snippet={item.snippet} />}
              more={(item) => 'matches' in item && <Why view={view} matches={item.matches} />}
            />
          )}
          {list.next_cursor !== null && (
            <p>
              <a rel="next" href={to(view, withQuery('/search', queryOf({ ...asked, cursor: list.next_cursor })))}>
                {t.search.more}
              </a>
            </p>
          )}
        </section>
      </div>
    </>
  )
}

function Understood({ view, asked, list, facets }: Shown) {
  const { t } = view
  const meant = list.search?.did_you_mean ?? null
  const ignored = list.search?.ignored ?? []
  return (
    <>
      {facets && <p class="quiet">{t.search.found(facets.skills)}</p>}
      {meant !== null && (
        <p>
          {t.search.didYouMean}{' '}
          <a href={to(view, withQuery('/search', queryOf({ ...asked, q: meant, cursor: undefined })))}>{meant}</a>
        </p>
      )}
      {ignored.length > 0 && (
        <p class="quiet">
          {t.search.ignored} {ignored.join(', ')}
        </p>
      )}
    </>
  )
}
