import { type Archive, type ArchiveFile, pieceReader } from './archive.ts'
import { byPath } from './byte-order.ts'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22

/** Version 2.0 of the format. Made on Unix, as only then modes are read. */
const VERSION = 20
const MADE_BY = (3 << 8) | VERSION
const NAMES_ARE_UTF8 = 1 << 11
const STORED = 0
/** 1980-01-01 00:00:00, the earliest time that a zip can state. */
const TIME = 0
const DATE = 0x0021

const encoder = new TextEncoder()

/**
 * A zip of files in the byte order of their paths, with modes. Stored and not compressed: what a compressor makes differs
 * from version to version, and clients compare the archive's hash. Sizes must stay below 4 GiB and files below 65,536.
 */
export function zipOf<F extends ArchiveFile>(files: readonly F[]): Archive<F> {
  const entries = placed(byPath(files).map((file) => ({ file, name: encoder.encode(file.path) })))
  const directoryAt = entries.reduce((sum, entry) => sum + bytesOf(entry), 0)
  const directoryBytes = entries.reduce((sum, { name }) => sum + CENTRAL_BYTES + name.length, 0)
  return {
    files: entries.map(({ file }) => file),
    size: directoryAt + directoryBytes + END_BYTES,
    async *parts(contents) {
      const { piecesOf, expectEnd } = pieceReader(contents)
      for (const entry of entries) {
        yield localHeader(entry)
        yield* piecesOf(entry.file)
      }
      await expectEnd()
      for (const entry of entries) yield centralHeader(entry)
      yield end({ files: entries.length, at: directoryAt, bytes: directoryBytes })
    },
  }
}

type Named<F = ArchiveFile> = { file: F; name: Uint8Array }
/** `at` is where the local header begins. */
type Entry<F = ArchiveFile> = Named<F> & { at: number }

const bytesOf = ({ file, name }: Named) => LOCAL_BYTES + name.length + file.size

function placed<F extends ArchiveFile>(named: readonly Named<F>[]): Entry<F>[] {
  let next = 0
  return named.map((entry) => {
    const at = next
    next += bytesOf(entry)
    return { ...entry, at }
  })
}

function localHeader({ file, name }: Entry): Uint8Array {
  const header = new Header(LOCAL_BYTES, name)
  header.u32(LOCAL).u16(VERSION)
  common(header, file, name)
  return header.bytes
}

function centralHeader({ file, name, at }: Entry): Uint8Array {
  const header = new Header(CENTRAL_BYTES, name)
  header.u32(CENTRAL).u16(MADE_BY).u16(VERSION)
  common(header, file, name)
  // No comment, first disk, no internal attributes. The mode of a regular file stands in the upper half of the external ones.
  header.u16(0).u16(0).u16(0)
  header.u32(((0o100_000 | Number.parseInt(file.mode, 8)) << 16) >>> 0).u32(at)
  return header.bytes
}

function common(header: Header, file: ArchiveFile, name: Uint8Array): void {
  header.u16(NAMES_ARE_UTF8).u16(STORED).u16(TIME).u16(DATE)
  header.u32(file.crc32).u32(file.size).u32(file.size).u16(name.length).u16(0)
}

function end(directory: { files: number; at: number; bytes: number }): Uint8Array {
  const header = new Header(END_BYTES)
  header.u32(END).u16(0).u16(0).u16(directory.files).u16(directory.files)
  header.u32(directory.bytes).u32(directory.at).u16(0)
  return header.bytes
}

/** Writes little-endian numbers one after the other. `tail` follows behind the numbers. */
class Header {
  readonly bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(size: number, tail: Uint8Array = new Uint8Array()) {
    this.bytes = new Uint8Array(size + tail.length)
    this.bytes.set(tail, size)
    this.#view = new DataView(this.bytes.buffer)
  }

  u16(value: number): this {
    this.#view.setUint16(this.#at, value, true)
    this.#at += 2
    return this
  }

  u32(value: number): this {
    this.#view.setUint32(this.#at, value, true)
    this.#at += 4
    return this
  }
}
