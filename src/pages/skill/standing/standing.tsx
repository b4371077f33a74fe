import type { Context } from 'hono'
import type { z } from 'zod'
import type { SkillCounts } from '../../../routes/catalogue/skill-counts-schema.ts'
import type { SkillHistory } from '../../../routes/ranking/score-schema.ts'
import { page } from '../../layout/page.tsx'
import { Command } from '../../parts/copy.tsx'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { categoryPath, type PageEnv, skillPath, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { readSkill, type Skill, skillApi, slugOf } from '../skill.ts'
import { History } from './history.tsx'
import { Ledger } from './ledger.tsx'
import { PopularityParts, PowerParts, type Score } from './parts.tsx'

const DAYS = 30

/** Where a skill stands and why: its places, its scores part by part, its history, and what was counted and what was not. */
export async function standing(c: Context<PageEnv>) {
  const { api, view } = c.var
  const at = skillApi(slugOf(c))
  const [skill, score, history, counts] = await Promise.all([
    readSkill(c),
    api.get<Score>(`${at}/score`),
    api.get<z.output<typeof SkillHistory>>(`${at}/history`, { days: DAYS }),
    api.get<z.output<typeof SkillCounts>>(`${at}/counts`, { days: DAYS }),
  ])
  const title = view.t.standing.titleFor(showUnseen(skill.name))
  const body = (
    <>
      <SkillHead view={view} skill={skill} tab="standing" />
      <Places view={view} skill={skill} score={score} />
      <History view={view} history={history} />
      <PopularityParts view={view} score={score} />
      <PowerParts view={view} score={score} />
      <Ledger view={view} counts={counts} />
      <Badges view={view} skill={skill} />
    </>
  )
  return page(c, { title, description: title, json: `${at}/score` }, body)
}

function Places({ view, skill, score }: { view: View; skill: Skill; score: Score }) {
  const { t } = view
  const { global, category } = skill.rank
  return (
    <section>
      <h2>{t.standing.places}</h2>
      {!global && !category && <p>{t.standing.notPlaced}</p>}
      <Facts>
        {global && (
          <Fact name={t.standing.global}>
            <a href={to(view, '/boards')}>{t.skill.placeOf(global.rank, global.total)}</a>{' '}
            <span class="quiet">
              <Moment view={view} at={global.generated_at} withTime />
            </span>
          </Fact>
        )}
        {category && skill.category && (
          <Fact name={skill.category.name}>
            <a href={to(view, categoryPath(skill.category.key))}>{t.skill.placeOf(category.rank, category.total)}</a>
          </Fact>
        )}
        {score.power_rank !== null && score.percentile !== null && (
          <Fact name={t.standing.tier}>
            <b>{score.power_rank}</b>{' '}
            {t.standing.ahead(score.percentile.toLocaleString(view.lang, { maximumFractionDigits: 1 }))}
            {score.relaxed && <span class="warned"> {t.standing.relaxed}</span>}
          </Fact>
        )}
      </Facts>
    </section>
  )
}

const SHOWS = ['version', 'tier', 'verdict', 'installs'] as const

/** What an author can put into a README. */
function Badges({ view, skill: { slug } }: { view: View; skill: Skill }) {
  const { t, origin } = view
  const image = (show: string) => `/badge/${encodeURIComponent(slug)}.svg?show=${show}`
  return (
    <section>
      <h2>{t.standing.badges}</h2>
      {SHOWS.map((show) => (
        <>
          <p class="badge">
            <img src={image(show)} alt={t.standing.badgeOf[show]} height="20" />
          </p>
          <Command
            view={view}
            id={`badge-${show}`}
            text={`[![${t.standing.badgeOf[show]}](${origin}${image(show)})](${origin}${skillPath(slug)})`}
          />
        </>
      ))}
      <p>{t.standing.card}</p>
      <Command
        view={view}
        id="card"
        text={`<iframe src="${origin}/embed/${encodeURIComponent(slug)}" width="420" height="200" title="${slug}"></iframe>`}
      />
    </section>
  )
}
