import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import {
  type Claim,
  claimLookup,
  endLookup,
  type LiveCost,
  spendOnLookup,
  type UsedUp,
} from '../../../db/intake/live/live-budget.ts'
import { findInRepository, type KnownSkills } from '../../../db/intake/live/live-search.ts'
import { searchSkills } from '../../../db/search/search-skills.ts'
import type { GithubPlace } from '../../../domain/intake/github-address.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { validate } from '../../../http/input/validate.ts'
import { countRequest } from '../../../http/rate-limit.ts'
import { findRepository, type Repository } from '../../../intake/github/github.ts'
import { githubApi } from '../../../intake/github/github-api.ts'
import { type Imported, importFiles } from '../../../intake/github/import-files.ts'
import { folderLimits, LOOKUP_COST, liveLimits } from '../../../intake/live-limits.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { placeOf as filePlaceOf } from '../versions/answer-file.ts'
import { MAX_LIVE_FILES, placeOf, SearchAnswer, SearchBody } from './search-schema.ts'

const MAX_BYTES = 16 * 1024
const WORDS_SIZE = 20
const RETRY_AFTER_S = 30

type Asked = z.output<typeof SearchBody>
type Answer = z.input<typeof SearchAnswer>

export const search = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'search',
    tag: 'catalogue',
    summary: 'Search by words, or for the skills of a GitHub repository',
    details:
      'Skills of the repository that are not known yet are fetched, with their folders as far as these fit into the limits of a search, and wait for review. An address may search for words 1,200 times, and for unknown repositories 30 times a minute. All fetches together have a budget of requests an hour and bytes a day; once it is used up, `Retry-After` says when it is full again.',
    ok: { schema: SearchAnswer },
    problems: [400, 413, 415, 429, 503],
  }),
  limitBody(MAX_BYTES),
  validate('json', SearchBody),
  async (c) => {
    const body = c.req.valid('json')
    const place = placeOf(body)
    return c.json(place ? await searchGithub(c, place) : await searchWords(c, body))
  },
)

async function searchWords(c: Context<AppEnv>, { q = '', max_tokens: maxTokens }: Asked): Promise<Answer> {
  await countRequest(c, 'WORDS_LIMITER')
  const { items } = JSON.parse((await searchSkills(c.var.db, { q, maxTokens }, 'relevance', { size: WORDS_SIZE })).body)
  return { status: items.length > 0 ? 'found' : 'not_found', items, pending: [], more: 0, notes: [] }
}

/** Asks GitHub only for a place of which nothing is stored yet, one look-up a repository at a time, within the budgets. */
async function searchGithub(c: Context<AppEnv>, place: GithubPlace): Promise<Answer> {
  const { db, config } = c.var
  const stored = await findInRepository(db, place)
  if (isKnown(stored)) return answerOf(stored)
  await countRequest(c, 'SEARCH_LIMITER')
  const repo = place.repo.toLowerCase()
  const places: [string, string] = [repo, place.path === '' ? repo : `${repo}/${place.path}`]
  const claim = c.var.newId()
  const claimed = await claimLookup(db, { places, claim, cost: LOOKUP_COST, limits: liveLimits(config) })
  if (claimed.is !== 'claimed') return withoutLookup(claimed)
  let missing: string | null = null
  try {
    const { answer, nothing } = await fetchPlace(c, place)
    if (nothing) missing = nothing === 'repository' ? repo : places[1]
    return answer
  } catch (error) {
    throw error instanceof SourceFault ? failureOf(c, error) : error
  } finally {
    await endLookup(db, { repo, claim, missing })
  }
}

function withoutLookup(claim: Claim): Answer {
  if (claim.is === 'used_up') throw usedUp(claim)
  if (claim.is === 'missing') return NOTHING
  return {
    ...NOTHING,
    status: 'pending',
    notes: ['This repository is being read now. Please search again in a minute.'],
  }
}

function usedUp({ budget, retryAfterS }: UsedUp): Failure {
  const what = budget === 'requests' ? 'requests to GitHub of this hour' : 'bytes of this day'
  return new Failure('unavailable', `Live searches have used up the ${what}. Stored repositories are still found.`, {
    headers: { 'Retry-After': String(retryAfterS) },
  })
}

/** `nothing`: what was found to be missing or to have no skill. */
type Fetched = { answer: Answer; nothing?: 'repository' | 'place' }

async function fetchPlace(c: Context<AppEnv>, place: GithubPlace): Promise<Fetched> {
  const { db, config, now } = c.var
  // The search that had the claim before may have stored it.
  const again = await findInRepository(db, place)
  if (isKnown(again)) return { answer: answerOf(again) }
  const api = githubApi({ settings: config, now })
  const repository = await findRepository(api, place.repo)
  if (!repository) return { answer: NOTHING, nothing: 'repository' }
  const there = { repo: repository.fullName, path: place.path }
  if (there.repo.toLowerCase() !== place.repo.toLowerCase()) {
    const stored = await findInRepository(db, there)
    if (isKnown(stored)) return { answer: answerOf(stored, notesOn(place, repository)) }
  }
  const spend = async (cost: LiveCost) => {
    const refused = await spendOnLookup(db, cost, liveLimits(config))
    if (refused) throw usedUp(refused)
  }
  const spendMore = async (cost: LiveCost) => (await spendOnLookup(db, cost, liveLimits(config))) === null
  const imported = await importFiles(filePlaceOf(c), api, {
    ...{ repository, path: place.path, limit: MAX_LIVE_FILES, folders: folderLimits(config) },
    ...{ spend, spendMore },
  })
  const found = await findInRepository(db, there)
  const answer = answerOf(found, notesOn(place, repository, imported), imported.more)
  return isKnown(found) ? { answer } : { answer, nothing: 'place' }
}

const NOTHING: Answer = { status: 'not_found', items: [], pending: [], more: 0, notes: [] }

const TEXT_ONLY =
  'Of some of these files only the SKILL.md has been read (`is_whole` is false). A crawl of the repository reads the rest.'

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
    notes: [...notes, ...reviewed, ...(pending.every(({ is_whole }) => is_whole) ? [] : [TEXT_ONLY])],
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
