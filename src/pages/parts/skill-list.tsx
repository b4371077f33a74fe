import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { SkillItem } from '../../routes/catalogue/skill-schema.ts'
import { categoryPath, publisherPath, skillPath, to, type View } from '../view.ts'
import { Ago } from './moment.tsx'
import { showUnseen } from './plain.ts'
import { Verdict } from './verdict.tsx'

export type Item = z.output<typeof SkillItem>

/** A list of skills: what each is, whose, and what there is to say of it at a glance. */
export function SkillList<T extends Item>(p: {
  view: View
  items: readonly T[]
  summary?: (item: T) => Child
  more?: (item: T) => Child
}) {
  return (
    <ol class="skills">
      {p.items.map((item) => (
        <li>
          <SkillEntry view={p.view} item={item} summary={p.summary?.(item)} />
          {p.more?.(item)}
        </li>
      ))}
    </ol>
  )
}

function SkillEntry({ view, item, summary }: { view: View; item: Item; summary?: Child }) {
  return (
    <article>
      <h3>
        <a href={to(view, skillPath(item.slug))}>{showUnseen(item.name)}</a>{' '}
        <a class="owner" href={to(view, publisherPath(item.owner))}>
          {item.owner}
        </a>
      </h3>
      {summary ?? <p class="summary">{showUnseen(item.summary ?? '')}</p>}
      <Facts view={view} item={item} />
    </article>
  )
}

function Facts({ view, item }: { view: View; item: Item }) {
  const { t } = view
  const { uses_30d: uses, stars } = item.popularity
  return (
    <ul class="facts">
      {item.category && (
        <li>
          <a href={to(view, categoryPath(item.category.key))}>{item.category.name}</a>
        </li>
      )}
      <li>
        <Verdict view={view} verdict={item.verdict} />
      </li>
      <li class={item.license === null ? 'warned' : undefined}>{item.license ?? t.item.noLicence}</li>
      {uses > 0 && <li>{t.item.uses(uses)}</li>}
      {stars > 0 && <li title={t.item.stars(stars)}>★ {stars.toLocaleString(view.lang)}</li>}
      {item.context_tokens !== null && <li title={t.item.tokensMeans}>{t.item.tokens(item.context_tokens)}</li>}
      {item.copies > 1 && <li>{t.item.copies(item.copies)}</li>}
      <li>
        {t.item.updated} <Ago view={view} at={item.updated_at} />
      </li>
      {item.vanished_at !== null && <li class="warned">{t.item.vanished}</li>}
    </ul>
  )
}
