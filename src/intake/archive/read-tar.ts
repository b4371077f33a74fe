import { SourceFault } from '../source-fault.ts'
import { ByteReader } from './byte-reader.ts'

/** `other`: what no skill has, such as devices, and what cannot be read. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/**
 * An entry of a tar. `name` is as written, not normalised; `link` has the bytes of a symbolic link's target. `read` returns its bytes,
 * once, and before the next entry is asked for.
 */
export type TarEntry = {
  name: string
  kind: EntryKind
  mode: number
  size: number
  link: Uint8Array
  read: () => Promise<Uint8Array>
}

const BLOCK = 512
/** Larger than any repository that is read whole. */
const MAX_ENTRIES = 250_000
/** Larger than any path, and than the other fields that come with it. */
const MAX_META_BYTES = 256 * 1024
// Keeps a byte order mark, because it makes a different name.
const UTF8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
/** Types of entries that describe the next file, or all files. */
const PAX = 'x'
const PAX_OF_ALL = 'g'
const GNU_LONG_NAME = 'L'
const GNU_LONG_LINK = 'K'
const META = new Set([PAX, PAX_OF_ALL, GNU_LONG_NAME, GNU_LONG_LINK])
const KINDS: Record<string, EntryKind> = { '0': 'file', '\0': 'file', '5': 'folder', '2': 'link' }

/** Names that stand before the header that they belong to. */
type Named = { name?: string; link?: Uint8Array }

const corrupt = (why: string) => new SourceFault('unreadable', 'The archive cannot be read.', { cause: new Error(why) })

/**
 * Reads a tar as it comes, up to its first empty block. Holds no more than one entry, and only if it is read. Throws SourceFault if it is
 * not a tar or is truncated.
 */
export async function* readTar(tar: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(tar)
  let named: Named = {}
  try {
    for (let entries = 0; ; entries++) {
      const header = await reader.read(BLOCK)
      if (header.length === 0) return
      if (header.length < BLOCK) throw corrupt('The tar is truncated.')
      if (header.every((byte) => byte === 0)) return
      if (entries === MAX_ENTRIES) throw new SourceFault('too_large', `The tar has more than ${MAX_ENTRIES} entries.`)
      const size = sizeOf(header)
      const padding = (BLOCK - (size % BLOCK)) % BLOCK
      const type = String.fromCharCode(header[156] ?? 0)
      if (META.has(type)) {
        if (size > MAX_META_BYTES) throw corrupt('A name in the tar is too long.')
        const bytes = await whole(reader, size)
        named = { ...named, ...namesIn(bytes, type) }
        await reader.skip(padding)
        continue
      }
      let isRead = false
      yield {
        name: named.name ?? nameOf(header),
        kind: KINDS[type] ?? 'other',
        mode: modeOf(header),
        size,
        link: named.link ?? bytesBefore0(header.subarray(157, 257)),
        read: () => {
          isRead = true
          return whole(reader, size)
        },
      }
      named = {}
      if (!isRead && !(await reader.skip(size))) throw BEYOND()
      await reader.skip(padding)
    }
  } finally {
    await reader.close()
  }
}

const BEYOND = () => corrupt('A file in the tar extends beyond its end.')

async function whole(reader: ByteReader, size: number): Promise<Uint8Array> {
  const bytes = await reader.read(size)
  if (bytes.length < size) throw BEYOND()
  return bytes
}

function namesIn(bytes: Uint8Array, type: string): Named {
  if (type === GNU_LONG_NAME) return { name: textOf(bytes) }
  if (type === GNU_LONG_LINK) return { link: bytesBefore0(bytes) }
  return paxNames(bytes, type)
}

/** Programs differ in what they write where no mode is asked for. */
const modeOf = (header: Uint8Array) => Number.parseInt(latin(header.subarray(100, 108)).trim(), 8) || 0

/** Accepts only octal digits: with a negative size, reading would go backwards and never end. */
function sizeOf(header: Uint8Array): number {
  const written = /^ *([0-7]*)[ \0]*$/.exec(latin(header.subarray(124, 136)))?.[1]
  if (written === undefined) throw corrupt('A size in the tar is not an octal number.')
  return Number.parseInt(written || '0', 8)
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100))
  // Only POSIX tars have a prefix here; GNU tars keep times in its place.
  const prefix = latin(header.subarray(257, 263)) === 'ustar\0' ? textOf(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/**
 * Returns the path of the next file, and where it leads if it is a link, from lines `LENGTH key=value\n`. Throws for a size or for a
 * path that applies to all files, which no skill needs.
 */
function paxNames(bytes: Uint8Array, type: string): Named {
  const named: Named = {}
  for (let at = 0; at < bytes.length; ) {
    const digits = /^([1-9]\d{0,7}) /.exec(latin(bytes.subarray(at, at + 9)))?.[1]
    const end = at + Number(digits)
    // Without digits, `end` is NaN, which no comparison catches.
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== 0x0a)
      throw corrupt('A pax header of the tar is corrupt.')
    const line = bytes.subarray(at + digits.length + 1, end - 1)
    const equals = line.indexOf(EQUALS)
    const key = latin(line.subarray(0, Math.min(Math.max(equals, 0), MAX_KEY)))
    const value = line.subarray(equals + 1)
    if (key === 'size' || (key === 'path' && type === PAX_OF_ALL)) throw corrupt(`A pax header of the tar sets ${key}.`)
    if (key === 'path') named.name = textOf(value)
    if (key === 'linkpath' && type === PAX) named.link = value
    at = end
  }
  return named
}

const EQUALS = 0x3d
/** Longer than the keys that count. */
const MAX_KEY = 40

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)

const bytesBefore0 = (bytes: Uint8Array) => bytes.slice(0, bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0))

const textOf = (bytes: Uint8Array) => UTF8.decode(bytesBefore0(bytes))
