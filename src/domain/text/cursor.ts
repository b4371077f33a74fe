import { toBase64 } from './base64.ts'

/** Encodes keys as an opaque cursor: base64url of a JSON array. The first key names the list and its order. */
export const encodeCursor = (keys: readonly unknown[]): string =>
  toBase64(new TextEncoder().encode(JSON.stringify(keys)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
