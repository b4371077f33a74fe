import type { Db } from '../db/connect.ts'
import { type RawFile, storeRawSkills } from '../db/queries/raw-skills.ts'
import { ensureSource } from '../db/queries/sources.ts'
import { liesAt } from '../domain/github-address.ts'
import { MAX_SKILL_MD_BYTES } from '../domain/skill-md.ts'
import { type GithubApi, listSkillBlobs, type Repository, readBlob, type SkillBlob } from './github.ts'
import { readRawFile } from './raw-file.ts'
import { SourceFault } from './source-fault.ts'

/** `more`: so many SKILL.md files were there and were not read. `truncated`: and GitHub did not list them all. */
export type BroughtIn = { more: number; truncated: boolean }

/** How many files are read at once: a Worker may hold six connections, the database's among them. */
const AT_ONCE = 3
/** What one statement carries. */
const MAX_BYTES = 2 * 1024 * 1024
/** Stands for a file that is too large to be a skill: it is reported as one that was read would be, and not fetched. */
const TOO_LARGE = () => new Uint8Array(MAX_SKILL_MD_BYTES + 1)

/**
 * Stores the first files at `path` of a repository's default branch for review, in one statement: all of them, or none where one
 * could not be had, so that asking again is worth it. Safe to repeat and to run twice at once. Throws SourceFault.
 */
export async function bringIn(
  db: Db,
  api: GithubApi,
  p: { repository: Repository; path: string; limit: number },
): Promise<BroughtIn> {
  const { files, truncated } = await listSkillBlobs(api, p.repository)
  const wanted = files.filter((file) => liesAt(p.path, file.path))
  const chosen = withinBudget(wanted.slice(0, p.limit))
  if (chosen.length > 0) {
    const raws = await inTurns(chosen, AT_ONCE, (file) => readFile(api, p.repository, file))
    const source = await ensureSource(db, { name: `github:${p.repository.fullName.toLowerCase()}`, type: 'github' })
    await storeRawSkills(db, source.id, raws)
  }
  return { more: wanted.length - chosen.length, truncated }
}

function withinBudget(files: readonly SkillBlob[]): SkillBlob[] {
  let bytes = 0
  return files.filter(({ size }) => {
    if (size <= MAX_SKILL_MD_BYTES) bytes += size
    return bytes <= MAX_BYTES
  })
}

async function readFile(api: GithubApi, { fullName }: Repository, { path, sha, size }: SkillBlob): Promise<RawFile> {
  const bytes = size > MAX_SKILL_MD_BYTES ? TOO_LARGE() : await readBlob(api, fullName, sha).catch(largeAsSuch)
  const [owner = '', name = ''] = fullName.split('/')
  const folder = path.split('/').at(-2) ?? name
  return (await readRawFile(bytes, { path, folder, owner, repo: fullName })).raw
}

function largeAsSuch(error: unknown): Uint8Array {
  if (error instanceof SourceFault && error.kind === 'too_large') return TOO_LARGE()
  throw error
}

/** Does something with every item, `width` of them at a time; the results are in their order. After a failure no other is begun. */
async function inTurns<T, R>(items: readonly T[], width: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length)
  const waiting = [...items.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, item] = next
      results[i] = await act(item)
    }
  }
  await Promise.all(Array.from({ length: width }, work)).finally(() => waiting.splice(0))
  return results
}
