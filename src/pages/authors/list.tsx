import type { Context } from 'hono'
import type { z } from 'zod'
import type { AuthorSkill } from '../../routes/authors/author-skill-schema.ts'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { Verdict } from '../parts/verdict.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { AUTHORS, OWN_SKILLS, ownPath } from './paths.ts'

export type Own = z.output<typeof AuthorSkill>
type List = { items: Own[]; next_cursor: string | null }

/** The skills of the proven repository, hidden ones too. */
export async function ownSkills(c: Context<PageEnv>) {
  const { api, view } = c.var
  const list = await api.get<List>('/v1/authors/skills', { cursor: c.req.query('cursor') })
  const title = view.t.authors.skills
  return page(c, { title, description: title, noIndex: true, noMarkdown: true }, <Shown view={view} list={list} />)
}

function Shown({ view, list }: { view: View; list: List }) {
  const t = view.t.authors
  return (
    <>
      <h1>{t.skills}</h1>
      {list.items.length === 0 && (
        <p>
          {t.noSkills} <a href={to(view, '/submit')}>{view.t.repositories.submit}</a>
        </p>
      )}
      <ul class="skills">
        {list.items.map((skill) => (
          <li>
            <h2>
              <a href={to(view, ownPath(skill.slug))}>{showUnseen(skill.slug)}</a>
            </h2>
            <p class="facts">
              <StatusOf view={view} skill={skill} /> <Verdict view={view} verdict={skill.verdict} />{' '}
              <Moment view={view} at={skill.updated_at} />
            </p>
          </li>
        ))}
      </ul>
      {list.next_cursor !== null && (
        <p>
          <a rel="next" href={to(view, withQuery(OWN_SKILLS, { cursor: list.next_cursor }))}>
            {view.t.search.more}
          </a>
        </p>
      )}
      <form method="post" action={to(view, `${AUTHORS}/out`)}>
        <button type="submit">{t.signOut}</button>
      </form>
    </>
  )
}

/** Whether everybody can find a skill, and if not, whose doing it is. */
export function StatusOf({ view, skill }: { view: View; skill: Own }) {
  const t = view.t.authors
  const text = skill.hidden_at !== null ? t.hidden : skill.status === 'active' ? t.listed : t.notListed
  return (
    <span>
      {text}
      {skill.deprecated && `, ${t.deprecated}`}
    </span>
  )
}
