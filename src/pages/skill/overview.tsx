import type { Context } from 'hono'
import { page } from '../layout/page.tsx'
import type { RenderedText } from '../markdown/render-markdown.ts'
import { showUnseen } from '../parts/plain.ts'
import { Rendered } from '../parts/rendered.tsx'
import { eventsOf, type PageEnv, skillPath, to, type View } from '../view.ts'
import { Facts } from './facts.tsx'
import { SkillHead } from './head.tsx'
import { Install } from './install.tsx'
import { jsonLdOf } from './json-ld.ts'
import { filePath, readSkill, type Skill, similarPath, skillApi, versionsPath } from './skill.ts'
import { rawPath } from './version.ts'

const MAX_DESCRIPTION = 300

/** A skill: what it is, how it is installed, whether it can be trusted and is alive, and its text. One read of the API. */
export async function overview(c: Context<PageEnv>) {
  const { view } = c.var
  const skill = await readSkill(c)
  const text = skill.description_md === null ? null : await rendered(skill.description_md)
  const meta = {
    title: view.t.skill.titleFor(showUnseen(skill.name), skill.owner),
    description: showUnseen(skill.summary ?? '').slice(0, MAX_DESCRIPTION) || view.t.common.tagline,
    jsonLd: jsonLdOf(view, skill),
    json: skillApi(skill.slug),
    feeds: [
      { title: view.t.skill.feedTitle(showUnseen(skill.name)), href: to(view, `${versionsPath(skill.slug)}.atom`) },
      {
        title: view.t.events.titleFor(showUnseen(skill.name)),
        href: to(view, `${eventsOf(skillPath(skill.slug))}.atom`),
      },
    ],
  }
  return page(c, meta, <Overview view={view} skill={skill} text={text} />)
}

async function rendered(text: string): Promise<RenderedText> {
  const { renderMarkdown } = await import('../markdown/render-markdown.ts')
  return renderMarkdown(text)
}

function Overview({ view, skill, text }: { view: View; skill: Skill; text: RenderedText | null }) {
  const { t } = view
  return (
    <>
      <SkillHead view={view} skill={skill} tab="overview" />
      <div class="skill-page">
        <div class="what">
          {skill.summary && <p class="lead">{showUnseen(skill.summary)}</p>}
          <Install view={view} skill={skill} />
        </div>
        <Facts view={view} skill={skill} />
        <section class="text" aria-labelledby="text">
          <h2 id="text">
            {text === null ? 'SKILL.md' : <a href={to(view, filePath(skill.slug, 'SKILL.md'))}>SKILL.md</a>}
          </h2>
          {text === null ? (
            <p class="quiet">{whyNoText(view, skill)}</p>
          ) : (
            <Rendered view={view} text={text} whole={rawPath(skill.slug, 'latest', 'SKILL.md')} />
          )}
          <p>
            <a href={to(view, similarPath(skill.slug))}>{t.skill.similar}</a>{' '}
            <a href={to(view, eventsOf(skillPath(skill.slug)))}>{t.events.link}</a>
          </p>
        </section>
      </div>
    </>
  )
}

function whyNoText({ t }: View, { vanished_at: vanished, content_policy: policy }: Skill): string {
  if (vanished !== null) return t.item.vanished
  return policy === 'full' ? t.skill.textWithheld : t.item.linkOnly
}
