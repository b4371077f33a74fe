import { readSourceSettings, type StoredSettings, storeSourceSettings } from '../../db/intake/source-settings.ts'
import type { Tree } from '../../domain/git/tree.ts'
import {
  leftOut,
  MAX_SETTINGS_BYTES,
  readSettings,
  SETTINGS_PATH,
  SETTINGS_TOO_LARGE,
} from '../../domain/intake/repository-settings.ts'
import type { Crawl } from '../crawl-context.ts'
import { type Repository, readBlob } from './github.ts'

/** Which skills of a listing the authors have left out. `isChanged`: the file is another than at the last crawl. */
export type Honoured = { isLeftOut: (path: string) => boolean; settings: StoredSettings | null; isChanged: boolean }

/** Reads `.agent-skills.yml`, if it has changed. A file that cannot be read leaves out nothing. Throws SourceFault if GitHub does not answer. */
export async function honourSettings(
  c: Crawl,
  { fullName }: Repository,
  tree: Tree,
  paths: readonly string[],
): Promise<Honoured> {
  const stored = await readSourceSettings(c.db, c.source.id)
  const file = tree.at(SETTINGS_PATH)
  if (file?.kind !== 'file') {
    if (stored) await storeSourceSettings(c.db, c.source.id, null)
    return { isLeftOut: () => false, settings: null, isChanged: stored !== null }
  }
  const isChanged = stored?.file !== file.id
  const read =
    !isChanged && stored
      ? stored
      : file.size > MAX_SETTINGS_BYTES
        ? SETTINGS_TOO_LARGE
        : readSettings(await readBlob(c.outgoing.github, fullName, file.id, MAX_SETTINGS_BYTES))
  const isLeftOut = leftOut(read, paths) ?? (() => false)
  const settings = { ...read, file: file.id, left_out: paths.filter(isLeftOut).length }
  await c.renew()
  await storeSourceSettings(c.db, c.source.id, settings)
  return { isLeftOut, settings, isChanged }
}
