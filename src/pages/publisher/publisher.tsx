import type { Context } from 'hono'
import type { z } from 'zod'
import type { Publisher as PublisherSchema } from '../../routes/catalogue/publishers.ts'
import { withQuery } from '../api.ts'
import { AUTHORS } from '../authors/paths.ts'
import { page } from '../layout/page.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { Moment } from '../parts/moment.tsx'
import { OutLink } from '../parts/out-link.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type Item, SkillList } from '../parts/skill-list.tsx'
import { eventsOf, type PageEnv, publisherPath, to, type View } from '../view.ts'
import { logPath } from './log.tsx'

const SIZE = 20
const SORTS = ['popular', 'latest'] as const

type Publisher = z.output<typeof PublisherSchema>
type List = { items: Item[]; next_cursor: string | null }

/** The address of a publisher in the API. */
export const publisherApi = (handle: string) => `/v1/publishers/${encodeURIComponent(handle)}`

/** A publisher: who it is as far as we know, and its skills by use or by change. */
export async function publisher(c: Context<PageEnv>) {
  const { api, view } = c.var
  const handle = c.req.param('handle') ?? ''
  const { sort = 'popular', cursor } = c.req.query()
  const [about, list] = await Promise.all([
    api.get<Publisher>(publisherApi(handle)),
    api.get<List>('/v1/skills', { owner: handle, sort, cursor, size: SIZE }),
  ])
  const { t } = view
  const title = t.publisher.titleFor(showUnseen(about.handle))
  const path = publisherPath(about.handle)
  const feeds = [
    { title, href: to(view, `${path}.atom`) },
    { title: t.events.titleFor(showUnseen(about.handle)), href: to(view, `${eventsOf(path)}.atom`) },
  ]
  const meta = { title, description: t.publisher.kinds[about.kind], json: publisherApi(handle), feeds }
  return page(c, { ...meta, ...(cursor && { noIndex: true }) }, <Shown {...{ view, about, list, sort }} />)
}

function Shown({ view, about, list, sort }: { view: View; about: Publisher; list: List; sort: string }) {
  const { t } = view
  const address = (query: Record<string, string>) => to(view, withQuery(publisherPath(about.handle), query))
  return (
    <>
      <h1>{showUnseen(about.handle)}</h1>
      <p>{t.publisher.kinds[about.kind]}</p>
      {about.status === 'gone' && <p class="notice bad">{t.publisher.gone}</p>}
      <Facts>
        <Fact name={t.publisher.name}>
          <OutLink href={homeOf(about)}>{showUnseen(about.name)}</OutLink>
          {about.github_id !== null && <span class="quiet"> {t.publisher.githubId(about.github_id)}</span>}
        </Fact>
        {about.verified_at !== null && (
          <Fact name={t.publisher.verified}>
            {t.publisher.verifiedSince} <Moment view={view} at={about.verified_at} />
          </Fact>
        )}
        <Fact name={t.publisher.skills}>{t.common.skills(about.skills)}</Fact>
        <Fact name={t.publisher.since}>
          <Moment view={view} at={about.created_at} />
        </Fact>
      </Facts>
      <h2>{t.publisher.skills}</h2>
      <nav class="tabs" aria-label={t.search.sort}>
        {SORTS.map((one) => (
          <a href={address({ sort: one })} aria-current={one === sort ? 'page' : undefined}>
            {t.search.sorts[one]}
          </a>
        ))}
      </nav>
      {list.items.length === 0 ? <p>{t.publisher.none}</p> : <SkillList view={view} items={list.items} />}
      <p class="facts">
        {list.next_cursor !== null && (
          <a rel="next" href={address({ sort, cursor: list.next_cursor })}>
            {t.search.more}
          </a>
        )}
        <a href={to(view, `${publisherPath(about.handle)}.atom`)}>{t.skill.feed}</a>{' '}
        <a href={to(view, eventsOf(publisherPath(about.handle)))}>{t.events.link}</a>{' '}
        <a href={to(view, logPath(about.handle))}>{t.publisher.log}</a>{' '}
        <a href={to(view, AUTHORS)}>{t.authors.areTheseYours}</a>
      </p>
    </>
  )
}

/** Where the publisher is at home, as far as its kind says. */
function homeOf({ kind, name }: Publisher): string {
  if (kind === 'local') return ''
  return kind === 'github' ? `https://github.com/${encodeURIComponent(name)}` : `https://${name}/`
}
