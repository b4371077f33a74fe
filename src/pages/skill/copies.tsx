import type { Context } from 'hono'
import type { z } from 'zod'
import type { Copies } from '../../routes/catalogue/copies.ts'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { Verdict } from '../parts/verdict.tsx'
import { type PageEnv, publisherPath, skillPath, to, type View } from '../view.ts'
import { copiesPath, readSkill, skillApi, slugOf } from './skill.ts'

type List = z.output<typeof Copies>

const SHOWN = 10

/** The other skills that have the content of one. */
export async function copies(c: Context<PageEnv>) {
  const { api, view } = c.var
  const json = `${skillApi(slugOf(c))}/copies`
  const asked = { size: SHOWN, cursor: c.req.query('cursor') }
  const [skill, list] = await Promise.all([readSkill(c), api.get<List>(json, asked)])
  const name = showUnseen(skill.name)
  const more = list.next_cursor && withQuery(copiesPath(skill.slug), { cursor: list.next_cursor })
  const body = (
    <>
      <h1>
        <a href={to(view, skillPath(skill.slug))}>{name}</a>
      </h1>
      <h2>{view.t.skill.copiesElsewhere}</h2>
      {list.items.length === 0 ? (
        <p>{view.t.common.none}</p>
      ) : (
        <ol class="skills">
          {list.items.map((copy) => (
            <Copy view={view} copy={copy} />
          ))}
        </ol>
      )}
      {more && (
        <p>
          <a rel="next" href={to(view, more)}>
            {view.t.common.next}
          </a>
        </p>
      )}
    </>
  )
  const title = `${name}: ${view.t.skill.copiesElsewhere}`
  return page(c, { title, description: title, noIndex: true, json }, body)
}

function Copy({ view, copy }: { view: View; copy: List['items'][number] }) {
  const { t } = view
  return (
    <li>
      <h3>
        <a href={to(view, skillPath(copy.slug))}>{showUnseen(copy.name)}</a>{' '}
        <a class="owner" href={to(view, publisherPath(copy.owner))}>
          {copy.owner}
        </a>
      </h3>
      <ul class="facts">
        {copy.is_original && (
          <li>
            <b>{t.skill.original}</b>
          </li>
        )}
        <li>
          <Verdict view={view} verdict={copy.verdict} />
        </li>
        {copy.canonical_repo && <li>{copy.canonical_repo}</li>}
        <li>
          {t.skill.listedSince} <Moment view={view} at={copy.created_at} />
        </li>
      </ul>
    </li>
  )
}
