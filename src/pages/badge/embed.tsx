import type { Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { keepFor } from '../../http/cache-for.ts'
import { pathOf, SITE_CSS } from '../assets/assets.ts'
import { PAGE_POLICY } from '../layout/security.ts'
import { showUnseen } from '../parts/plain.ts'
import { readSkill, type Skill } from '../skill/skill.ts'
import { appContext, type PageEnv, skillPath, to, type View } from '../view.ts'

/** The one page that other sites may frame: it has nothing to press but links that open a new window. */
export const mayBeFramed = secureHeaders({
  contentSecurityPolicy: { ...PAGE_POLICY, scriptSrc: ["'none'"], frameAncestors: ['*'] },
  crossOriginResourcePolicy: 'cross-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: false,
})

/** A card of a skill for the pages of others. */
export async function embed(c: Context<PageEnv>) {
  const { view, api } = c.var
  const skill = await readSkill(c)
  const { seconds, tags } = api.kept()
  if (seconds > 0) keepFor(appContext(c), { seconds, tags: ['pages', ...tags] })
  return c.html(`<!doctype html>${<Card view={view} skill={skill} />}`)
}

function Card({ view, skill }: { view: View; skill: Skill }) {
  const { t, lang, origin } = view
  const { slug, name, owner, summary, latest_version: latest, license, popularity } = skill
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{showUnseen(name)}</title>
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={`${origin}${to(view, skillPath(slug))}`} />
        <link rel="stylesheet" href={SITE_CSS} />
      </head>
      <body class="card">
        <main>
          <h1>
            <a href={to(view, skillPath(slug))} target="_blank" rel="noopener">
              {showUnseen(name)}
            </a>{' '}
            <span class="owner">{owner}</span>
          </h1>
          <p class="summary">{showUnseen(summary ?? '')}</p>
          <ul class="facts">
            <li>{latest ? t.skill.version(latest.version) : t.skill.noVersion}</li>
            <li>{license ?? t.item.noLicence}</li>
            <li>{t.item.uses(popularity.uses_30d)}</li>
          </ul>
          <p class="small">
            <img src={pathOf('icon.svg')} alt="" width="14" height="14" /> {t.common.site}
          </p>
        </main>
      </body>
    </html>
  )
}
