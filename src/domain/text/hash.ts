const encoder = new TextEncoder()

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(buffer: ArrayBuffer) {
  let digits = ''
  for (const byte of new Uint8Array(buffer)) digits += HEX[byte]
  return digits
}

const bytesOf = (data: string | Uint8Array) => new Uint8Array(typeof data === 'string' ? encoder.encode(data) : data)

/** Returns the SHA-256 of bytes, or of a text as UTF-8, as 64 lower-case hex digits. */
export async function sha256Hex(data: string | Uint8Array): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytesOf(data)))
}

/**
 * Returns a function that computes the HMAC-SHA-256 of a text under `key`, as 64 lower-case hex digits. Key and text
 * are taken as UTF-8; the key must not be empty.
 */
export async function keyedHash(key: string): Promise<(text: string) => Promise<string>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign'])
  return async (text) => hex(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}

/** Returns the SHA-256 of a file's text. Ignores a BOM, the kind of line ends and trailing white space. */
export function contentHash(text: string): Promise<string> {
  return sha256Hex(
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
      .trimEnd(),
  )
}
