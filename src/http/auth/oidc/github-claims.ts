import * as z from 'zod'

const NUMBER = /^[1-9]\d{0,14}$/
const id = z.string().regex(NUMBER).transform(Number)
const word = z.string().min(1).max(500)

/** The claims of a token of GitHub Actions that a proof needs. Ids are numbers in texts. */
export const GithubClaims = z.object({
  jti: z.string().min(1).max(200),
  exp: z.number(),
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  repository_id: id,
  repository_owner_id: id,
  repository_visibility: z.string(),
  ref: word,
  sha: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  workflow_ref: word,
  run_id: z.string().regex(NUMBER),
  run_attempt: z.string().regex(NUMBER).transform(Number),
  event_name: z.string().min(1).max(100),
})
export type GithubClaims = z.output<typeof GithubClaims>
