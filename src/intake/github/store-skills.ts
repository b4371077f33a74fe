import { type Folder, type ManifestFile, makeFolder } from '../../domain/files/manifest.ts'
import { missingPart } from '../../domain/files/missing-parts.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { readFiles } from '../../files/read-files.ts'
import { type Crawl, type Reading, throwIfOutOfTime } from '../crawl-context.ts'
import { readRawFile } from '../raw-file.ts'
import { PAGE, type StorableFile, storeFiles } from '../store-files.ts'
import { fetchBlobs } from './fetch-blobs.ts'
import type { Repository } from './github.ts'
import type { KnownBlobs } from './known-blobs.ts'
import { isTooLarge, keepsOwnFile, type ListedSkill } from './plan-folders.ts'
import { idsOf, missingBlobs } from './read-listing.ts'

/** About what a file of a folder weighs in the statement that stores it. */
const ROW_BYTES = 200
const TOO_LARGE = () => new Uint8Array(MAX_SKILL_MD_BYTES + 1)

/** The folder of a skill. Null if some of its blobs have not been read; with `lost`, these are missing from it. */
export async function folderOfSkill(skill: ListedSkill, blobs: KnownBlobs, lost = false): Promise<Folder | null> {
  const files: ManifestFile[] = []
  const missing = [...skill.missing]
  for (const { id, path, mode } of skill.files) {
    const file = blobs.fileOf(id)
    if (file === null && !lost) return null
    if (file === null || file === 'lfs') missing.push(missingPart(file ? 'file.lfs-pointer' : 'file.unreadable', path))
    else files.push({ path, mode, ...file })
  }
  return makeFolder({ files, missing, findings: skill.findings })
}

/**
 * Stores skills with their folders, page by page, and reads the blobs that this takes. Throws the failure that ended it, after what was
 * complete has been stored.
 */
export async function storeSkills(
  c: Crawl,
  repository: Repository,
  p: { skills: readonly ListedSkill[]; blobs: KnownBlobs; commit: string | null },
): Promise<void> {
  const sized = p.skills.map((skill) => ({
    skill,
    size: (isTooLarge(skill.file) ? 0 : skill.file.size) + skill.files.length * ROW_BYTES,
  }))
  for (const page of inPages(sized, PAGE)) {
    throwIfOutOfTime(c)
    const skills = page.map(({ skill }) => skill)
    await p.blobs.hold(skills.flatMap(idsOf))
    const failure = await fetchBlobs(c, repository, { ...p, wanted: missingBlobs(skills, p.blobs) })
    await storeFiles(c, await storableSkills(c, repository, { ...p, skills, hasAll: !failure }))
    if (failure) throw failure
  }
}

/** The skills whose blobs have been read, as they are stored. With `hasAll`, what has not been read is missing for good. */
export async function storableSkills(
  c: Pick<Reading, 'files' | 'faults'>,
  repository: Repository,
  p: { skills: readonly ListedSkill[]; blobs: KnownBlobs; commit: string | null; hasAll: boolean },
): Promise<StorableFile[]> {
  const { blobs } = p
  const contents = await readFiles(
    c.files,
    p.skills.flatMap((skill) => hashOf(skill, blobs) ?? []),
  )
  const files: StorableFile[] = []
  for (const skill of p.skills) {
    if (!isTooLarge(skill.file) && !keepsOwnFile(skill)) {
      c.faults.push({ target: skill.path, reason: 'This file is left out of its own folder.' })
      continue
    }
    const hash = hashOf(skill, blobs)
    const content = isTooLarge(skill.file) ? TOO_LARGE() : hash ? contents.get(hash) : blobs.bytesOf(skill.file.id)
    const folder = isTooLarge(skill.file) ? undefined : await folderOfSkill(skill, blobs, p.hasAll)
    // It was reported if GitHub does not have the SKILL.md, and comes later if the crawl has been cut off.
    if (!content || folder === null) continue
    files.push({ raw: await rawOf(repository, skill, { content, folder, commit: p.commit }), folder })
  }
  return files
}

function hashOf({ file }: ListedSkill, blobs: KnownBlobs): string | null {
  const known = blobs.fileOf(file.id)
  return known && known !== 'lfs' ? known.sha256 : null
}

async function rawOf(
  { fullName }: Repository,
  { path, file }: ListedSkill,
  p: { content: Uint8Array; folder: Folder | undefined; commit: string | null },
) {
  const [owner = '', name = ''] = fullName.split('/')
  const at = { path, folder: path.split('/').at(-2) ?? name, owner, repo: fullName, revision: file.id }
  const { raw } = await readRawFile(p.content, at)
  return {
    ...raw,
    folderDigest: p.folder?.digest,
    folderFindings: p.folder?.findings,
    commitSha: p.commit ?? undefined,
  }
}
