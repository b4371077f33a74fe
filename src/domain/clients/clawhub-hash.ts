import { sha256Hex } from '../text/hash.ts'
import { leftOutBy } from './ignore-files.ts'

type HashedFile = { path: string; sha256: string; bytes: Uint8Array }

// Its `localeCompare` is that of each user's language. Most of them have this order.
const { compare } = new Intl.Collator('en')

/** Files that `clawhub` installs, and that it looks at again. */
const isSeen = (path: string) =>
  !path.includes('\\') && !path.split('/').some((segment) => segment.startsWith('.') || segment === 'node_modules')

/**
 * The hash by which the `clawhub` command line tells which version a folder on disk is. Null if it has no file to hash, or if it cannot be
 * told in bounded time; then the client goes by what it wrote down at the installation.
 */
export async function clawhubHash(files: readonly HashedFile[]): Promise<string | null> {
  const seen = files.filter(({ path }) => isSeen(path))
  const isLeftOut = leftOutBy(
    files,
    seen.map(({ path }) => path),
  )
  const hashed = isLeftOut ? seen.filter(({ path }) => !isLeftOut(path)) : []
  if (hashed.length === 0) return null
  const lines = hashed.toSorted((a, b) => compare(a.path, b.path)).map(({ path, sha256 }) => `${path}:${sha256}`)
  return sha256Hex(lines.join('\n'))
}
