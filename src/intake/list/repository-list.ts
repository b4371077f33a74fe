import { readGithubRepo, readGithubUrl } from '../../domain/intake/github-address.ts'

/** JSON keys whose value may be a bare OWNER/NAME. */
const REPO_KEYS = new Set(['repo', 'repository', 'full_name'])
const MAX_DEPTH = 50

/** Pages of GitHub itself, which are not owners. */
const RESERVED = new Set([
  'orgs',
  'topics',
  'sponsors',
  'features',
  'marketplace',
  'collections',
  'settings',
  'apps',
  'users',
  'search',
  'about',
  'site',
  'login',
  'contact',
  'security',
  'enterprise',
  'pricing',
  'explore',
  'trending',
  'notifications',
  'gist',
  'stars',
  'user-attachments',
])

/** Returns the repositories that a list (JSON or any other text) contains, each once, in order. Never throws. */
export function readRepositoryList(text: string): string[] {
  const json = parseJson(text)
  const found = json === undefined ? inProse(text) : inJson(json)
  const byName = new Map<string, string>()
  for (const repo of found) if (!byName.has(repo.toLowerCase())) byName.set(repo.toLowerCase(), repo)
  return [...byName.values()]
}

function parseJson(text: string): unknown {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function* inJson(value: unknown, key?: string, depth = 0): Generator<string> {
  if (depth > MAX_DEPTH) return
  if (typeof value === 'string') yield* inText(value, key === undefined || REPO_KEYS.has(key))
  else if (Array.isArray(value)) for (const item of value) yield* inJson(item, undefined, depth + 1)
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) yield* inJson(item, name, depth + 1)
}

/**
 * Matches a repository address in a link, HTML or bare text, including underscores that Markdown escapes. Skips an
 * address inside another address. Every part is bounded, so that matching takes at most a few hundred steps per
 * character.
 */
const ADDRESS =
  /(?<![a-z\d/])https?:\/\/(?:www\.)?github\.com\/((?:[\w-]|\\[_-]){1,120})\/((?:[\w.%-]|\\[_.-]){1,120})/gi

function* inProse(text: string): Generator<string> {
  for (const { 1: owner = '', 2: name = '', index } of text.matchAll(ADDRESS)) {
    // A full stop may end the sentence, and an underscore the emphasis around the address.
    const end = text[index - 1] === '_' ? /[._]+$/ : /\.+$/
    yield* repoOf(owner.replaceAll('\\', ''), name.replaceAll('\\', '').replace(end, ''))
  }
}

/** Returns the repository in a text that is an address or, if `isName`, OWNER/NAME. */
function inText(text: string, isName: boolean): string[] {
  // Lists contain addresses as people pasted them: with http, www., a .git suffix or an anchor.
  const address = text.trim().replace(/^(git\+)?https?:\/\/(www\.)?(?=github\.com\/)/i, 'https://')
  const repo = isName ? readGithubRepo(text) : null
  if (repo && 'value' in repo) return [repo.value]
  const [owner = '', name = ''] = /^https:\/\/github\.com\/([^/?#]+)\/([^/?#]+)/i.exec(address)?.slice(1) ?? []
  return repoOf(owner, name)
}

function repoOf(owner: string, name: string): string[] {
  const place = readGithubUrl(`https://github.com/${owner}/${name}`)
  return RESERVED.has(owner.toLowerCase()) || 'fault' in place ? [] : [place.value.repo]
}
