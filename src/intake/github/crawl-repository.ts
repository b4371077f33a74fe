import { readRevisions, type StoredRevision } from '../../db/intake/crawling/crawled-files.ts'
import { fileBySettings } from '../../db/intake/crawling/file-by-settings.ts'
import { storeRepository } from '../../db/intake/crawling/repositories.ts'
import { withdrawLeftOut } from '../../db/intake/crawling/source-settings.ts'
import { identifySource, partFromRepository, renameRepository } from '../../db/intake/followed.ts'
import { areSameFindings } from '../../domain/files/folder-findings.ts'
import type { Folder } from '../../domain/files/manifest.ts'
import { type FoundSkill, mayBeSkill } from '../../domain/git/find-skills.ts'
import { relicense } from '../approve.ts'
import { type Crawl, type Crawled, count } from '../crawl-context.ts'
import { recordSeen } from '../record-seen.ts'
import { SourceFault } from '../source-fault.ts'
import { findRepository, findRepositoryById, type Listing, listTree, type Repository } from './github.ts'
import { type Honoured, honourSettings } from './honour-settings.ts'
import { KnownBlobs } from './known-blobs.ts'
import { isTooLarge, type ListedSkill } from './plan-folders.ts'
import { blobId } from './read-blobs.ts'
import { readListing } from './read-listing.ts'
import { isOtherNow } from './recognise.ts'
import { folderOfSkill, storeSkills } from './store-skills.ts'

/** The most SKILL.md files of one repository that are stored. */
const MAX_FILES = 2000

const TAKEN =
  'The repository is gone, and another account has its name now. The skills of that account are kept apart, and nothing is approved automatically any more.'
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
  const listing = await listTree(github, repository)
  const { truncated } = listing
  if (!listing.isThere)
    throw new SourceFault('failed', `GitHub does not list the default branch ${repository.defaultBranch}.`)
  await c.renew()
  const stored = await followName(c, repo, repository)
  const { id: githubId, ownerId, fullName } = repository
  if (githubId !== source.githubId || ownerId !== source.githubOwnerId)
    await identifySource(db, source, { githubId, ownerId, owner: fullName.split('/')[0] ?? '' })
  // Stars are stored by repository name, so the skills must have the new name first.
  await storeRepository(db, repository)
  const ids = await externalIdsOf(repository, listing)
  const storedAs = ({ path }: { path: string }) => stored.get(ids.get(path) ?? '')
  const blobs = new KnownBlobs(c.files)
  const honoured = await honourSettings(c, repository, listing, [...ids.keys()])
  const bounded = (skills: readonly FoundSkill[]) =>
    withinBounds(
      skills.filter(({ path }) => !honoured.isLeftOut(path)),
      (skill) => storedAs(skill) !== undefined,
    )
  const { skills: followed, all: found, installed } = await readListing(c, repository, { listing, blobs, bounded })
  if (!source.isMissing) {
    const skills = await changedSkills(followed, { blobs, storedAs })
    await storeSkills(c, repository, { skills, blobs, commit: listing.commit })
  }

  const externalIds = followed.map(({ path }) => ids.get(path) ?? '')
  const leftOut = [...ids].flatMap(([path, id]) => (honoured.isLeftOut(path) ? [id] : []))
  // Whatever a listing has or has not, nothing of the repository is to be listed.
  const isOfNone = honoured.settings?.publish === 'none'
  await recordSeen(c, { externalIds, isWhole: !truncated || isOfNone, leftOut })
  await actOnSettings(c, repository, { ...honoured, leftOut: isOfNone ? [...leftOut, ...stored.keys()] : leftOut })
  count(c, { files: followed.length, ...(installed > 0 && { installed }) })
  const { approved } = await relicense(c.files, source.id, c.mayGoOn)
  if (approved > 0) count(c, { relicensed: approved })
  const all = Math.max(found - leftOut.length, followed.length)
  const beyond = `The repository has more than ${MAX_FILES} SKILL.md files; ${all - followed.length} of ${all} are left out.`
  const isAll = followed.length === all
  const notes = [...(isOther ? [TAKEN] : []), ...(truncated ? [PARTLY] : []), ...(isAll ? [] : [beyond])]
  // With an ETag, the next crawl would see no change and drop the note.
  const { commit } = listing
  return notes.length > 0
    ? { etag: null, isPartial: truncated, note: notes.join(' '), commit, pushedAt: null }
    : { etag: repository.etag, commit, pushedAt: repository.pushedAt }
}

/** Withdraws what the authors leave out, and files the skills that name no category under theirs. */
async function actOnSettings(
  c: Crawl,
  { fullName }: Repository,
  { settings, leftOut }: { settings: Honoured['settings']; leftOut: readonly string[] },
): Promise<void> {
  if (settings === null) return
  const { db, source } = c
  if (leftOut.length > 0)
    count(c, { left_out: settings.left_out, withdrawn: await withdrawLeftOut(db, source.id, leftOut) })
  if (settings.category === null) return
  await c.renew()
  const filed = await fileBySettings(db, { sourceId: source.id, repo: fullName, category: settings.category })
  if (filed > 0) count(c, { filed })
}

/**
 * Returns the repository that the source follows, which GitHub may have given another name. `isOther`: it is gone, and
 * another account has its name, so that the source now follows a repository that has nothing to do with it.
 */
async function followId(c: Crawl, repo: string, named: Repository | null) {
  const { githubId, githubOwnerId } = c.source
  if (githubId === null)
    return named && (await isOtherNow(c.db, c.source.id, repo, named))
      ? followOther(c, repo, named)
      : { repository: named, isOther: false }
  if (named !== null && (named.id ?? githubId) === githubId) return { repository: named, isOther: false }
  const itself = await findRepositoryById(c.outgoing.github, githubId)
  // The owner may have made it anew.
  if (itself || !named || named.ownerId === githubOwnerId) return { repository: itself ?? named, isOther: false }
  return followOther(c, repo, named)
}

async function followOther(c: Crawl, repo: string, named: Repository) {
  await c.renew()
  await partFromRepository(c.db, c.source.id, repo)
  return { repository: named, isOther: true }
}

/** The external ids of all files that may be a SKILL.md, by path. */
async function externalIdsOf(repository: Repository, { tree }: Listing): Promise<Map<string, string>> {
  const files = tree.entries.filter(({ path }) => mayBeSkill(path))
  return new Map(await Promise.all(files.map(async (file) => [file.path, await blobId(repository, file)] as const)))
}

/** Returns the skills to store: those already stored, and as many of the others as fit. */
function withinBounds<T>(skills: readonly T[], isStored: (skill: T) => boolean): T[] {
  let room = MAX_FILES - skills.filter(isStored).length
  return skills.filter((skill) => isStored(skill) || room-- > 0)
}

/** Returns the skills whose SKILL.md or folder is not stored as it is now, as far as is known without reading it. */
async function changedSkills(
  skills: readonly ListedSkill[],
  p: { blobs: KnownBlobs; storedAs: (skill: ListedSkill) => StoredRevision | undefined },
): Promise<ListedSkill[]> {
  const changed: ListedSkill[] = []
  for (const skill of skills) {
    const stored = p.storedAs(skill)
    const isSame = stored?.revision === skill.file.id
    const folder = isSame && !isTooLarge(skill.file) ? await folderOfSkill(skill, p.blobs) : null
    if (!isSame || (!isTooLarge(skill.file) && !isStoredFolder(folder, stored))) changed.push(skill)
  }
  return changed
}

/** What was found in a folder may change without it: a link that is left out is no file of it. */
const isStoredFolder = (folder: Folder | null, stored: StoredRevision): boolean =>
  folder?.digest === stored.folderDigest && areSameFindings(folder?.findings ?? [], stored.findings ?? [])

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
