import {
  readSourceSettings,
  type StoredSettings,
  storeSourceSettings,
} from '../../db/intake/crawling/source-settings.ts'
import {
  leftOut,
  MAX_SETTINGS_BYTES,
  readSettings,
  SETTINGS_PATH,
  SETTINGS_TOO_LARGE,
} from '../../domain/intake/repository-settings.ts'
import type { Crawl } from '../crawl-context.ts'
import { type Listing, type Repository, readBlob } from './github.ts'

/** Which skills of a listing the authors have left out. */
export type Honoured = { isLeftOut: (path: string) => boolean; settings: StoredSettings | null }

/**
 * Reads `.agent-skills.yml`, if it has changed. A file that cannot be read leaves out nothing. A listing that is cut off before it says
 * nothing of it. Throws SourceFault if GitHub does not answer.
 */
export async function honourSettings(
  c: Crawl,
  { fullName }: Repository,
  { tree, truncated }: Pick<Listing, 'tree' | 'truncated'>,
  paths: readonly string[],
): Promise<Honoured> {
  const stored = await readSourceSettings(c.db, c.source.id)
  const file = tree.at(SETTINGS_PATH)
  const settings = file?.kind === 'file' ? await read(c, fullName, file, stored) : truncated ? stored : null
  if (settings === null) {
    if (stored) await storeSourceSettings(c.db, c.source.id, { before: stored, settings: null })
    return { isLeftOut: () => false, settings: null }
  }
  const isLeftOut = leftOut(settings, paths) ?? (() => false)
  const counted = { ...settings, left_out: paths.filter(isLeftOut).length }
  await c.renew()
  await storeSourceSettings(c.db, c.source.id, { before: stored, settings: counted })
  return { isLeftOut, settings: counted }
}

async function read(
  c: Crawl,
  fullName: string,
  file: { id: string; size: number },
  stored: StoredSettings | null,
): Promise<Omit<StoredSettings, 'left_out'>> {
  if (stored?.file === file.id) return stored
  if (file.size > MAX_SETTINGS_BYTES) return { ...SETTINGS_TOO_LARGE, file: file.id }
  return { ...readSettings(await readBlob(c.outgoing.github, fullName, file.id, MAX_SETTINGS_BYTES)), file: file.id }
}
