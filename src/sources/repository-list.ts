import { lexer, type Token, walkTokens } from 'marked'
import { readGithubRepo, readGithubUrl } from '../domain/github-address.ts'

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
])

/** The repositories that a list names, as JSON or in the links of Markdown, each once, in their order. Never throws. */
export function readRepositoryList(text: string): string[] {
  const json = parseJson(text)
  const found = json === undefined ? inMarkdown(text) : inJson(json)
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

function inMarkdown(text: string): string[] {
  const found: string[] = []
  const take = (token: Token) => {
    if (token.type === 'link') found.push(...inText(token.href, false))
  }
  try {
    walkTokens(lexer(text), take)
  } catch {
    // Nested too deep to be read to its end: nobody writes a list so.
  }
  return found
}

/** The repository that a text names by its address, or where `isName` lets it, as OWNER/NAME. */
function inText(text: string, isName: boolean): string[] {
  // Lists write what they were pasted: http, www., git suffixes and anchors.
  const address = text.trim().replace(/^(git\+)?https?:\/\/(www\.)?(?=github\.com\/)/i, 'https://')
  const repo = isName ? readGithubRepo(text) : null
  if (repo && 'value' in repo) return [repo.value]
  const [owner, name] = /^https:\/\/github\.com\/([^/?#]+)\/([^/?#]+)/i.exec(address)?.slice(1) ?? []
  const place = readGithubUrl(`https://github.com/${owner}/${name}`)
  return owner === undefined || RESERVED.has(owner.toLowerCase()) || 'fault' in place ? [] : [place.value.repo]
}
