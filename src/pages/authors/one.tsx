import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Failure } from '../../http/failure.ts'
import { readForm } from '../admin/parts/read-form.ts'
import { Refused, withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { showUnseen } from '../parts/plain.ts'
import { Verdict } from '../parts/verdict.tsx'
import { type Dispute, reportPath } from '../reports/one.tsx'
import { type Report, ScanReport } from '../skill/findings/report.tsx'
import { skillApi, slugOf } from '../skill/skill.ts'
import { eventsOf, type PageEnv, skillPath, to, type View } from '../view.ts'
import { ActForm, type Failed } from './act-form.tsx'
import { ACTS, isAct } from './acts.ts'
import { Done, type Own, StatusOf } from './list.tsx'
import { OWN_SKILLS, ownPath } from './paths.ts'

const apiOf = (slug: string) => `/v1/authors/skills/${encodeURIComponent(slug)}`

/** A skill of the author, and all that can be done with it. */
export const ownSkill = (c: Context<PageEnv>) => show(c, null)

/** Does what a form says, and leads back to the skill; an appeal leads to where it can be followed. */
export async function sendAct(c: Context<PageEnv>) {
  const { api, view } = c.var
  const act = c.req.param('act') ?? ''
  if (!isAct(act)) throw new Failure('not_found', 'There is nothing at this address.')
  const form = await readForm(c)
  const { method, path, body } = ACTS[act].request(form)
  try {
    const told = await api.send<Own | Dispute>(method, apiOf(slugOf(c)) + path, body)
    if ('appeal' in told) return c.redirect(to(view, reportPath(told.id)), 303)
    return c.redirect(to(view, withQuery(ownPath('slug' in told ? told.slug : slugOf(c)), { done: act })), 303)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status === 401) throw error
    const wait = error.headers.get('Retry-After')
    if (wait !== null) c.header('Retry-After', wait)
    return show(c, { act, form, problem: error.problem })
  }
}

async function show(c: Context<PageEnv>, failed: Failed | null) {
  const { api, view } = c.var
  const skill = await api.get<Own>(apiOf(slugOf(c)))
  // A form that was refused has an address of its own, at which nothing can be read.
  c.set('view', { ...view, path: ownPath(skill.slug) })
  // Nobody finds what is found in a hidden skill.
  const report = await api.find<Report>(`${skillApi(skill.slug)}/versions/latest/report`)
  const title = showUnseen(skill.name)
  const done = c.req.query('done') ?? ''
  const body = (
    <>
      <p>
        <a href={to(view, OWN_SKILLS)}>{view.t.authors.skills}</a>{' '}
        {skill.status === 'active' && <a href={to(view, eventsOf(skillPath(skill.slug)))}>{view.t.events.link}</a>}
      </p>
      <h1>{title}</h1>
      {failed === null && isAct(done) && <Done>{view.t.authors.acts[done].done}</Done>}
      <About view={view} skill={skill} />
      {report && <ScanReport view={view} report={report} />}
      <Answers {...{ view, skill, report, failed }} />
      <Acts {...{ view, skill, report, failed }} />
    </>
  )
  const meta = { title, description: title, noIndex: true, noMarkdown: true }
  return page(c, meta, body, (failed?.problem.status ?? 200) as ContentfulStatusCode)
}

function About({ view, skill }: { view: View; skill: Own }) {
  const t = view.t.authors
  return (
    <Facts>
      <Fact name={t.status}>
        <StatusOf view={view} skill={skill} />
      </Fact>
      <Fact name={view.t.search.verdict}>
        <Verdict view={view} verdict={skill.verdict} />
      </Fact>
      {skill.status === 'active' && (
        <Fact name={t.publicPage}>
          <a href={to(view, skillPath(skill.slug))}>{skill.slug}</a>
        </Fact>
      )}
      {skill.offer && <Fact name={t.offeredTo}>{showUnseen(skill.offer.to)}</Fact>}
      {skill.former_slugs.length > 0 && <Fact name={t.formerly}>{skill.former_slugs.join(', ')}</Fact>}
    </Facts>
  )
}

type Known = { view: View; skill: Own; report: Report | null; failed: Failed | null }

const rulesIn = (report: Report | null) => [...new Set(report?.scan?.findings.map(({ rule }) => rule))]

/** For each rule that has found something, or was answered, what its author says. */
function Answers({ view, skill, report, failed }: Known) {
  const answers = new Map(skill.answers.map(({ rule, answer }) => [rule, answer]))
  const rules = [...new Set([...rulesIn(report), ...answers.keys()])]
  if (rules.length === 0) return null
  const common = { view, slug: skill.slug, failed }
  return (
    <section>
      <h2>{view.t.authors.answers}</h2>
      {rules.map((rule) => (
        <>
          <h3>
            <code>{rule}</code>
          </h3>
          <ActForm {...common} act="answer" rule={rule} values={{ answer: answers.get(rule) ?? '' }} />
          {answers.has(rule) && <ActForm {...common} act="unanswer" rule={rule} />}
        </>
      ))}
    </section>
  )
}

function Acts({ view, skill, report, failed }: Known) {
  const { slug, deprecated, name, category, homepage } = skill
  const common = { view, slug, failed }
  const rules = rulesIn(report)
  const chosen = failed?.act === 'appeal' ? failed.form.all('rules') : []
  return (
    <section>
      <h2>{view.t.authors.decide}</h2>
      <ActForm {...common} act={skill.hidden_at === null ? 'hide' : 'show'} />
      <ActForm {...common} act="yank" />
      <ActForm {...common} act="unyank" />
      <ActForm
        {...{ ...common, act: 'deprecate' as const }}
        values={{ reason: deprecated?.reason ?? '', successor: deprecated?.successor ?? '' }}
      />
      {deprecated && <ActForm {...common} act="undeprecate" />}
      <ActForm {...common} act="rename" values={{ name }} />
      {!skill.is_curated && <ActForm {...common} act="category" values={{ category: category ?? '' }} />}
      <ActForm {...common} act="homepage" values={{ homepage: homepage ?? '' }} />
      <ActForm {...common} act={skill.offer ? 'withdraw' : 'offer'} />
      <ActForm {...common} act="appeal">
        {rules.length > 0 && (
          <fieldset class="field choice">
            <legend>{view.t.authors.fields.rules}</legend>
            {rules.map((rule) => (
              <label>
                <input type="checkbox" name="rules" value={rule} checked={chosen.includes(rule)} /> {rule}
              </label>
            ))}
          </fieldset>
        )}
      </ActForm>
    </section>
  )
}
