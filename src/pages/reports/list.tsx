import type { Context } from 'hono'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { type PageEnv, to } from '../view.ts'
import { About, type Dispute, reportPath } from './one.tsx'

type Decided = { items: Dispute[]; next_cursor: string | null }

/** What reviewers have decided about reports and appeals, the last first. */
export async function reports(c: Context<PageEnv>) {
  const { api, view } = c.var
  const t = view.t.reports
  const asked = { skill: c.req.query('skill'), cursor: c.req.query('cursor') }
  const { items, next_cursor: cursor } = await api.get<Decided>('/v1/reports', asked)
  const body = (
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {items.length === 0 && <p>{t.none}</p>}
      <ol class="findings">
        {items.map((item) => (
          <li>
            <h2>
              <a href={to(view, reportPath(item.id))}>
                {item.appeal ? t.appealTitle(item.skill) : t.oneTitle(item.skill)}
              </a>
            </h2>
            <About view={view} report={item} />
          </li>
        ))}
      </ol>
      {cursor !== null && (
        <nav class="pager">
          <a rel="next" href={to(view, withQuery('/reports', { ...asked, cursor }))}>
            {t.older}
          </a>
        </nav>
      )}
    </>
  )
  return page(c, { title: t.title, description: t.lead, json: '/v1/reports' }, body)
}
