import { withQuery } from '../api.ts'
import { to, type View } from '../view.ts'
import { type Asked, queryOf, SINGLE } from './asked.ts'
import type { Facets } from './found.ts'

const SHOWN = 8
const COSTS = [500, 2000, 5000]
const SORTS = ['relevance', 'popular', 'latest', 'tokens'] as const

type Choice = { text: string; skills?: number; narrowed: Asked }
type Group = { title: string; choices: Choice[] }

/** What narrows a search down, with how many skills each choice leaves, and what narrows it now. */
export function Filters({ view, asked, facets }: { view: View; asked: Asked; facets: Facets | null }) {
  const { t } = view
  const from = { ...asked, cursor: undefined }
  const address = (narrowed: Asked) => to(view, withQuery('/search', queryOf(narrowed)))
  const isRelevance = asked.q !== undefined
  const sort = asked.sort ?? (isRelevance ? 'relevance' : 'popular')
  return (
    <aside class="filters" aria-label={t.search.filters}>
      <Applied view={view} asked={from} address={address} />
      <h2>{t.search.sort}</h2>
      <ul>
        {SORTS.filter((one) => one !== 'relevance' || isRelevance).map((one) => (
          <li>
            <a href={address({ ...from, sort: one })} aria-current={one === sort ? 'true' : undefined}>
              {t.search.sorts[one]}
            </a>
          </li>
        ))}
      </ul>
      {groupsOf(view, from, facets)
        .filter(({ choices }) => choices.length > 0)
        .map(({ title, choices }) => (
          <>
            <h2>{title}</h2>
            <ul>
              {choices.map(({ text, skills, narrowed }) => (
                <li>
                  <a href={address(narrowed)}>{text}</a> {skills !== undefined && <span class="quiet">{skills}</span>}
                </li>
              ))}
            </ul>
          </>
        ))}
    </aside>
  )
}

function groupsOf({ t, lang }: View, asked: Asked, facets: Facets | null): Group[] {
  const tags = asked.tag ?? []
  const left = <T,>(items: readonly T[] | undefined, choose: (item: T) => Choice[]) =>
    (items ?? []).flatMap(choose).slice(0, SHOWN)
  return [
    {
      title: t.search.category,
      choices: left(asked.category === undefined ? facets?.categories : [], ({ key, name, skills }) => [
        { text: name, skills, narrowed: { ...asked, category: key } },
      ]),
    },
    {
      title: t.search.tag,
      choices: left(facets?.tags, ({ key, skills }) =>
        tags.includes(key) ? [] : [{ text: key, skills, narrowed: { ...asked, tag: [...tags, key] } }],
      ),
    },
    {
      title: t.search.licence,
      choices: left(asked.license === undefined ? facets?.licenses : [], ({ license, skills }) =>
        license === null ? [] : [{ text: license, skills, narrowed: { ...asked, license } }],
      ),
    },
    {
      title: t.search.publisher,
      choices: left(asked.owner === undefined ? facets?.publishers : [], ({ handle, skills }) => [
        { text: handle, skills, narrowed: { ...asked, owner: handle } },
      ]),
    },
    {
      title: t.search.verdict,
      choices: left(asked.verdict === undefined ? facets?.verdicts : [], ({ verdict, skills }) =>
        verdict === null ? [] : [{ text: t.scan.verdicts[verdict], skills, narrowed: { ...asked, verdict } }],
      ),
    },
    {
      title: t.search.client,
      choices: left(asked.client === undefined ? Object.entries(facets?.clients ?? {}) : [], ([client, skills]) => [
        { text: t.search.clients[client as keyof Facets['clients']], skills, narrowed: { ...asked, client } },
      ]),
    },
    {
      title: t.search.cost,
      choices: left(asked.max_tokens === undefined ? COSTS : [], (cost) => [
        { text: t.search.atMost(cost.toLocaleString(lang)), narrowed: { ...asked, max_tokens: String(cost) } },
      ]),
    },
  ]
}

function Applied(p: { view: View; asked: Asked; address: (asked: Asked) => string }) {
  const { view, asked, address } = p
  const { t } = view
  const single = SINGLE.flatMap((name) => {
    const value = asked[name]
    return value === undefined ? [] : [{ text: value, without: { ...asked, [name]: undefined } }]
  })
  const tags = (asked.tag ?? []).map((tag) => ({
    text: tag,
    without: { ...asked, tag: asked.tag?.filter((other) => other !== tag) },
  }))
  const applied = [...single, ...tags]
  if (applied.length === 0) return null
  return (
    <>
      <h2>{t.search.applied}</h2>
      <ul class="chips">
        {applied.map(({ text, without }) => (
          <li>
            <a href={address(without)} aria-label={`${t.search.remove}: ${text}`}>
              {text} ×
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
