import type { Context } from 'hono'
import { notFound } from '../../http/failure.ts'
import { page } from '../layout/page.tsx'
import { Rendered } from '../parts/rendered.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { aboutDoc, docNames, docOf, LIBRARY, type Shelf } from './library.ts'

/** The documents change with the release alone. */
const KEPT_SECONDS = 300

/** What documentation there is. */
export function docs(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const body = (
    <>
      <h1>{t.docs.title}</h1>
      <OnlyEnglish view={view} />
      {Object.entries(LIBRARY).map(([shelf, documents]) => (
        <section>
          <h2>{t.docs.shelves[shelf as Shelf]}</h2>
          <dl class="contents" lang="en">
            {Object.entries(documents).map(([name, text]) => {
              const { title, sentence } = aboutDoc(text)
              return (
                <div>
                  <dt>
                    <a href={to(view, `/docs/${name}`)}>{title}</a>
                  </dt>
                  <dd>{sentence}</dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
      <section>
        <h2>{t.docs.more}</h2>
        <ul>
          <li>
            <a href={to(view, '/reference')}>{t.reference.title}</a>
          </li>
          <li>
            <a href={to(view, '/docs/rules')}>{t.docs.rules}</a>
          </li>
          <li>
            <a href={to(view, '/submit')}>{t.repositories.submit}</a>
          </li>
          <li>
            <a href={to(view, '/repositories')}>{t.repositories.title}</a>
          </li>
        </ul>
      </section>
    </>
  )
  return page(c, { title: t.docs.title, description: t.docs.describes }, body, 200, KEPT_SECONDS)
}

/** One document. */
export async function doc(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const name = c.req.param('name') ?? ''
  const text = docOf(name)
  if (text === undefined) throw notFound('document', name, [])
  const { title, sentence } = aboutDoc(text)
  const { renderDoc } = await import('./render-doc.ts')
  const { rendered, sections } = renderDoc(view, text)
  const body = (
    <div class="doc">
      <aside>
        <nav aria-label={t.docs.title}>
          <ul class="names">
            {docNames().map((other) => (
              <li lang="en">
                <a href={to(view, `/docs/${other}`)} aria-current={other === name ? 'page' : undefined}>
                  {aboutDoc(docOf(other) ?? '').title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </aside>
      <article lang="en">
        <h1>{title}</h1>
        <OnlyEnglish view={view} />
        {sections.length > 1 && (
          <nav class="contents" aria-label={t.docs.contents}>
            <ul class="facts">
              {sections.map((section) => (
                <li>
                  <a href={`#${section.id}`}>{section.title}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <Rendered view={view} text={rendered} whole={to(view, `/docs/${name}.md`)} />
      </article>
    </div>
  )
  return page(c, { title, description: sentence }, body, 200, KEPT_SECONDS)
}

const OnlyEnglish = ({ view }: { view: View }) =>
  view.t.docs.onlyEnglish === '' ? null : (
    <p class="quiet" lang={view.lang}>
      {view.t.docs.onlyEnglish}
    </p>
  )
