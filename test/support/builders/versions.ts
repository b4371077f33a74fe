import type { Db } from '../../../src/db/connect.ts'
import { storeDescriptions } from '../../../src/db/files/descriptions.ts'
import { type Finding, makeFolder } from '../../../src/domain/files/manifest.ts'
import { describeFolder } from '../../../src/files/describe-folder.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { anIngestedSkill } from './builders.ts'
import { aFile, contentsOf, type FileWithBytes } from './folders.ts'

type VersionInput = {
  name: string
  owner?: string
  source?: string
  files?: readonly FileWithBytes[]
  declared?: string | null
  /** Of the text of its SKILL.md. By default, each time another. */
  contentHash?: string
  contentPolicy?: 'full' | 'link_only'
  missing?: readonly Finding[]
}

/** Creates a skill with its folder as ingest does. With other files for the same name, makes its next version. */
export async function aVersion(db: Db, { files, missing = [], ...skill }: VersionInput) {
  const stored = files ?? [await aFile('SKILL.md', `The text of ${skill.name}.`)]
  if (new Set(stored.map(({ path }) => path)).size < stored.length) throw new Error('Two files have one path.')
  await putFiles({ db }, contentsOf(stored))
  await putFiles({ db }, [new Uint8Array()])
  const folder = await makeFolder({ files: stored, missing })
  const ingested = await anIngestedSkill(db, { ...skill, folder })
  await storeDescriptions(db, [await describeFolder(folder.digest, stored, countWords)])
  return { ...ingested, ...folder }
}

/** In place of tokens, whose tables take a second to load. */
const countWords = (text: string) => text.split(/\s+/).length
