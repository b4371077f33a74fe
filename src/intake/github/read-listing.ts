import { type FoundSkill, folderOf } from '../../domain/git/find-skills.ts'
import { readFile } from '../../files/read-files.ts'
import type { Crawl } from '../crawl-context.ts'
import { fetchBlobs } from './fetch-blobs.ts'
import type { Listing, Repository } from './github.ts'
import type { KnownBlobs, WantedBlob } from './known-blobs.ts'
import { type FolderPlan, isTooLarge, type ListedSkill, planFolders } from './plan-folders.ts'
import { isTarballWorthIt, readTarball } from './read-tarball.ts'

/** Each round reads the links that the round before has found. No chain of links has more that are followed. */
const MAX_ROUNDS = 45
/** The second one has what links have led to. */
const MAX_TARBALLS = 2

/**
 * Finds the skills of a listing with their folders. Reads the links and lock files that this takes, and looks up which blobs are known.
 * If many are not, reads them all at once. Throws SourceFault.
 */
export async function readListing(
  c: Crawl,
  repository: Repository,
  p: { listing: Listing; blobs: KnownBlobs; bounded: (skills: readonly FoundSkill[]) => readonly FoundSkill[] },
): Promise<FolderPlan> {
  const { blobs, bounded } = p
  const { tree, commit, truncated } = p.listing
  const locks = new Map<string, string>()
  const plan = () => planFolders({ tree, repo: repository.fullName, blobs, locks, bounded })
  let tarballs = 0
  for (let round = 0; ; round++) {
    const planned = plan()
    const { first, skills } = planned
    await blobs.lookUp([...first.map(({ id }) => id), ...skills.flatMap(idsOf)])
    const unread = first.filter((blob) => !blobs.has(blob))
    const wanted = [...unread, ...(c.source.isMissing ? [] : missingBlobs(skills, blobs))]
    if (commit && tarballs < MAX_TARBALLS && isTarballWorthIt(tree, wanted.length, !truncated)) {
      tarballs++
      await readTarball(c, repository, { tree, commit, blobs, wanted })
    }
    if (first.length === 0 || round === MAX_ROUNDS) return planned
    const failure = await fetchBlobs(c, repository, { blobs, wanted: first.filter((blob) => !blobs.has(blob)) })
    if (failure) throw failure
    for (const { id, isLink } of first) if (!isLink) locks.set(id, await textOf(c, blobs, id))
  }
}

async function textOf(c: Crawl, blobs: KnownBlobs, id: string): Promise<string> {
  const file = blobs.fileOf(id)
  const bytes = file && file !== 'lfs' ? await readFile(c.files, file.sha256) : null
  return new TextDecoder().decode(bytes ?? new Uint8Array())
}

/** The ids of a skill's blobs. A SKILL.md may be none of its folder's files: one of two whose names differ in case only. */
export const idsOf = ({ file, files }: ListedSkill): string[] => [file.id, ...files.map(({ id }) => id)]

/** The blobs of skills that have not been read, each once. */
export function missingBlobs(skills: readonly ListedSkill[], blobs: KnownBlobs): WantedBlob[] {
  const missing = new Map<string, WantedBlob>()
  const want = (blob: Omit<WantedBlob, 'isLink'>) => {
    if (!missing.has(blob.id) && !blobs.has({ id: blob.id, isLink: false }))
      missing.set(blob.id, { ...blob, isLink: false })
  }
  for (const { path, file, files } of skills) {
    const folder = folderOf(path)
    if (!isTooLarge(file)) want(file)
    for (const { id, size, path: below } of files) want({ id, size, path: folder ? `${folder}/${below}` : below })
  }
  return [...missing.values()]
}
