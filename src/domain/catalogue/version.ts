import parse from 'semver/functions/parse.js'

/** A version by Semantic Versioning, without build metadata. Keys compare by their bytes as semver orders versions. */
export type Version = { version: string; key: string; major: number; minor: number; patch: number }

/** Longer ones are no versions that a person would write. */
const MAX_LENGTH = 100
/** Of each number in a key. A declared one has fewer digits, so that it can be raised. */
const DIGITS = 15

/** Reads what a file declares as its version. Returns null if that is no version by Semantic Versioning 2.0.0. */
export function readVersion(declared: string | null): Version | null {
  if (declared === null || declared.length > MAX_LENGTH) return null
  const read = parse(declared.trim())
  if (!read) return null
  const { major, minor, patch, prerelease } = read
  if ([major, minor, patch, ...prerelease].some((part) => /^\d+$/.test(String(part)) && String(part).length >= DIGITS))
    return null
  return { version: read.version, key: keyOf([major, minor, patch], prerelease), major, minor, patch }
}

/**
 * A key in which numbers have leading zeros. `!` sorts before all characters of an identifier, `-` before `~`, and `0` before `1`: so
 * a prerelease comes before its release, a shorter one before a longer one, and numbers before words.
 */
function keyOf(core: readonly number[], prerelease: readonly (string | number)[]): string {
  const padded = (number: number) => String(number).padStart(DIGITS, '0')
  const release = core.map(padded).join('.')
  if (prerelease.length === 0) return `${release}~`
  return `${release}-${prerelease.map((part) => (typeof part === 'number' ? `0${padded(part)}` : `1${part}`)).join('!')}`
}
