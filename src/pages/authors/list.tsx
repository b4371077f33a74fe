import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { Failure } from '../../http/failure.ts'
import type { AuthorSkill, Offers } from '../../routes/authors/author-skill-schema.ts'
import { Refused, withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { RefusedForm } from '../parts/refused-form.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { type PageEnv, skillPath, to, type View } from '../view.ts'
import { AUTHORS, HOOKS, OWN_SKILLS, ownPath } from './paths.ts'
import { sourceOf } from './session.ts'

export type Own = z.output<typeof AuthorSkill>
type OfferList = z.output<typeof Offers>
type List = { items: Own[]; next_cursor: string | null }

const DECISIONS = ['accept', 'decline'] as const
const isDecision = (text: string): text is (typeof DECISIONS)[number] => (DECISIONS as readonly string[]).includes(text)

/** The skills of what was proven, hidden ones too, and those that are offered to its owner. */
export const ownSkills = (c: Context<PageEnv>) => show(c, null)

/** Accepts or declines an offer, and leads back to the list. */
export async function decideOffer(c: Context<PageEnv>) {
  const { id = '', decision = '' } = c.req.param()
  if (!isDecision(decision)) throw new Failure('not_found', 'There is nothing at this address.')
  try {
    await c.var.api.send('POST', `/v1/authors/offers/${encodeURIComponent(id)}/${decision}`)
    return c.redirect(to(c.var.view, withQuery(OWN_SKILLS, { done: decision })), 303)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status === 401) throw error
    return show(c, error.problem)
  }
}

async function show(c: Context<PageEnv>, problem: Refused['problem'] | null) {
  const { api, view } = c.var
  const [list, { items: offers }] = await Promise.all([
    api.get<List>('/v1/authors/skills', { cursor: c.req.query('cursor') }),
    api.get<OfferList>('/v1/authors/offers'),
  ])
  c.set('view', { ...view, path: OWN_SKILLS })
  const title = view.t.authors.skillsOf(sourceOf(c))
  const done = c.req.query('done') ?? ''
  const body = (
    <>
      <h1>{title}</h1>
      {problem && <RefusedForm problem={problem}>{view.t.authors.notDone}</RefusedForm>}
      {isDecision(done) && !problem && <Done>{view.t.authors.decisions[done].done}</Done>}
      {offers.length > 0 && <Offered view={view} offers={offers} />}
      <Shown view={view} list={list} />
    </>
  )
  const meta = { title, description: title, noIndex: true, noMarkdown: true }
  return page(c, meta, body, (problem?.status ?? 200) as ContentfulStatusCode)
}

/** Says that a form did its work. */
export const Done = ({ children }: { children?: Child }) => (
  <p class="flash good" role="status">
    {children}
  </p>
)

function Offered({ view, offers }: { view: View; offers: OfferList['items'] }) {
  const t = view.t.authors
  return (
    <section>
      <h2>{t.offers}</h2>
      <p>{t.offersMean}</p>
      <ul class="skills">
        {offers.map(({ id, skill, from, expires_at: until }) => (
          <li>
            <h3>
              <a href={to(view, skillPath(skill))}>{showUnseen(skill)}</a>{' '}
              <span class="owner">
                {view.t.common.by} {showUnseen(from)}
              </span>
            </h3>
            <p class="facts">
              {t.until} <Moment view={view} at={until} withTime />
            </p>
            {DECISIONS.map((decision) => (
              <form method="post" action={to(view, `${AUTHORS}/offers/${id}/${decision}`)}>
                <button type="submit">{t.decisions[decision].title}</button>
              </form>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ view, list }: { view: View; list: List }) {
  const t = view.t.authors
  return (
    <>
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
      <p>
        <a href={to(view, HOOKS)}>{view.t.hooks.link}</a>
      </p>
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
