import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ClientModule, pathOf, SITE_CSS } from '../../assets/assets.ts'
import { LANGS, TEXTS } from '../../texts/index.ts'
import type { AdminEnv, AdminView } from '../admin-view.ts'
import { Navigation } from './navigation.tsx'

type Meta = { title: string; scripts?: ClientModule[] }

/** Answers with a page for admins and reviewers. */
export const adminPage = (c: Context<AdminEnv>, meta: Meta, body: Child, status: ContentfulStatusCode = 200) =>
  c.html(`<!doctype html>${<AdminDocument view={c.var.view} meta={meta} body={body} />}`, status)

function AdminDocument({ view, meta, body }: { view: AdminView; meta: Meta; body: Child }) {
  const { t, lang, me, flash } = view
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${meta.title} · ${t.admin.title}`}</title>
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" type="image/svg+xml" href={pathOf('icon.svg')} />
        <link rel="stylesheet" href={SITE_CSS} />
        {(['site', ...(meta.scripts ?? [])] as const).map((name) => (
          <script type="module" src={pathOf(`${name}.client.js`)} />
        ))}
      </head>
      <body class="admin">
        <a class="skip" href="#content">
          {t.common.skipToContent}
        </a>
        <Top view={view} />
        <div class={me ? 'desk' : undefined}>
          {me && <Navigation view={view} />}
          <main id="content" class="wide">
            {flash && (
              <p role="status" class={flash.good ? 'flash good' : 'flash bad'}>
                {flash.text}
              </p>
            )}
            {body}
          </main>
        </div>
        <footer class="bottom">
          <p>{t.common.site}</p>
          <form method="post" action="/admin/language">
            {LANGS.filter((other) => other !== lang).map((other) => (
              <button type="submit" class="plain" name="lang" value={other} lang={other}>
                {TEXTS[other].common.language}
              </button>
            ))}
          </form>
        </footer>
      </body>
    </html>
  )
}

function Top({ view: { t, lang, me } }: { view: AdminView }) {
  return (
    <header class="top">
      <a class="brand" href={me ? '/admin' : `/${lang}`}>
        <img src={pathOf('icon.svg')} alt="" width="22" height="22" />
        <span>{t.admin.title}</span>
      </a>
      {me && (
        <div class="who">
          <a href={`/${lang}`}>{t.admin.toSite}</a>
          <a href="/admin/me">
            {me.username} <span class="quiet">{t.admin.roles[me.role as 'admin' | 'reviewer'] ?? me.role}</span>
          </a>
          <form method="post" action="/admin/logout">
            <button type="submit" class="plain">
              {t.admin.login.out}
            </button>
          </form>
        </div>
      )}
    </header>
  )
}
