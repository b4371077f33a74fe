import type { Context } from 'hono'
import type { GivenFolder } from '../../../db/files/given.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { NO_TRANSFORM } from '../../../http/cache-for.ts'
import { recall, remember } from '../../../http/data-centre.ts'
import { found } from '../../../http/failure.ts'
import { countDownload } from './count-download.ts'
import { archiveOf } from './given-files.ts'
import type { ArchiveKind } from './read-archive.ts'

/** For so long a data centre may go on giving out a version that was withdrawn meanwhile. */
const GIVEN_SECONDS = 60

/** A folder that a path names: its words, how the folder is found, and whether they always mean the same one. */
type Named = { words: readonly string[]; find: () => Promise<GivenFolder | null>; isFixed: boolean }

/** Answers with an archive of a folder, and counts that. Throws Failure `not_found`, `withheld` or `withdrawn`. */
export async function download(c: Context<AppEnv>, named: Named, kind: ArchiveKind) {
  const folder = await givenFolder(c, named)
  const answer = await archiveOf(c, folder, kind)
  // Each download reaches us, since it may be counted.
  answer.headers.set('Cache-Control', `private, no-cache, ${NO_TRANSFORM}`)
  countDownload(c, folder.slug)
  return answer
}

/** Only what is given out is kept: a version that comes back, or a new skill, is there at once. */
async function givenFolder(c: Context<AppEnv>, { words, find, isFixed }: Named): Promise<GivenFolder> {
  const name = `given/${words.map(encodeURIComponent).join('/')}`
  const kept = isFixed ? await recall(c, name) : null
  if (kept) return kept.json<GivenFolder>()
  const folder = found(await find(), 'version', words.join(' '))
  if (isFixed && folder.withheld === null) remember(c, name, JSON.stringify(folder), GIVEN_SECONDS)
  return folder
}
