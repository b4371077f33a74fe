import type { Context } from 'hono'
import type { z } from 'zod'
import type { AuthorEvent } from '../../routes/catalogue/author-events.ts'
import { withQuery } from '../api.ts'
import { answerAtom } from '../feeds/atom.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { publisherApi } from '../publisher/publisher.tsx'
import { readSkill, skillApi } from '../skill/skill.ts'
import { eventsOf, type PageEnv, publisherPath, skillPath, to, type View } from '../view.ts'
import { pathOf, titleOf, toldOf } from './told-of.ts'

type Event = z.output<typeof AuthorEvent>
type List = { items: Event[]; next_cursor: string | null }
/** Whose events they are: `path` is that of its page, and `api` its address in the API. */
type Of = { name: string; owner: string; path: string; api: string }

const SIZE = 50

async function ofPublisher(c: Context<PageEnv>): Promise<Of> {
  const api = publisherApi(c.req.param('handle') ?? '')
  const { handle } = await c.var.api.get<{ handle: string }>(api)
  return { name: handle, owner: handle, path: publisherPath(handle), api }
}

async function ofSkill(c: Context<PageEnv>): Promise<Of> {
  const { name, owner, slug } = await readSkill(c)
  return { name, owner, path: skillPath(slug), api: skillApi(slug) }
}

/** What has happened to the skills of a publisher, or to one skill, as a page and as a feed. */
export const publisherEvents = async (c: Context<PageEnv>) => show(c, await ofPublisher(c))
export const publisherEventsFeed = async (c: Context<PageEnv>) => feed(c, await ofPublisher(c))
export const skillEvents = async (c: Context<PageEnv>) => show(c, await ofSkill(c))
export const skillEventsFeed = async (c: Context<PageEnv>) => feed(c, await ofSkill(c))

const read = (c: Context<PageEnv>, { api }: Of) =>
  c.var.api.get<List>(eventsOf(api), { size: SIZE, cursor: c.req.query('cursor') })

async function show(c: Context<PageEnv>, of: Of) {
  const { view } = c.var
  const list = await read(c, of)
  const title = view.t.events.titleFor(showUnseen(of.name))
  const href = to(view, `${eventsOf(of.path)}.atom`)
  const meta = { title, description: title, json: eventsOf(of.api), feeds: [{ title, href }] }
  return page(c, { ...meta, ...(c.req.query('cursor') && { noIndex: true }) }, <Shown {...{ view, of, list, title }} />)
}

function Shown({ view, of, list, title }: { view: View; of: Of; list: List; title: string }) {
  const { t } = view
  const path = eventsOf(of.path)
  return (
    <>
      <h1>{title}</h1>
      <p class="quiet">
        {t.events.kept} <a href={to(view, '/docs/own#be-told')}>{t.events.docs}</a>
      </p>
      {list.items.length === 0 && <p>{t.events.none}</p>}
      <ul class="findings">
        {list.items.map((event) => (
          <li id={event.id}>
            <Moment view={view} at={event.at} withTime />:{' '}
            <a href={to(view, pathOf(event, of.path))}>{titleOf(view, event)}</a>
            {event.skill && `: ${event.skill}`}
            <p>{showUnseen(toldOf(event.data))}</p>
          </li>
        ))}
      </ul>
      <p class="facts">
        <a href={to(view, of.path)}>{showUnseen(of.name)}</a>{' '}
        {list.next_cursor !== null && (
          <a rel="next" href={to(view, withQuery(path, { cursor: list.next_cursor }))}>
            {t.events.older}
          </a>
        )}{' '}
        <a href={to(view, `${path}.atom`)}>{t.skill.feed}</a>
      </p>
    </>
  )
}

async function feed(c: Context<PageEnv>, of: Of) {
  const { t } = c.var.view
  const { items, next_cursor: cursor } = await read(c, of)
  const path = eventsOf(of.path)
  return answerAtom(c, {
    path,
    title: t.events.titleFor(of.name),
    subtitle: t.events.kept,
    ...(cursor !== null && { older: withQuery(`${path}.atom`, { cursor }) }),
    entries: items.map((event) => ({
      id: `urn:uuid:${event.id}`,
      path: pathOf(event, path),
      title: [titleOf(c.var.view, event), event.skill ?? String(event.data.path ?? '')].filter(Boolean).join(': '),
      category: event.event,
      author: of.owner,
      updated: event.at,
      summary: toldOf(event.data),
    })),
  })
}
