const CHUNK = 0x80_00

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  // An argument list has an end, and a file is longer.
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

/** The bytes of a base64 text, which may be broken into lines; null where it is none. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}
