import type { Db } from '../../../src/db/connect.ts'
import { storeDescriptions } from '../../../src/db/files/descriptions.ts'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { storeRawSkills } from '../../../src/db/intake/raw-skills.ts'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { describeFolder } from '../../../src/files/describe-folder.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { readRawFile } from '../../../src/intake/raw-file.ts'
import { aFile as aFolderFile, contentsOf, type FileWithBytes } from './folders.ts'

type StoredInput = {
  repo?: string
  path?: string
  text?: string | Uint8Array
  source?: string
}

let made = 0

export const aFile = (name: string, p: { description?: string; more?: string; body?: string } = {}) =>
  `---\nname: ${name}\ndescription: ${p.description ?? `What ${name} does.`}\n${p.more ?? 'license: MIT\n'}---\n\n${p.body ?? `# ${name}\n`}`

/** A file of a GitHub repository as a crawl stores it, waiting for review. Stored again with another text, it has changed. */
export async function aStoredFile(db: Db, input: StoredInput = {}) {
  const name = `file-${++made}`
  const repo = input.repo ?? 'acme/kit'
  const path = input.path ?? `${name}/SKILL.md`
  const folder = path.split('/').at(-2) ?? name
  const text = input.text ?? aFile(folder)
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const [owner = ''] = repo.split('/')
  const { id: sourceId } = await ensureSource(db, { name: input.source ?? `github:${repo}`, type: 'github' })
  const { raw } = await readRawFile(bytes, { path, folder, owner, repo })
  const [stored] = await storeRawSkills(db, sourceId, [raw])
  if (!stored) throw new Error('The file was not stored.')
  return { id: stored.rawId, name: folder, path, repo, sourceId, file_hash: raw.contentHash }
}

type FolderInput = StoredInput & { files?: readonly FileWithBytes[] }

/** The same with its folder, which has `files` beside its SKILL.md. */
export async function aStoredFolder(db: Db, { files = [], ...input }: FolderInput = {}) {
  const path = input.path ?? `file-${++made}/SKILL.md`
  const repo = input.repo ?? 'acme/kit'
  const name = path.split('/').at(-2) ?? ''
  const skillMd = await aFolderFile('SKILL.md', input.text ?? aFile(name))
  const all = [skillMd, ...files]
  await putFiles({ db }, contentsOf(all))
  const folder = await makeFolder({ files: all })
  const { id: sourceId } = await ensureSource(db, { name: input.source ?? `github:${repo}`, type: 'github' })
  const { raw } = await readRawFile(skillMd.bytes, { path, folder: name, owner: repo.split('/')[0] ?? '', repo })
  const [stored] = await storeRawSkills(db, sourceId, [{ ...raw, folderDigest: folder.digest }], [folder])
  if (!stored) throw new Error('The file was not stored.')
  await storeDescriptions(db, [await describeFolder(folder.digest, all, (text) => text.length)])
  const { digest: folder_digest } = folder
  return { id: stored.rawId, name, path, repo, sourceId, file_hash: raw.contentHash, folder_digest }
}
