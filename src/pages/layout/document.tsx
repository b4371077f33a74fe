import type { Child } from 'hono/jsx'
import { type ClientModule, pathOf, SITE_CSS } from '../assets/assets.ts'
import { LANGS, TEXTS } from '../texts/index.ts'
import { to, type View } from '../view.ts'
import type { Meta } from './meta.ts'

const SCRIPTS: ClientModule[] = ['site']

/** A whole page: its head, what stands around every page, and `body` in the middle. */
export function Document({ view, meta, body }: { view: View; meta: Meta; body: Child }) {
  return (
    <html lang={view.lang}>
      <Head view={view} meta={meta} />
      <body>
        <a class="skip" href="#content">
          {view.t.common.skipToContent}
        </a>
        <Header view={view} />
        <main id="content" class={meta.width ?? 'normal'}>
          {body}
        </main>
        <Footer view={view} meta={meta} />
      </body>
    </html>
  )
}

function Head({ view, meta }: { view: View; meta: Meta }) {
  const { origin, lang, path, t } = view
  const title = path === '' ? `${t.common.site}: ${meta.title}` : `${meta.title} · ${t.common.site}`
  const canonical = `${origin}/${lang}${path}`
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={meta.description} />
      {meta.noIndex && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <link rel="canonical" href={canonical} />
      {LANGS.map((other) => (
        <link rel="alternate" hreflang={other} href={`${origin}/${other}${path}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={`${origin}${path || '/'}`} />
      {!meta.noMarkdown && <link rel="alternate" type="text/markdown" href={`${origin}${markdownOf(view)}`} />}
      {meta.json && <link rel="alternate" type="application/json" href={meta.json} />}
      {meta.feeds?.map(({ title, href }) => (
        <link rel="alternate" type="application/atom+xml" title={title} href={href} />
      ))}
      <meta property="og:site_name" content={t.common.site} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={meta.title} />
      <meta property="og:description" content={meta.description} />
      <meta property="og:url" content={canonical} />
      <link rel="icon" type="image/svg+xml" href={pathOf('icon.svg')} />
      <link rel="stylesheet" href={SITE_CSS} />
      {[...SCRIPTS, ...(meta.scripts ?? [])].map((name) => (
        <script type="module" src={pathOf(`${name}.client.js`)} />
      ))}
      {meta.jsonLd && (
        // A block of data, which no browser runs. `<` could end it.
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: JSON.stringify(meta.jsonLd).replaceAll('<', '\\u003c') }}
        />
      )}
    </head>
  )
}

function Header({ view }: { view: View }) {
  const { t, path } = view
  const links = [
    ['/categories', t.nav.categories],
    ['/boards', t.nav.boards],
    ['/submit', t.nav.submit],
    ['/docs', t.nav.docs],
    ['/reference', t.nav.api],
    ['/status', t.nav.status],
  ] as const
  return (
    <header class="top">
      <a class="brand" href={to(view, '')}>
        <img src={pathOf('icon.svg')} alt="" width="22" height="22" />
        <span>{t.common.site}</span>
      </a>
      {path !== '' && path !== '/search' && (
        <search class="find">
          <form action={to(view, '/search')}>
            <input
              type="search"
              name="q"
              placeholder={t.search.placeholder}
              aria-label={t.search.label}
              maxlength={200}
              autocomplete="off"
              data-focus-key="/"
            />
          </form>
        </search>
      )}
      <nav aria-label={t.nav.label}>
        {links.map(([href, name]) => (
          <a href={to(view, href)} aria-current={isIn(path, href) ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  )
}

const isIn = (path: string, section: string) => path === section || path.startsWith(`${section}/`)

/** The address of a page as Markdown. */
const markdownOf = ({ lang, path, search }: View) => `/${lang}${path || '/index'}.md${search}`

function Footer({ view, meta }: { view: View; meta: Meta }) {
  const { t, lang, path, search } = view
  return (
    <footer class="bottom">
      <p>{t.common.tagline}</p>
      <p>
        {LANGS.filter((other) => other !== lang).map((other) => (
          <a href={`/${other}${path}${search}`} hreflang={other} lang={other}>
            {TEXTS[other].common.language}
          </a>
        ))}
        {meta.json && <a href={meta.json}>{t.common.asJson}</a>}
        {!meta.noMarkdown && <a href={markdownOf(view)}>{t.common.asMarkdown}</a>}
      </p>
    </footer>
  )
}
