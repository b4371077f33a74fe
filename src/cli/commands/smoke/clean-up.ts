import * as z from 'zod'
import { reasonOf } from '../../../runs/run-job.ts'
import { type Answer, type Client, statusOf } from './client.ts'

const Page = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      key: z.string().optional(),
      owner: z.string().optional(),
      status: z.string().optional(),
      category_id: z.string().nullish(),
    }),
  ),
  next_cursor: z.string().nullable(),
})
type Found = z.output<typeof Page>['items'][number]

/** An upper bound: no catalogue has more pages of categories. */
const MAX_PAGES = 50

/** A row that remains after a run, because the API archives it and never deletes it. */
export type Left = { kind: 'skill' | 'site' | 'category'; id: string; state: 'archived' | 'inactive' }

type CleanUp = { client: Client; token: string; prefix: string }

/**
 * Removes everything with the prefix, including rows whose creation got no answer. Never throws: `faults` says what could not be
 * removed.
 */
export async function cleanUp(p: CleanUp): Promise<{ left: Left[]; faults: string[] }> {
  const left: Left[] = []
  const faults: string[] = []
  for (const remove of [removeSkills, removeSites, removeCategories])
    try {
      left.push(...(await remove(p)))
    } catch (error) {
      faults.push(reasonOf(error))
    }
  return { left, faults }
}

async function removeSkills(p: CleanUp): Promise<Left[]> {
  const { items } = await list(p, `/v1/admin/skills?q=${p.prefix}&size=100`)
  return Promise.all(items.filter(({ owner }) => owner === p.prefix).map((skill) => removeSkill(p, skill)))
}

async function removeSkill(p: CleanUp, { id, status, category_id }: Found): Promise<Left> {
  const path = `/v1/admin/skills/${id}`
  // A category with skills, even archived ones, cannot be deleted.
  if (category_id) await ask(p, 'PATCH', path, [200], { category_id: null })
  if (status !== 'archived') await ask(p, 'DELETE', path, [204])
  return { kind: 'skill', id, state: 'archived' }
}

async function removeSites(p: CleanUp): Promise<Left[]> {
  const { items } = await list(p, `/v1/admin/sites?q=${p.prefix}&size=100`)
  const ours = items.filter(({ key }) => key === p.prefix)
  for (const { id, status } of ours) if (status !== 'archived') await ask(p, 'DELETE', `/v1/admin/sites/${id}`, [204])
  return ours.map(({ id }) => ({ kind: 'site', id, state: 'archived' }))
}

async function removeCategories(p: CleanUp): Promise<Left[]> {
  let after = ''
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next_cursor } = await list(p, `/v1/admin/categories?size=100${after}`)
    const ours = items.find(({ key }) => key === p.prefix)
    if (ours) return removeCategory(p, ours)
    if (next_cursor === null) return []
    after = `&cursor=${encodeURIComponent(next_cursor)}`
  }
  return []
}

async function removeCategory(p: CleanUp, { id }: Found): Promise<Left[]> {
  const path = `/v1/admin/categories/${id}`
  const { status } = await ask(p, 'DELETE', path, [204, 409])
  if (status === 204) return []
  // 409: it has been on a board, and boards are kept.
  await ask(p, 'PATCH', path, [200], { is_active: false })
  return [{ kind: 'category', id, state: 'inactive' }]
}

const list = async (p: CleanUp, path: string) => Page.parse((await ask(p, 'GET', path, [200])).body)

async function ask(
  { client, token }: CleanUp,
  method: string,
  path: string,
  expected: number[],
  body?: unknown,
): Promise<Answer> {
  const answer = await client({ method, path, token, body }).catch((error: unknown) => {
    throw new Error(`${method} ${path}: ${reasonOf(error)}`)
  })
  if (expected.includes(answer.status)) return answer
  throw new Error(`${method} ${path} returned ${statusOf(answer)}`)
}
