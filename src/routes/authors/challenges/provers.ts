import type { Context } from 'hono'
import { findCatalog } from '../../../db/intake/find-catalog.ts'
import {
  catalogIn,
  catalogSource,
  githubIdsIn,
  githubSource,
  type ProvenSource,
} from '../../../domain/authors/author.ts'
import { catalogAddresses, catalogProof } from '../../../domain/intake/catalog-proof.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { askGithub } from '../../../http/ask-github.ts'
import { Failure, found } from '../../../http/failure.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { fetchSafely } from '../../../intake/fetch-safely.ts'
import { findRepository, findRepositoryById, type Repository, readAtHead } from '../../../intake/github/github.ts'
import { SourceFault } from '../../../intake/source-fault.ts'

const PATH = '.agent-skills-challenge'
const MAX_BYTES = 4096
const TIMEOUT_MS = 5000

/** What a challenge is for, and where its text has to be. */
type Challenged = { source: ProvenSource; path: string }

/** A public repository that may be proven. Throws a Failure that says why it may not. */
export async function challengeRepository(c: Context<AppEnv>, repo: string): Promise<Challenged> {
  const repository = await askGithub(c, (api) => findRepository(api, repo))
  return { source: provable(found(repository, 'public repository', repo)), path: PATH }
}

/** A catalogue that this registry reads. Nobody has another host looked at. */
export async function challengeCatalog(c: Context<AppEnv>, text: string): Promise<Challenged> {
  const catalog = await findCatalog(c.var.db, catalogAddresses(text))
  if (!catalog) throw notRead(text)
  const [source, proof] = [catalogSource(catalog.address), catalogProof(catalog.address)]
  if (!source || !proof)
    throw invalid([{ in: 'body', pointer: '/catalog', message: 'has an address that no file can be put beside' }])
  return { source, path: proof.url }
}

const notRead = (address: string) =>
  new Failure(
    'not_found',
    `This registry reads no catalogue at ${address.slice(0, 200)}. Whoever operates it can add one; until then nothing can be proven there.`,
  )

type Check = { proofKey: string; challenge: string }

/** Looks for the text of a challenge. Returns what is proven by it. Throws Failure `challenge_not_met`, or why nobody can look. */
export function checkChallenge(c: Context<AppEnv>, check: Check): Promise<ProvenSource> {
  const ids = githubIdsIn(check.proofKey)
  return ids ? checkRepository(c, ids, check) : checkCatalog(c, check)
}

async function checkRepository(
  c: Context<AppEnv>,
  ids: { id: number; ownerId: number },
  check: Check,
): Promise<ProvenSource> {
  return askGithub(c, async (api) => {
    const repository = found(await findRepositoryById(api, ids.id), 'public repository', String(ids.id))
    const source = provable(repository)
    if (source.key !== check.proofKey)
      throw new Failure('repository_moved', `${repository.fullName} has another owner now. Ask for a new challenge.`)
    const where = `at the branch ${repository.defaultBranch} of ${repository.fullName}`
    const bytes = await readAtHead(api, repository, PATH, MAX_BYTES).catch(largeAsOther)
    requireText(bytes, check, `The file ${PATH} ${where}`, 'GitHub may take a minute to show a push.')
    return source
  })
}

async function checkCatalog(c: Context<AppEnv>, check: Check): Promise<ProvenSource> {
  const address = catalogIn(check.proofKey) ?? ''
  const [source, proof, catalog] = [
    catalogSource(address),
    catalogProof(address),
    await findCatalog(c.var.db, [address]),
  ]
  if (!source || !proof || !catalog) throw notRead(address)
  // A redirect to another host would prove that one.
  const { origin } = new URL(proof.url)
  const origins = c.var.config.SOURCE_ORIGINS.filter((listed) => listed === origin)
  const answer = await fetchSafely(proof.url, { origins, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS }).catch(
    (error: unknown) => {
      if (error instanceof SourceFault && error.kind === 'refused') throw unmet(proof.url, 'redirects to another host')
      const bytes = largeAsOther(error, 'unavailable')
      return { status: 200, bytes }
    },
  )
  const bytes = answer.status === 200 ? answer.bytes : null
  requireText(bytes, check, `The file ${proof.url}`, 'A cache in front of the site may need a while.')
  return source
}

function requireText(bytes: Uint8Array | null, { challenge }: Check, file: string, hint: string): void {
  if (!bytes) throw unmet(file, 'is not there', hint)
  if (new TextDecoder().decode(bytes).trim() !== challenge) throw unmet(file, 'says something else', hint)
}

const unmet = (file: string, fault: string, hint = '') =>
  new Failure('challenge_not_met', `${file} ${fault}. ${hint}`.trim())

/** A file that is larger than any challenge says something else. `code`: how the caller is told of other faults. */
function largeAsOther(error: unknown, code?: 'unavailable'): Uint8Array {
  if (!(error instanceof SourceFault)) throw error
  if (error.kind === 'too_large') return new Uint8Array(1)
  if (!code) throw error
  throw new Failure(code, `The catalogue could not be looked at: ${error.message} Please try again.`, {
    headers: { 'Retry-After': '60' },
  })
}

/** What proves a repository: GitHub's ids of it and its owner. */
function provable({ id, ownerId, isFork, fullName }: Repository): ProvenSource {
  if (isFork)
    throw new Failure('fork_not_allowed', `${fullName} is a fork. Prove the repository that it was made from.`)
  if (id === null || ownerId === null) throw new Failure('unavailable', 'GitHub did not tell the id of the repository.')
  return githubSource({ id, ownerId, fullName })
}
