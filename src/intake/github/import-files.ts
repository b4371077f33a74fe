import { cacheRepository } from '../../db/intake/crawling/repositories.ts'
import { ensureSource } from '../../db/intake/ensure-source.ts'
import type { LiveCost } from '../../db/intake/live/live-budget.ts'
import { storeRawSkills } from '../../db/intake/raw-skills.ts'
import { type FoundSkill, findSkills } from '../../domain/git/find-skills.ts'
import type { Tree } from '../../domain/git/tree.ts'
import { liesAt } from '../../domain/intake/github-address.ts'
import type { FilePlace } from '../../files/file-place.ts'
import type { Reading } from '../crawl-context.ts'
import type { FolderLimits } from '../live-limits.ts'
import type { StorableFile } from '../store-files.ts'
import { fetchBlobs } from './fetch-blobs.ts'
import { type Listing, listTree, type Repository } from './github.ts'
import type { GithubApi } from './github-api.ts'
import { KnownBlobs } from './known-blobs.ts'
import { isTooLarge, keepsOwnFile, type ListedSkill, listFolder } from './plan-folders.ts'
import { blobId, readBlobs } from './read-blobs.ts'
import { idsOf, missingBlobs } from './read-listing.ts'
import { storableSkills } from './store-skills.ts'

/** `more`: how many further SKILL.md files were found and not read. `truncated`: GitHub did not list all of them. */
export type Imported = { more: number; truncated: boolean }

type Import = {
  repository: Repository
  path: string
  limit: number
  folders: FolderLimits
  /** Called before texts are read. May throw. */
  spend: (cost: LiveCost) => Promise<void>
  /** Called before the rest of the folders is read. False: there is no budget for it. */
  spendMore: (cost: LiveCost) => Promise<boolean>
}

/** The most that one statement carries. */
const MAX_BYTES = 2 * 1024 * 1024

/**
 * Stores the first skills at `path` of a repository's default branch for review, in one statement: with their folders, as far as these fit
 * into the limits, else only their SKILL.md. Stores all or none, so that a retry can complete them. Safe to repeat and to run twice at
 * once. Throws SourceFault.
 */
export async function importFiles(at: FilePlace, api: GithubApi, p: Import): Promise<Imported> {
  const listing = await listTree(api, p.repository)
  const { skills } = findSkills(listing.tree, () => undefined)
  const wanted = skills.filter(({ path }) => liesAt(p.path, path))
  const chosen = withinBudget(wanted.slice(0, p.limit))
  if (chosen.length > 0) {
    await p.spend(costOf(chosen.map(({ file }) => file).filter((file) => !isTooLarge(file))))
    const whole = await readFolders(at, api, { ...p, chosen, listing })
    const read = new Set(whole.map(({ raw }) => raw.externalId))
    const ids = await Promise.all(chosen.map((skill) => blobId(p.repository, skill)))
    const others = chosen.filter((_, i) => !read.has(ids[i] ?? ''))
    const texts = await readBlobs(api, p.repository, others.map(blobOf))
    if (texts.failure) throw texts.failure
    await store(at, p.repository, whole, texts.results)
  }
  return { more: wanted.length - chosen.length, truncated: listing.truncated }
}

async function store(
  { db }: FilePlace,
  repository: Repository,
  whole: readonly StorableFile[],
  texts: readonly StorableFile['raw'][],
) {
  const source = await ensureSource(db, {
    name: `github:${repository.fullName.toLowerCase()}`,
    type: 'github',
    baseUrl: `https://github.com/${repository.fullName}`,
    fromSearch: true,
  })
  await cacheRepository(db, repository)
  const folders = whole.flatMap(({ folder }) => folder ?? [])
  await storeRawSkills(db, source.id, [...whole.map(({ raw }) => raw), ...texts], folders)
}

/** Reads the skills whose folders fit into the limits and the budget, and stores the files of these. */
async function readFolders(
  at: FilePlace,
  api: GithubApi,
  p: Import & { chosen: readonly FoundSkill[]; listing: Listing },
): Promise<StorableFile[]> {
  const blobs = new KnownBlobs(at)
  const listed = await listFolders(p.listing.tree, p.chosen, blobs)
  const { skills, more } = withinLimits(listed, blobs, p.folders)
  if (more.length > 0 && !(await p.spendMore(costOf(more)))) return []
  const c: Reading = { files: at, outgoing: { github: api }, mayGoOn: () => true, renew: async () => {}, faults: [] }
  await blobs.hold(skills.flatMap(idsOf))
  const failure = await fetchBlobs(c, p.repository, { blobs, wanted: missingBlobs(skills, blobs) })
  if (failure) throw failure
  return storableSkills(c, p.repository, { skills, blobs, commit: p.listing.commit, hasAll: false })
}

/** The folders of skills that can be read without following links first. */
async function listFolders(tree: Tree, chosen: readonly FoundSkill[], blobs: KnownBlobs): Promise<ListedSkill[]> {
  const small = chosen.filter(({ file }) => !isTooLarge(file)).map((skill) => listFolder(tree, skill, blobs))
  const listed = small.flatMap((found) => (found.unread.length === 0 && keepsOwnFile(found.listed) ? found.listed : []))
  await blobs.lookUp(listed.flatMap(idsOf))
  return listed
}

/** The first folders that fit together. `more`: what has to be read of them beside each SKILL.md. */
function withinLimits(listed: readonly ListedSkill[], blobs: KnownBlobs, limits: FolderLimits) {
  const skills: ListedSkill[] = []
  const texts = new Set(listed.map(({ file }) => file.id))
  const rest = (some: readonly ListedSkill[]) => missingBlobs(some, blobs).filter(({ id }) => !texts.has(id))
  for (const skill of listed) {
    const { requests, bytes } = costOf(rest([...skills, skill]))
    if (requests <= limits.files && bytes <= limits.bytes) skills.push(skill)
  }
  return { skills, more: rest(skills) }
}

const blobOf = ({ path, file }: FoundSkill) => ({ path, sha: file.id, size: file.size })

const costOf = (files: readonly { size: number }[]): LiveCost => ({
  requests: files.length,
  bytes: files.reduce((bytes, { size }) => bytes + size, 0),
})

/** A file that is too large is neither read nor kept. */
function withinBudget(skills: readonly FoundSkill[]): FoundSkill[] {
  let bytes = 0
  return skills.filter(({ file }) => {
    if (!isTooLarge(file)) bytes += file.size
    return bytes <= MAX_BYTES
  })
}
