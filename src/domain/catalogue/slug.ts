import { sha256Hex } from '../text/hash.ts'
import { cut } from '../text/text.ts'

const MAX_OWNER = 100
const MAX_NAME = 180
const MAX_KEY = 80
const READ_PER_UNIT = 2

/** Marks that change only how the letter or digit before them is drawn, as in emoji. */
const DRAWN = /[\p{Variation_Selector}\p{Me}]+/gu
/** A mark belongs to the letter or digit before it. After anything else, it means nothing. */
const BETWEEN = /^\p{M}+|(?:[^\p{L}\p{M}\p{Nd}]\p{M}*)+/gu

/**
 * Returns a text as lower-case letters and digits of any script with their marks, such as vowel signs, joined by single
 * hyphens, at most `max` UTF-16 units long. May return an empty text.
 */
export function slugPart(text: string, max = MAX_KEY): string {
  // Cut before, because a text of many marks takes quadratic time to normalise.
  const hyphenated = cut(text, READ_PER_UNIT * max)
    .normalize('NFKC')
    .toLowerCase()
    .replace(DRAWN, '')
    .replace(BETWEEN, '-')
    .replace(/^-+/, '')
  return cut(hyphenated, max).replace(/-$/, '')
}

/** Returns the last part of a skill's slug. The first part is its publisher's; neither contains `--`. */
export const nameSlug = (name: string): string => slugPart(name, MAX_NAME) || 'skill'

/**
 * Returns the owner in `owner/repo` or in a repository's address, as migration 0002 does. Returns null if there is
 * none.
 */
export function repoOwner(repo: string): string | null {
  const path = repo.trim().replace(/^([a-z+]+:\/\/[^/]*\/|git@[^:]*:|github\.com\/)/i, '')
  const owner = /^([^/]+)\//.exec(path)?.[1]?.trim()
  return owner ? cut(owner, MAX_OWNER) : null
}

/** Returns eight hex digits of the SHA-256 of a file's identity. They set its slug apart from an equal one. */
export const identityHash = async (identity: string): Promise<string> => (await sha256Hex(identity)).slice(0, 8)
