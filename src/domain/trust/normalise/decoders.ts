/** The text that Base64 holds, or null if it holds none that a person or a shell could read. */
export function decodeBase64(text: string): string | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  if (plain.length % 4 === 1) return null
  try {
    return readable(Uint8Array.from(atob(plain), (character) => character.charCodeAt(0)))
  } catch {
    return null
  }
}

export function decodeHex(text: string): string | null {
  if (text.length % 2 === 1) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return readable(bytes)
}

export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** UTF-8 almost without control characters; PowerShell encodes UTF-16. */
function readable(bytes: Uint8Array): string | null {
  const isWide = bytes.length > 7 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0
  try {
    const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell bytes from text
    return text.length > 2 && !/[\0-\x08\x0e-\x1f\x7f]/.test(text) ? text : null
  } catch {
    return null
  }
}
