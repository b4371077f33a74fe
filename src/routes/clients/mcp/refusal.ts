import type { Context } from 'hono'
import { findArchived } from '../../../db/clients/mcp-skills.ts'
import { isUnavailable } from '../../../db/errors.ts'
import type { Given } from '../../../db/files/given.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { skillRef } from '../../../http/input/skill-ref.ts'
import { describeError } from '../../../log.ts'
import { refusal } from '../../catalogue/versions/given-files.ts'

/** Why a request was refused, in words for an agent. `isOurs`: the fault is on our side; then only the log has the details. */
export type Refusal = { message: string; isOurs: boolean }

/** Turns whatever was thrown into a refusal that names `slug`, if there is one. */
export function refusalOf(c: Context<AppEnv>, error: unknown, slug?: string): Refusal {
  if (error instanceof Failure) return { message: withSlug(wordsOf(error), slug), isOurs: false }
  if (isUnavailable(error)) {
    c.var.log('error', 'database_unavailable', describeError(error))
    return { message: 'The database did not answer. Please try again in a few seconds.', isOurs: true }
  }
  c.var.log('error', 'unhandled_error', describeError(error))
  return { message: `Something went wrong on our side. It was logged as ${c.var.requestId}.`, isOurs: true }
}

/** The fields that are wrong, without the parts of an HTTP request, which an agent does not see. */
const wordsOf = ({ errors, message }: Failure): string =>
  errors ? errors.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`).join('; ') : message

const withSlug = (message: string, slug: string | undefined): string =>
  slug === undefined || message.includes(slug) ? message : `${slug}: ${message}`

/** Throws Failure `withheld` or `withdrawn`, which say why and where the source is, if no file of it is given out. */
export function refuseWithSource(given: Given): void {
  // A file of an incomplete folder is whole itself.
  if (given.withheld !== 'incomplete') refuseUnlessWhole(given)
}

/** The same, if its folder is not given out as a whole. */
export function refuseUnlessWhole(given: Given): void {
  const { slug, withheld, sourceUrl } = given
  if (withheld === null) return
  const { code, message } = refusal(given, withheld)
  const source = sourceUrl === null || message.includes(sourceUrl) ? '' : ` Its source: ${sourceUrl}`
  throw new Failure(code, `${slug} is withheld (${withheld}): ${message}${source}`)
}

/** Throws Failure `withdrawn`, which says why, if there was a public skill `slug`. */
export async function refuseWithdrawn(c: Context<AppEnv>, slug: string): Promise<void> {
  const skill = await findArchived(c.var.db, skillRef(slug))
  if (!skill) return
  throw new Failure(
    'withdrawn',
    skill.isVanished
      ? `${skill.slug} is withheld (vanished): Its source no longer has it, so it can no longer be installed.`
      : `${skill.slug} is withheld (withdrawn): It was withdrawn from this registry.`,
  )
}
