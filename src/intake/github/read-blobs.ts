import type { RawFile } from '../../db/intake/raw-skills.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { type Completed, runConcurrently } from '../../domain/text/run-concurrently.ts'
import { externalIdOf, readRawFile } from '../raw-file.ts'
import { SourceFault } from '../source-fault.ts'
import { type Repository, readBlob, type SkillBlob } from './github.ts'
import type { GithubApi } from './github-api.ts'

/** Files read at the same time. A Worker may hold six connections, including those to the database. */
export const AT_ONCE = 3
/**
 * Stands in for a file that is too large to be a skill. It is not fetched, but parsing this reports it as too large.
 */
const TOO_LARGE = () => new Uint8Array(MAX_SKILL_MD_BYTES + 1)

/** Returns the external id under which a file of a repository is stored. */
export const blobId = ({ fullName }: Repository, { path }: { path: string }): Promise<string> =>
  externalIdOf(`${fullName}:${path}`)

/** Reads files of a repository, a few at a time, until one fails. */
export const readBlobs = (
  api: GithubApi,
  repository: Repository,
  blobs: readonly SkillBlob[],
): Promise<Completed<RawFile>> => runConcurrently(blobs, AT_ONCE, (blob) => readFile(api, repository, blob))

/** Reads one file in the form in which it is stored. Throws SourceFault. */
export async function readFile(
  api: GithubApi,
  { fullName }: Repository,
  { path, sha, size }: SkillBlob,
): Promise<RawFile> {
  const bytes =
    size > MAX_SKILL_MD_BYTES ? TOO_LARGE() : await readBlob(api, fullName, sha, MAX_SKILL_MD_BYTES).catch(largeAsSuch)
  const [owner = '', name = ''] = fullName.split('/')
  const folder = path.split('/').at(-2) ?? name
  return (await readRawFile(bytes, { path, folder, owner, repo: fullName, revision: sha })).raw
}

function largeAsSuch(error: unknown): Uint8Array {
  if (error instanceof SourceFault && error.kind === 'too_large') return TOO_LARGE()
  throw error
}
