import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { searchSkills } from '../../db/catalogue/skills.ts'
import { findInRepository, type KnownSkills } from '../../db/intake/live-search.ts'
import type { GithubPlace } from '../../domain/intake/github-address.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { findRepository, type Repository } from '../../intake/github/github.ts'
import { githubApi } from '../../intake/github/github-api.ts'
import { type Imported, importFiles } from '../../intake/github/import-files.ts'
import { SourceFault } from '../../intake/source-fault.ts'
import { MAX_LIVE_FILES, placeOf, SearchAnswer, SearchBody } from './search-schema.ts'

const MAX_BYTES = 16 * 1024
const WORDS_SIZE = 20
const RETRY_AFTER_S = 30

type Answer = z.input<typeof SearchAnswer>

const limit = rateLimit('SEARCH_LIMITER')

export const search = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'search',
    tag: 'catalogue',
    summary: 'Search by words, or for the skills of a GitHub repository',
    details: 'Skills of the repository that are not known yet are fetched and wait for review.',
    ok: { schema: SearchAnswer },
    problems: [400, 413, 415, 429, 503],
  }),
  limitBody(MAX_BYTES),
  validate('json', SearchBody),
  async (c) => {
    const body = c.req.valid('json')
    const place = placeOf(body)
    return c.json(place ? await searchGithub(c, place) : await searchWords(c, body.q))
  },
)

async function searchWords(c: Context<AppEnv>, q: string | undefined): Promise<Answer> {
  const { items } = JSON.parse(await searchSkills(c.var.db, q, WORDS_SIZE))
  return { status: items.length > 0 ? 'found' : 'not_found', items, pending: [], more: 0, notes: [] }
}

/** Asks GitHub only for a place of which nothing is stored yet. */
async function searchGithub(c: Context<AppEnv>, place: GithubPlace): Promise<Answer> {
  const stored = await findInRepository(c.var.db, place)
  if (isKnown(stored)) return answerOf(stored)
  await limit(c, async () => {})
  try {
    return await fetchPlace(c, place)
  } catch (error) {
    throw error instanceof SourceFault ? failureOf(c, error) : error
  }
}

async function fetchPlace(c: Context<AppEnv>, place: GithubPlace): Promise<Answer> {
  const { db, config, now } = c.var
  const api = githubApi({ settings: config, now })
  const repository = await findRepository(api, place.repo)
  if (!repository) return NOTHING
  const there = { repo: repository.fullName, path: place.path }
  if (there.repo.toLowerCase() !== place.repo.toLowerCase()) {
    const stored = await findInRepository(db, there)
    if (isKnown(stored)) return answerOf(stored, notesOn(place, repository))
  }
  const imported = await importFiles(db, api, { repository, path: place.path, limit: MAX_LIVE_FILES })
  return answerOf(await findInRepository(db, there), notesOn(place, repository, imported), imported.more)
}

const NOTHING: Answer = { status: 'not_found', items: [], pending: [], more: 0, notes: [] }

const isKnown = ({ items, known }: KnownSkills) => known || items.length > 0

function answerOf({ items, pending, known }: KnownSkills, notes: string[] = [], more = 0): Answer {
  const status = items.length > 0 ? 'found' : pending.length > 0 ? 'pending' : 'not_found'
  const reviewed =
    status === 'not_found' && known ? ['The files in this place were reviewed and are not in the catalogue.'] : []
  return {
    status,
    items: items as Answer['items'],
    pending: pending as Answer['pending'],
    more,
    notes: [...notes, ...reviewed],
  }
}

function notesOn(place: GithubPlace, { fullName, defaultBranch }: Repository, imported?: Imported): string[] {
  const notes = []
  if (fullName.toLowerCase() !== place.repo.toLowerCase()) notes.push(`The repository is now called ${fullName}.`)
  if (place.ref !== null && ![defaultBranch, 'HEAD'].includes(place.ref))
    notes.push(`The search read the default branch ${defaultBranch}, not ${place.ref.slice(0, 100)}.`)
  if (imported?.truncated)
    notes.push('The repository is so large that GitHub listed only a part of it. There may be more skills.')
  return notes
}

/** Any fault at GitHub may be temporary, so the client may retry. */
function failureOf(c: Context<AppEnv>, fault: SourceFault): Failure {
  c.var.log('warn', 'source_fault', { kind: fault.kind, message: fault.message })
  const headers = { 'Retry-After': String(fault.retryAfterS ?? RETRY_AFTER_S) }
  return new Failure('unavailable', `GitHub could not be read. ${fault.message}`, { headers })
}
