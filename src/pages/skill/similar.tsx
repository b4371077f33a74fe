import type { Context } from 'hono'
import type { z } from 'zod'
import type { SimilarSkills } from '../../routes/catalogue/search/similar.ts'
import { page } from '../layout/page.tsx'
import { showUnseen } from '../parts/plain.ts'
import { SkillList } from '../parts/skill-list.tsx'
import { type PageEnv, skillPath, to } from '../view.ts'
import { readSkill, skillApi, slugOf } from './skill.ts'

/** The skills that are about the same as one. */
export async function similar(c: Context<PageEnv>) {
  const { api, view } = c.var
  const json = `${skillApi(slugOf(c))}/similar`
  const [skill, { items }] = await Promise.all([readSkill(c), api.get<z.output<typeof SimilarSkills>>(json)])
  const name = showUnseen(skill.name)
  const body = (
    <>
      <h1>
        <a href={to(view, skillPath(skill.slug))}>{name}</a>
      </h1>
      <h2>{view.t.skill.similar}</h2>
      {items.length === 0 ? <p>{view.t.common.none}</p> : <SkillList view={view} items={items} />}
    </>
  )
  const title = `${name}: ${view.t.skill.similar}`
  return page(c, { title, description: title, noIndex: true, json }, body)
}
