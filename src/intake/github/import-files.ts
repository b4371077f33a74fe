import type { Db } from '../../db/connect.ts'
import { ensureSource } from '../../db/intake/ensure-source.ts'
import type { LiveCost } from '../../db/intake/live-budget.ts'
import { storeRawSkills } from '../../db/intake/raw-skills.ts'
import { cacheRepository } from '../../db/intake/repositories.ts'
import { liesAt } from '../../domain/intake/github-address.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { listSkillBlobs, type Repository, type SkillBlob } from './github.ts'
import type { GithubApi } from './github-api.ts'
import { readBlobs } from './read-blobs.ts'

/** `more`: how many further SKILL.md files were found and not read. `truncated`: GitHub did not list all of them. */
export type Imported = { more: number; truncated: boolean }

/** The most that one statement carries. */
const MAX_BYTES = 2 * 1024 * 1024

/**
 * Stores the first files at `path` of a repository's default branch for review, in one statement. Stores all or none,
 * so that a retry can complete them. Calls `spend` before it reads them, which may throw. Safe to repeat and to run twice at
 * once. Throws SourceFault.
 */
export async function importFiles(
  db: Db,
  api: GithubApi,
  p: { repository: Repository; path: string; limit: number; spend: (cost: LiveCost) => Promise<void> },
): Promise<Imported> {
  const { files, truncated } = await listSkillBlobs(api, p.repository)
  const wanted = files.filter((file) => liesAt(p.path, file.path))
  const chosen = withinBudget(wanted.slice(0, p.limit))
  if (chosen.length > 0) {
    await p.spend(costOf(chosen))
    const { results: raws, failure } = await readBlobs(api, p.repository, chosen)
    if (failure) throw failure
    const { fullName } = p.repository
    const source = await ensureSource(db, {
      name: `github:${fullName.toLowerCase()}`,
      type: 'github',
      baseUrl: `https://github.com/${fullName}`,
      fromSearch: true,
    })
    await cacheRepository(db, p.repository)
    await storeRawSkills(db, source.id, raws)
  }
  return { more: wanted.length - chosen.length, truncated }
}

/** A file that is too large is neither read nor kept. */
function costOf(files: readonly SkillBlob[]): LiveCost {
  const read = files.filter(({ size }) => size <= MAX_SKILL_MD_BYTES)
  return { requests: read.length, bytes: read.reduce((bytes, { size }) => bytes + size, 0) }
}

function withinBudget(files: readonly SkillBlob[]): SkillBlob[] {
  let bytes = 0
  return files.filter(({ size }) => {
    if (size <= MAX_SKILL_MD_BYTES) bytes += size
    return bytes <= MAX_BYTES
  })
}
