import type { Db } from '../../../src/db/connect.ts'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { storeRawSkills } from '../../../src/db/intake/raw-skills.ts'
import { readRawFile } from '../../../src/intake/raw-file.ts'

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
