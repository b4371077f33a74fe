const encoder = new TextEncoder()

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(buffer: ArrayBuffer) {
  let digits = ''
  for (const byte of new Uint8Array(buffer)) digits += HEX[byte]
  return digits
}

const bytesOf = (data: string | Uint8Array) => new Uint8Array(typeof data === 'string' ? encoder.encode(data) : data)

/** SHA-256 of bytes, or of a text as UTF-8, in 64 lower-case hex digits. */
export async function sha256Hex(data: string | Uint8Array): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytesOf(data)))
}

/** HMAC-SHA-256 of texts under one key (both as UTF-8), each in 64 lower-case hex digits. The key must not be empty. */
export async function keyedHash(key: string): Promise<(text: string) => Promise<string>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign'])
  return async (text) => hex(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}

/** SHA-256 of what a file says: a copy with a BOM, other line ends or white space at its end is the same content. */
export function contentHash(text: string): Promise<string> {
  return sha256Hex(
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
      .trimEnd(),
  )
}
