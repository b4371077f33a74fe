import { createHash } from 'node:crypto'

type HashedFile = { path: string; bytes: Uint8Array }

const encoder = new TextEncoder()
// Its `localeCompare` is that of each user's language. Most of them have this order.
const { compare } = new Intl.Collator('en')

/**
 * The hash that the `skills` command line writes into its lockfiles as `computedHash`: SHA-256 over the path and the bytes of each file,
 * one after the other. What it leaves out of a folder, no folder of ours has.
 */
export function skillsHash(files: readonly HashedFile[]): string {
  const hash = createHash('sha256')
  for (const { path, bytes } of files.toSorted((a, b) => compare(a.path, b.path)))
    hash.update(encoder.encode(path)).update(bytes)
  return hash.digest('hex')
}
