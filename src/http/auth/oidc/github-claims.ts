import * as z from 'zod'

const NUMBER = /^[1-9]\d{0,14}$/
const id = z.string().regex(NUMBER).transform(Number)
/** Text that PostgreSQL can store. */
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u)
const word = text(500)

/** The claims of a token of GitHub Actions that a proof needs. Ids are numbers in texts. */
export const GithubClaims = z.object({
  jti: text(200),
  exp: z.int().max(32_503_680_000),
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  repository_id: id,
  repository_owner_id: id,
  repository_visibility: z.string(),
  ref: word,
  sha: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  workflow_ref: word,
  run_id: z.string().regex(NUMBER),
  run_attempt: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  event_name: text(100),
})
export type GithubClaims = z.output<typeof GithubClaims>
