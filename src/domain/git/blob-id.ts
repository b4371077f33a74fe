import { createHash } from 'node:crypto'

const encoder = new TextEncoder()
const SHA256_DIGITS = 64

/** The id that git gives to bytes, in a repository whose ids are written like `id`: as SHA-1, or as SHA-256. */
export function blobIdLike(id: string, bytes: Uint8Array): string {
  const hash = createHash(id.length === SHA256_DIGITS ? 'sha256' : 'sha1')
  return hash
    .update(encoder.encode(`blob ${bytes.length}\0`))
    .update(bytes)
    .digest('hex')
}
