import { readGithubRepo, readGithubUrl } from '../../domain/intake/github-address.ts'

/** Under these a JSON list may write OWNER/NAME alone. */
const REPO_KEYS = new Set(['repo', 'repository', 'full_name'])
const MAX_DEPTH = 50

/** Pages of GitHub itself, which no owner is called. */
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

/** The repositories that a list names, as JSON or in any other text, each once, in their order. Never throws. */
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
 * An address of a repository, wherever it stands: in a link, in HTML, in bare text, with the underscores that Markdown escapes. One inside of
 * another address is none. Every part is bounded, so that no text makes this take more than a few hundred steps a character.
 */
const ADDRESS =
  /(?<![a-z\d/])https?:\/\/(?:www\.)?github\.com\/((?:[\w-]|\\[_-]){1,120})\/((?:[\w.%-]|\\[_.-]){1,120})/gi

function* inProse(text: string): Generator<string> {
  for (const { 1: owner = '', 2: name = '', index } of text.matchAll(ADDRESS)) {
    // A sentence ends with a dot, and emphasis with what it began with.
    const end = text[index - 1] === '_' ? /[._]+$/ : /\.+$/
    yield* repoOf(owner.replaceAll('\\', ''), name.replaceAll('\\', '').replace(end, ''))
  }
}

/** The repository that a text names by its address, or where `isName` lets it, as OWNER/NAME. */
function inText(text: string, isName: boolean): string[] {
  // Lists write what they were pasted: http, www., git suffixes and anchors.
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
