import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'

/** What authors do about their skills, as the public log names it. */
export const ACTS = [
  ...['publish', 'hide', 'show', 'yank', 'unyank', 'deprecate', 'undeprecate', 'rename', 'edit', 'answer', 'unanswer'],
  ...['offer', 'withdraw', 'accept', 'decline'],
] as const

export type Act = (typeof ACTS)[number]

/** A statement that notes an act about skills (a query of id) in the log of their publishers. Nothing that does not change is noted. */
export const noteAct = (author: Author, act: Act, skills: SQL, details: SQL = sql`'{}'::jsonb`): SQL => sql`
  insert into author_acts (publisher_id, skill_id, act, details, repository, proof_key, at)
  select s.publisher_id, s.id, ${act}, ${details}, ${author.source.name}, ${author.source.key}, now() from skills s where s.id in (${skills}) and s.publisher_id is not null`

/** Details of an act. */
export const detailsOf = (details: Record<string, unknown>): SQL => sql`${JSON.stringify(details)}::jsonb`
