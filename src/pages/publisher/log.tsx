import type { Context } from 'hono'
import type { z } from 'zod'
import type { AuthorAct } from '../../routes/catalogue/publishers.ts'
import { withQuery } from '../api.ts'
import { answerAtom } from '../feeds/atom.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type PageEnv, publisherPath, skillPath, to, type View } from '../view.ts'

type Act = z.output<typeof AuthorAct>
type Log = { items: Act[]; next_cursor: string | null }

const SIZE = 50

/** The page of what the authors of a publisher have decided. */
export const logPath = (handle: string) => `${publisherPath(handle)}/log`

const logApi = (handle: string) => `/v1/publishers/${encodeURIComponent(handle)}/log`

/** What the authors of a publisher have decided, the newest first. */
export async function publisherLog(c: Context<PageEnv>) {
  const { api, view } = c.var
  const handle = c.req.param('handle') ?? ''
  const { cursor } = c.req.query()
  const log = await api.get<Log>(logApi(handle), { cursor, size: SIZE })
  const title = view.t.publisher.logFor(showUnseen(handle))
  const feeds = [{ title, href: to(view, `${logPath(handle)}.atom`) }]
  const meta = { title, description: title, json: logApi(handle), feeds, ...(cursor && { noIndex: true }) }
  return page(c, meta, <Shown view={view} handle={handle} log={log} />)
}

function Shown({ view, handle, log }: { view: View; handle: string; log: Log }) {
  const { t } = view
  return (
    <>
      <h1>{t.publisher.logFor(showUnseen(handle))}</h1>
      {log.items.length === 0 && <p>{t.publisher.noActs}</p>}
      <ul class="findings">
        {log.items.map((act) => (
          <li id={`act-${act.id}`}>
            <Moment view={view} at={act.at} withTime /> · {t.publisher.acts[act.act]}
            {act.skill && (
              <>
                : <a href={to(view, skillPath(act.skill))}>{act.skill}</a>
              </>
            )}
            <p>{showUnseen(toldOf(act))}</p>
          </li>
        ))}
      </ul>
      <p class="facts">
        <a href={to(view, publisherPath(handle))}>{showUnseen(handle)}</a>{' '}
        {log.next_cursor !== null && (
          <a rel="next" href={to(view, withQuery(logPath(handle), { cursor: log.next_cursor }))}>
            {t.search.more}
          </a>
        )}
      </p>
    </>
  )
}

/** The same as a feed. */
export async function publisherLogFeed(c: Context<PageEnv>) {
  const { api, view } = c.var
  const handle = c.req.param('handle') ?? ''
  const { items } = await api.get<Log>(logApi(handle), { size: SIZE })
  return answerAtom(c, {
    path: logPath(handle),
    title: view.t.publisher.logFor(handle),
    entries: items.map((act) => ({
      path: logPath(handle),
      part: `act-${act.id}`,
      title: [view.t.publisher.acts[act.act], act.skill].filter(Boolean).join(': '),
      author: handle,
      updated: act.at,
      summary: toldOf(act),
    })),
  })
}

/** Sentences of authors stand last. */
const SENTENCES = ['reason', 'answer']

const toldOf = ({ details, repository }: Act): string => {
  const isSentence = ([name]: [string, unknown]) => SENTENCES.includes(name)
  const all = Object.entries(details).sort((a, b) => Number(isSentence(a)) - Number(isSentence(b)))
  return [repository, ...all.map(([name, value]) => `${name.replace('_', ' ')}: ${value}`)].join(' · ')
}
