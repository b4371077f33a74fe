import { readRevisions } from '../../db/intake/crawled-files.ts'
import { identifySource, partFromRepository, renameRepository } from '../../db/intake/followed.ts'
import type { RawFile } from '../../db/intake/raw-skills.ts'
import { storeRepository } from '../../db/intake/repositories.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { relicense } from '../approve.ts'
import { type Crawl, type Crawled, count, throwIfOutOfTime } from '../crawl-context.ts'
import { recordSeen } from '../record-seen.ts'
import { runConcurrently } from '../run-concurrently.ts'
import { SourceFault } from '../source-fault.ts'
import { PAGE, storeFiles } from '../store-files.ts'
import { findRepository, findRepositoryById, listSkillBlobs, type Repository, type SkillBlob } from './github.ts'
import { AT_ONCE, blobId, readFile } from './read-blobs.ts'

/** The most SKILL.md files of one repository that are stored. */
const MAX_FILES = 2000

const TAKEN =
  'The repository is gone, and another account has its name now. Its skills stay apart, and nothing is approved automatically any more.'
const PARTLY = 'GitHub listed only a part of this large repository; it may have more SKILL.md files.'

/**
 * Stores the SKILL.md files of a repository that have changed. An unchanged repository costs one request. A crawl that
 * is cut off has stored whole pages, which the next crawl does not fetch again.
 */
export async function crawlRepository(c: Crawl, repo: string): Promise<Crawled> {
  const { db, source } = c
  const { github } = c.outgoing
  const named = await findRepository(github, repo, source.etag)
  if (named === 'unchanged') return { etag: source.etag }
  const { repository, isOther } = await followId(c, repo, named)
  if (!repository) {
    await recordSeen(c, { externalIds: [], isWhole: true })
    throw new SourceFault('gone', `GitHub has no public repository ${repo}.`)
  }
  const { files, truncated, isThere } = await listSkillBlobs(github, repository)
  if (!isThere) throw new SourceFault('failed', `GitHub does not list the default branch ${repository.defaultBranch}.`)
  await c.renew()
  const stored = await followName(c, repo, repository)
  const { id: githubId, ownerId, fullName } = repository
  if (githubId !== source.githubId || ownerId !== source.githubOwnerId)
    await identifySource(db, source, { githubId, ownerId, owner: fullName.split('/')[0] ?? '' })
  // Stars are stored by repository name, so the skills must have the new name first.
  await storeRepository(db, repository)
  const ids = new Map(await Promise.all(files.map(async (file) => [file, await blobId(repository, file)] as const)))
  const followed = withinBounds(files, (file) => stored.has(ids.get(file) ?? ''))
  const isChanged = (file: SkillBlob) => stored.get(ids.get(file) ?? '')?.revision !== file.sha
  if (!source.isMissing) await fetchFiles(c, repository, followed.filter(isChanged))

  const externalIds = followed.map((file) => ids.get(file) ?? '')
  await recordSeen(c, { externalIds, isWhole: !truncated })
  count(c, { files: followed.length })
  const { approved } = await relicense(db, source.id, c.mayGoOn)
  if (approved > 0) count(c, { relicensed: approved })
  const beyond = `The repository has more than ${MAX_FILES} SKILL.md files; ${files.length - followed.length} of ${files.length} are left out.`
  const isAll = followed.length === files.length
  const notes = [...(isOther ? [TAKEN] : []), ...(truncated ? [PARTLY] : []), ...(isAll ? [] : [beyond])]
  // With an ETag, the next crawl would see no change and drop the note.
  return notes.length > 0 ? { etag: null, isPartial: truncated, note: notes.join(' ') } : { etag: repository.etag }
}

/**
 * Returns the repository that the source follows, which GitHub may have given another name. `isOther`: it is gone, and
 * another account has its name, so that the source now follows a repository that has nothing to do with it.
 */
async function followId(c: Crawl, repo: string, named: Repository | null) {
  const { githubId, githubOwnerId } = c.source
  const isKnown = githubId === null || (named !== null && (named.id ?? githubId) === githubId)
  if (isKnown) return { repository: named, isOther: false }
  const itself = await findRepositoryById(c.outgoing.github, githubId)
  // The owner may have made it anew.
  if (itself || !named || named.ownerId === githubOwnerId) return { repository: itself ?? named, isOther: false }
  await c.renew()
  await partFromRepository(c.db, c.source, repo)
  return { repository: named, isOther: true }
}

/** Returns the files to store: those already stored, and as many of the others as fit. */
function withinBounds(files: readonly SkillBlob[], isStored: (file: SkillBlob) => boolean): SkillBlob[] {
  let room = MAX_FILES - files.filter(isStored).length
  return files.filter((file) => isStored(file) || room-- > 0)
}

/**
 * If GitHub now names the repository differently, even only in case, renames the source and its files. Returns the
 * stored files. Files from another address that the source once had do not count.
 */
async function followName({ db, source }: Crawl, asked: string, { fullName, ownerId }: Repository) {
  const stored = await readRevisions(db, source.id)
  const isOld = (repo: string | null) => repo !== fullName && repo?.toLowerCase() === asked.toLowerCase()
  const isRenamed = asked.toLowerCase() !== fullName.toLowerCase()
  if (!isRenamed && ![...stored.values()].some(({ repo }) => isOld(repo))) return stored
  if (!(await renameRepository(db, source.id, { from: asked, to: fullName, ownerId })))
    throw new SourceFault(
      'failed',
      `The repository is now called ${fullName}, and another source already has that address.`,
    )
  // The end of the crawl is recorded under the new address.
  source.baseUrl = `https://github.com/${fullName}`
  return readRevisions(db, source.id)
}

async function fetchFiles(c: Crawl, repository: Repository, changed: readonly SkillBlob[]): Promise<void> {
  // Files that are too large are neither fetched nor kept.
  const sized = changed.map((file) => ({ file, size: file.size > MAX_SKILL_MD_BYTES ? 0 : file.size }))
  for (const page of inPages(sized, PAGE)) {
    throwIfOutOfTime(c)
    const read = ({ file }: { file: SkillBlob }) => readOrReport(c, repository, file)
    const { results, failure } = await runConcurrently(page, AT_ONCE, read)
    // Stores what was read before a failure, so that it is not read again.
    await storeFiles(
      c,
      results.filter((raw) => raw !== null),
    )
    if (failure) throw failure
  }
}

/** Reads a file. If GitHub lists it but does not have it, reports the fault and returns null. */
async function readOrReport(c: Crawl, repository: Repository, file: SkillBlob): Promise<RawFile | null> {
  try {
    return await readFile(c.outgoing.github, repository, file)
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind !== 'unreadable') throw error
    c.faults.push({ target: file.path, reason: error.message })
    return null
  }
}
