import { readRevisions, recordListing, renameRepository } from '../../db/intake/crawled-files.ts'
import type { RawFile } from '../../db/intake/raw-skills.ts'
import { storeRepository } from '../../db/intake/repositories.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { relicense } from '../approve.ts'
import { type Crawl, type Crawled, count, throwIfOutOfTime } from '../crawl-context.ts'
import { runConcurrently } from '../run-concurrently.ts'
import { SourceFault } from '../source-fault.ts'
import { PAGE, storeFiles } from '../store-files.ts'
import { findRepository, listSkillBlobs, type Repository, type SkillBlob } from './github.ts'
import { AT_ONCE, blobId, readFile } from './read-blobs.ts'

/** So many SKILL.md files of one repository are followed. */
const MAX_FILES = 2000

const PARTLY = 'GitHub listed only a part of this large repository; there may be more.'

/**
 * Brings in the SKILL.md files of a repository that have changed. One that is as it was costs one request. A crawl that is cut off has
 * stored whole pages, which the next one does not fetch again.
 */
export async function crawlRepository(c: Crawl, repo: string): Promise<Crawled> {
  const { db, source } = c
  const { github } = c.outgoing
  const repository = await findRepository(github, repo, source.etag)
  if (repository === 'unchanged') return { etag: source.etag }
  if (!repository) {
    await c.renew()
    count(c, { vanished: (await recordListing(db, source.id, { externalIds: [], isWhole: true })).vanished })
    throw new SourceFault('gone', `GitHub has no public repository ${repo}.`)
  }
  const { files, truncated, isThere } = await listSkillBlobs(github, repository)
  if (!isThere) throw new SourceFault('failed', `GitHub does not list the branch ${repository.defaultBranch}.`)
  await c.renew()
  const stored = await followName(c, repo, repository)
  // After its skills have its name, by which the stars find them.
  await storeRepository(db, repository)
  const ids = new Map(await Promise.all(files.map(async (file) => [file, await blobId(repository, file)] as const)))
  const followed = withinBounds(files, (file) => stored.has(ids.get(file) ?? ''))
  const isChanged = (file: SkillBlob) => stored.get(ids.get(file) ?? '')?.revision !== file.sha
  await fetchFiles(c, repository, followed.filter(isChanged))

  await c.renew()
  const externalIds = followed.map((file) => ids.get(file) ?? '')
  const seen = await recordListing(db, source.id, { externalIds, isWhole: !truncated })
  count(c, { files: followed.length, ...seen })
  const { approved } = await relicense(db, source.id, c.mayGoOn)
  if (approved > 0) count(c, { relicensed: approved })
  const beyond = `More than ${MAX_FILES} SKILL.md files are there; ${files.length - followed.length} of ${files.length} are left out.`
  const isAll = followed.length === files.length
  const notes = [...(truncated ? [PARTLY] : []), ...(isAll ? [] : [beyond])]
  // Whoever asks with an ETag is not told of it again.
  return notes.length > 0 ? { etag: null, note: notes.join(' ') } : { etag: repository.etag }
}

/** The files that are followed: those that are stored, and the first of the others. */
function withinBounds(files: readonly SkillBlob[], isStored: (file: SkillBlob) => boolean): SkillBlob[] {
  let room = MAX_FILES - files.filter(isStored).length
  return files.filter((file) => isStored(file) || room-- > 0)
}

/**
 * Where GitHub names a repository otherwise than it was asked for, be it in another case, the source and its files take that name on. Gives
 * what is stored. Files of any other repository, which the source had at another address, are none of this one.
 */
async function followName({ db, source }: Crawl, asked: string, { fullName }: Repository) {
  const stored = await readRevisions(db, source.id)
  const isOld = (repo: string | null) => repo !== fullName && repo?.toLowerCase() === asked.toLowerCase()
  const isRenamed = asked.toLowerCase() !== fullName.toLowerCase()
  if (!isRenamed && ![...stored.values()].some(({ repo }) => isOld(repo))) return stored
  if (!(await renameRepository(db, source.id, { from: asked, to: fullName })))
    throw new SourceFault('failed', `The repository is ${fullName} now, which another source has.`)
  // Its end is written down for the address that it has now.
  source.baseUrl = `https://github.com/${fullName}`
  return readRevisions(db, source.id)
}

async function fetchFiles(c: Crawl, repository: Repository, changed: readonly SkillBlob[]): Promise<void> {
  // One that is too large is neither fetched nor kept.
  const sized = changed.map((file) => ({ file, size: file.size > MAX_SKILL_MD_BYTES ? 0 : file.size }))
  for (const page of inPages(sized, PAGE)) {
    throwIfOutOfTime(c)
    const read = ({ file }: { file: SkillBlob }) => readOrReport(c, repository, file)
    const { results, failure } = await runConcurrently(page, AT_ONCE, read)
    // What was read before something failed is not read again.
    await storeFiles(
      c,
      results.filter((raw) => raw !== null),
    )
    if (failure) throw failure
  }
}

/** A file that GitHub lists and does not have is left out and told of. */
async function readOrReport(c: Crawl, repository: Repository, file: SkillBlob): Promise<RawFile | null> {
  try {
    return await readFile(c.outgoing.github, repository, file)
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind !== 'unreadable') throw error
    c.faults.push({ target: file.path, reason: error.message })
    return null
  }
}
