/** The text of a file, or why it has none that rules could read. `media` cannot instruct anybody. */
export type Decoded = { text: string } | { text: null; is: 'binary' | 'media' }

const MEDIA: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46], // WebP, WAV, AVI
  [0x00, 0x00, 0x01, 0x00], // ICO
  [0x77, 0x4f, 0x46], // WOFF and WOFF2
  [0x49, 0x44, 0x33], // MP3
  [0x4f, 0x67, 0x67, 0x53], // Ogg
  [0x66, 0x4c, 0x61, 0x43], // FLAC
  [0x00, 0x01, 0x00, 0x00, 0x00], // TrueType
  [0x4f, 0x54, 0x54, 0x4f], // OpenType
]

/** Interpreters skip a NUL in these, so it does not make them unreadable. */
const READ_ANYWAY =
  /(^|\/)(skill\.md|makefile|dockerfile)$|\.(md|markdown|txt|sh|bash|zsh|ps1|psm1|bat|cmd|py|js|mjs|cjs|ts|json|ya?ml|toml|html?|svg)$/i

const HEAD = 8192

/** Reads UTF-8 and UTF-16; what is neither and has no NUL is read as Windows-1252, byte by byte. */
export function decodeFile(path: string, bytes: Uint8Array): Decoded {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  const head = bytes.subarray(0, HEAD)
  const nul = head.indexOf(0)
  if (nul >= 0) {
    if (looksLikeUtf16(head)) return { text: new TextDecoder(nul % 2 ? 'utf-16le' : 'utf-16be').decode(bytes) }
    if (isMedia(head)) return { text: null, is: 'media' }
    if (!READ_ANYWAY.test(path)) return { text: null, is: 'binary' }
  } else if (isMedia(head)) return { text: null, is: 'media' }
  return { text: textOf(bytes) }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const isMedia = (head: Uint8Array) => MEDIA.some((magic) => magic.every((byte, i) => head[i] === byte))

/** Every other byte of Latin text in UTF-16 is a NUL. */
function looksLikeUtf16(head: Uint8Array): boolean {
  const nuls = [0, 0]
  for (const [i, byte] of head.entries()) if (byte === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  const half = head.length / 2
  return Math.max(even, odd) > half * 0.6 && Math.min(even, odd) < half * 0.05
}
