import type { EntryKind } from './read-tar.ts'

/** An entry of a zip. `name` is as written, `size` is what the zip states, and `packed` returns the compressed bytes. */
export type ZipEntry = {
  name: string
  kind: EntryKind
  mode: number
  method: number
  size: number
  packed: () => Uint8Array
}

// Keeps a byte order mark, because it makes a different name.
const UTF8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
const END = 0x06054b50
const END_BYTES = 22
const MAX_COMMENT = 65_535
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const ENCRYPTED = 1
const UNIX = 3
const FILE_TYPE = 0o170000
const PLAIN_FILE = 0o100000
const FOLDER = 0o040000
const LINK = 0o120000

/**
 * Reads the directory at the end of a zip. Throws if it is not a zip or is truncated. Does not support zip64, which
 * only archives beyond our size limit need.
 */
export function* readZip(zip: Uint8Array): Generator<ZipEntry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = findEnd(view)
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error('The directory of the zip is corrupt.')
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    const entry = at
    const path = nameAt(zip, at + CENTRAL_BYTES, name)
    yield {
      name: path,
      kind: kindOf(view, at, path),
      mode: isUnix(view, at) ? view.getUint32(at + 38, true) >>> 16 : 0,
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 24, true),
      packed: () => packedOf(zip, view, entry),
    }
    at += CENTRAL_BYTES + name + extra + comment
  }
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === last - at) return at
  throw new Error('This is not a zip.')
}

const isUnix = (view: DataView, at: number) => view.getUint8(at + 5) === UNIX

/** Programs other than those of Unix say by the name what is a folder. */
function kindOf(view: DataView, at: number, name: string): EntryKind {
  const type = isUnix(view, at) ? (view.getUint32(at + 38, true) >>> 16) & FILE_TYPE : 0
  const isEncrypted = (view.getUint16(at + 8, true) & ENCRYPTED) !== 0
  if (type === LINK) return 'link'
  if (type === FOLDER || (type === 0 && name.endsWith('/'))) return 'folder'
  return (type === 0 || type === PLAIN_FILE) && !isEncrypted ? 'file' : 'other'
}

/**
 * Returns the bytes behind the file's own header. That header must have the same name as the directory, because some
 * clients use one and some the other.
 */
function packedOf(zip: Uint8Array, view: DataView, entry: number): Uint8Array {
  const at = view.getUint32(entry + 42, true)
  if (view.getUint32(at, true) !== LOCAL) throw new Error('A file in the zip has no header.')
  const name = view.getUint16(at + 26, true)
  if (nameAt(zip, at + LOCAL_BYTES, name) !== nameAt(zip, entry + CENTRAL_BYTES, view.getUint16(entry + 28, true)))
    throw new Error('A file in the zip has two names.')
  const start = at + LOCAL_BYTES + name + view.getUint16(at + 28, true)
  const length = view.getUint32(entry + 20, true)
  if (length > zip.length - start) throw new Error('A file in the zip extends beyond its end.')
  return zip.subarray(start, start + length)
}

const nameAt = (zip: Uint8Array, at: number, length: number) => UTF8.decode(zip.subarray(at, at + length))
