import type { Context } from 'hono'
import type { z } from 'zod'
import { readRepositoryName } from '../../domain/intake/github-address.ts'
import type { RepositoryReport } from '../../routes/intake/repositories.ts'
import { withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { categoryPath, type PageEnv, to, type View } from '../view.ts'
import { OneFile } from './file.tsx'

type Report = z.output<typeof RepositoryReport>

/** "Why is my skill not here?": what crawls have found in a repository, and what became of it. */
export async function repository(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const { owner = '', repo = '' } = c.req.param()
  const path = `/repositories/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`
  const of = `/v1${path}`
  const report = await api.find<Report>(of, { cursor: c.req.query('cursor') })
  const name = report?.repository ?? `${owner}/${repo}`
  const body = (
    <>
      <p class="quiet">
        <a href={to(view, '/repositories')}>{t.repositories.title}</a>
      </p>
      <h1>{showUnseen(name)}</h1>
      {report === null ? (
        <>
          <p>{t.repositories.unknown}</p>
          <p class="quiet">{t.repositories.deleted}</p>
          <Ask view={view} />
        </>
      ) : (
        <>
          {isFilling(report) && (
            <p role="status" data-filling>
              {t.repositories.filling} <a href={to(view, path)}>{t.repositories.reload}</a>
            </p>
          )}
          <Crawl view={view} report={report} />
          <Settings view={view} settings={report.settings} />
          <h2>{t.repositories.files}</h2>
          <Counts view={view} counts={report.counts} />
          {report.counts.waiting > 0 && (
            <p class="quiet">
              {t.repositories.waiting(report.review.waiting)}{' '}
              {report.review.median_hours !== null && t.repositories.median(report.review.median_hours)}
            </p>
          )}
          {report.crawl?.kept_until && (
            <p class="quiet">
              {t.repositories.keptUntil} <Moment view={view} at={report.crawl.kept_until} />
            </p>
          )}
          {report.items.length === 0 && <p>{t.repositories.noFile}</p>}
          <ol class="skills">
            {report.items.map((file) => (
              <OneFile view={view} file={file} />
            ))}
          </ol>
          {report.next_cursor !== null && (
            <p>
              <a rel="next" href={to(view, withQuery(path, { cursor: report.next_cursor }))}>
                {t.repositories.moreFiles}
              </a>
            </p>
          )}
        </>
      )}
    </>
  )
  const meta = {
    ...{ title: name, description: t.repositories.describes(name), json: of },
    ...(report && isFilling(report) && { scripts: ['filling' as const] }),
  }
  return page(c, meta, body, report === null ? 404 : 200)
}

/** Asks for the name of a repository, and leads to its report. */
export async function repositories(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const name = (c.req.query('name') ?? '').trim()
  const read = readRepositoryName(name)
  if ('value' in read) return c.redirect(to(view, `/repositories/${read.value}`), 302)
  const body = (
    <>
      <h1>{t.repositories.title}</h1>
      <p>{t.repositories.lead}</p>
      {name !== '' && <p class="warned">{t.repositories.wrong}</p>}
      <Ask view={view} />
    </>
  )
  return page(c, { title: t.repositories.title, description: t.repositories.lead }, body, 200, name === '' ? 300 : 0)
}

const isFilling = ({ crawl }: Report) => crawl !== null && (crawl.is_running || crawl.is_asked_for)

/** What the authors say in the repository, and what is wrong with that file. */
function Settings({ view, settings }: { view: View; settings: Report['settings'] }) {
  const { t } = view
  if (settings === null) return null
  const { publish, homepage, category, left_out: leftOut, findings } = settings
  return (
    <>
      <h2>{t.repositories.settings}</h2>
      {publish === 'none' && <p class="warned">{t.repositories.none}</p>}
      {publish === 'list' && leftOut > 0 && <p>{t.repositories.leftOut(leftOut)}</p>}
      <ul class="facts">
        {category !== null && (
          <li>
            <a href={to(view, categoryPath(category))}>{category}</a>
          </li>
        )}
        {homepage !== null && (
          <li>
            <a href={homepage} rel="nofollow ugc noopener noreferrer">
              {showUnseen(homepage)}
            </a>
          </li>
        )}
      </ul>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ rule, message, line }) => (
            <li lang="en">
              <code>{rule}</code> {t.repositories.line(line)}: {showUnseen(message)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Ask = ({ view }: { view: View }) => (
  <form class="line" action={to(view, '/repositories')}>
    <label>
      {view.t.repositories.name} <input name="name" required maxlength={300} placeholder="OWNER/REPO" />
    </label>
    <button type="submit">{view.t.repositories.look}</button>{' '}
    <a href={to(view, '/submit')}>{view.t.repositories.submit}</a>
  </form>
)

function Crawl({ view, report: { crawl, commit, repository } }: { view: View; report: Report }) {
  const { t } = view
  return (
    <>
      {crawl?.error && (
        <p class="warned">
          {t.repositories.error} {showUnseen(crawl.error)}
        </p>
      )}
      <ul class="facts">
        <li>
          <a href={`https://github.com/${repository}`} rel="nofollow ugc noopener noreferrer">
            github.com/{repository}
          </a>
        </li>
        {crawl === null && <li>{t.repositories.elsewhere}</li>}
        {crawl?.last_crawled_at && (
          <li>
            {t.repositories.crawled} <Moment view={view} at={crawl.last_crawled_at} withTime />
          </li>
        )}
        {commit !== null && (
          <li>
            {t.repositories.commit} <code title={commit}>{commit.slice(0, 12)}</code>
          </li>
        )}
        {crawl?.is_followed && crawl.next_crawl_at && (
          <li>
            {t.repositories.next} <Moment view={view} at={crawl.next_crawl_at} withTime />
          </li>
        )}
        {crawl !== null && !crawl.is_followed && <li class="warned">{t.repositories.notFollowed}</li>}
      </ul>
    </>
  )
}

function Counts({ view, counts }: { view: View; counts: Report['counts'] }) {
  const { t, lang } = view
  const { files, ...states } = counts
  return (
    <ul class="facts">
      <li>{t.repositories.counted(files)}</li>
      {Object.entries(states)
        .filter(([, n]) => n > 0)
        .map(([state, n]) => (
          <li>
            {t.repositories.states[state as keyof typeof states]}: {n.toLocaleString(lang)}
          </li>
        ))}
    </ul>
  )
}
