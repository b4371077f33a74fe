/** A file of a tar. `name` is as written, not normalised. */
export type TarEntry = { name: string; isFile: boolean; bytes: Uint8Array }

const BLOCK = 512
// Keeps a byte order mark, because it makes a different name.
const UTF8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
/** Types of entries that describe the next file, or all files. */
const PAX = 'x'
const PAX_OF_ALL = 'g'
const GNU_LONG_NAME = 'L'
const GNU_LONG_LINK = 'K'

/**
 * Reads the headers of a tar up to its first empty block, without copying. Throws if it is not a tar or is truncated.
 */
export function* readTar(tar: Uint8Array): Generator<TarEntry> {
  let longName: string | undefined
  for (let at = 0; at < tar.length; ) {
    const header = tar.subarray(at, at + BLOCK)
    if (header.length < BLOCK) throw new Error('The tar is truncated.')
    if (header.every((byte) => byte === 0)) return
    const size = sizeOf(header)
    const start = at + BLOCK
    if (size > tar.length - start) throw new Error('A file in the tar extends beyond its end.')
    const bytes = tar.subarray(start, start + size)
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === PAX || type === PAX_OF_ALL) longName = paxName(bytes, type) ?? longName
    else if (type === GNU_LONG_NAME) longName = textOf(bytes)
    else if (type !== GNU_LONG_LINK) {
      yield { name: longName ?? nameOf(header), isFile: type === '0' || type === '\0', bytes }
      longName = undefined
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
}

/** Accepts only octal digits: with a negative size, reading would go backwards and never end. */
function sizeOf(header: Uint8Array): number {
  const written = /^ *([0-7]*)[ \0]*$/.exec(latin(header.subarray(124, 136)))?.[1]
  if (written === undefined) throw new Error('A size in the tar is not an octal number.')
  return Number.parseInt(written || '0', 8)
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100))
  // Only POSIX tars have a prefix here; GNU tars keep times in its place.
  const prefix = latin(header.subarray(257, 263)) === 'ustar\0' ? textOf(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/**
 * Returns the path of the next file from lines `LENGTH key=value\n`. Throws for a size or for a path that applies to
 * all files, which no skill needs.
 */
function paxName(bytes: Uint8Array, type: string): string | undefined {
  let name: string | undefined
  for (let at = 0; at < bytes.length; ) {
    const digits = /^([1-9]\d{0,7}) /.exec(latin(bytes.subarray(at, at + 9)))?.[1]
    const end = at + Number(digits)
    // Without digits, `end` is NaN, which no comparison catches.
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== 0x0a)
      throw new Error('A pax header of the tar is corrupt.')
    const [, key = '', value = ''] =
      /^([^=]*)=(.*)$/s.exec(textOf(bytes.subarray(at + digits.length + 1, end - 1))) ?? []
    if (key === 'size' || (key === 'path' && type === PAX_OF_ALL))
      throw new Error(`A pax header of the tar sets ${key}.`)
    if (key === 'path') name = value
    at = end
  }
  return name
}

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return UTF8.decode(end < 0 ? bytes : bytes.subarray(0, end))
}
