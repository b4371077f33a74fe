import { sha256Hex } from '../text/hash.ts'
import { cut } from '../text/text.ts'

const MAX_OWNER = 100
const MAX_NAME = 180
const MAX_KEY = 80

/** Lower-case letters and digits of any script with single hyphens between them, at most `max` UTF-16 units; may be empty. */
export function slugPart(text: string, max = MAX_KEY): string {
  const hyphenated = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-/, '')
  return cut(hyphenated, max).replace(/-$/, '')
}

/** `<owner>--<name>`. Neither part ever holds `--`, so a slug comes apart in one way only. */
export function skillSlug(owner: string, name: string): string {
  return `${slugPart(owner, MAX_OWNER) || 'unknown'}--${slugPart(name, MAX_NAME) || 'skill'}`
}

/** The owner in `owner/repo` or in a repository's address, as migration 0002 reads it; null where there is none. */
export function repoOwner(repo: string): string | null {
  const path = repo.trim().replace(/^([a-z+]+:\/\/[^/]*\/|git@[^:]*:|github\.com\/)/i, '')
  const owner = /^([^/]+)\//.exec(path)?.[1]?.trim()
  return owner ? cut(owner, MAX_OWNER) : null
}

/** The slug for a second file of the same owner and name: eight hex digits of its path's SHA-256 are added. */
export async function alternateSlug(slug: string, path: string): Promise<string> {
  return `${slug}-${(await sha256Hex(path)).slice(0, 8)}`
}
