const encoder = new TextEncoder()

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(buffer: ArrayBuffer) {
  let digits = ''
  for (const byte of new Uint8Array(buffer)) digits += HEX[byte]
  return digits
}

const bytesOf = (data: string | Uint8Array) =>
  // Nobody shares memory here, and a copy of a large file is dear.
  typeof data === 'string' ? encoder.encode(data) : (data as Uint8Array<ArrayBuffer>)

/** Returns the SHA-256 of bytes, or of a text as UTF-8, as 64 lower-case hex digits. */
export async function sha256Hex(data: string | Uint8Array): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytesOf(data)))
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
