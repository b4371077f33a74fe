import * as z from 'zod'

/** An event that is older may be a replay. The schedule has seen to what it tells. */
const MAX_AGE_MIN = 60

/** What may have changed at a repository, so that it has to be crawled. */
const ACTIONS = ['renamed', 'transferred', 'deleted', 'privatized', 'publicized', 'archived', 'unarchived', 'edited']

/** GitHub writes times of a push in seconds, others as RFC 3339. */
const When = z.union([
  z.int().transform((seconds) => new Date(seconds * 1000)),
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
])

const Repository = z.object({
  id: z.int().positive(),
  full_name: z.string().max(201),
  default_branch: z.string().max(300).optional(),
  pushed_at: When.nullish(),
  updated_at: When.nullish(),
})

/** The part of a delivery's payload that is read. */
export const GithubPayload = z.object({
  action: z.string().max(100).optional(),
  ref: z.string().max(1000).optional(),
  repository: Repository.optional(),
})

/** The repository that has changed, or why nothing is to be done. */
export type GithubEvent = { changed: { id: number; repo: string } } | { ignored: string }

/** Reads an event of GitHub's webhook. Only pushes to the default branch and acts that move, hide or show a repository matter. */
export function readGithubEvent(event: string, payload: z.output<typeof GithubPayload>, now: Date): GithubEvent {
  const { action = '', ref, repository } = payload
  if (event === 'ping') return { ignored: 'a ping; the webhook works' }
  if (event !== 'push' && event !== 'repository') return { ignored: `events of the kind ${event} are not used` }
  if (!repository) return { ignored: 'the payload names no repository' }
  const { default_branch: branch, pushed_at: pushed, updated_at: updated } = repository
  if (event === 'push' && (branch === undefined || ref !== `refs/heads/${branch}`))
    return { ignored: 'the push was not to the default branch' }
  if (event === 'repository' && !ACTIONS.includes(action)) return { ignored: `the act ${action} changes no skill` }
  const at = event === 'push' ? pushed : updated
  if (at && now.getTime() - at.getTime() > MAX_AGE_MIN * 60_000)
    return { ignored: `it is older than ${MAX_AGE_MIN} minutes` }
  return { changed: { id: repository.id, repo: repository.full_name } }
}
