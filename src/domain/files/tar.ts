import { type Archive, type ArchiveFile, pieceReader } from './archive.ts'
import { byPath } from './byte-order.ts'

const BLOCK = 512
const END_BYTES = 2 * BLOCK
const NAME_BYTES = 100
const FILE = '0'
const LINK = '2'
const PAX = 'x'

const encoder = new TextEncoder()
const padded = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK

/**
 * A POSIX tar of files in the byte order of their paths, with modes; time and owner are 0. Names that do not fit a header
 * stand in a pax header before it.
 */
export function tarOf<F extends ArchiveFile>(files: readonly F[]): Archive<F> {
  const entries = byPath(files).map((file) => ({ file, headers: headersOf(file) }))
  return {
    files: entries.map(({ file }) => file),
    size: entries.reduce((sum, { file, headers }) => sum + headers.length + padded(file.size), END_BYTES),
    async *parts(contents) {
      const { piecesOf, expectEnd } = pieceReader(contents)
      for (const { file, headers } of entries) {
        yield headers
        yield* piecesOf(file)
        if (file.size % BLOCK !== 0) yield new Uint8Array(padded(file.size) - file.size)
      }
      await expectEnd()
      yield new Uint8Array(END_BYTES)
    },
  }
}

const fits = (text: string) => /^[\x20-\x7e]*$/.test(text) && text.length <= NAME_BYTES

/** The header of a file, or of a link to `link`, and the pax header before it if its name needs one. */
export function headersOf(p: { path: string; mode: string; size: number; link?: string }): Uint8Array {
  const { path, mode, size, link = '' } = p
  const records = [
    ...(fits(path) ? [] : [paxRecord('path', path)]),
    ...(fits(link) ? [] : [paxRecord('linkpath', link)]),
  ]
  // For readers that know no pax headers.
  const plain = (text: string) => text.replace(/[^\x20-\x7e]/g, '_').slice(0, NAME_BYTES)
  const own = header({ name: plain(path), mode, size, type: p.link === undefined ? FILE : LINK, link: plain(link) })
  if (records.length === 0) return own
  const record = encoder.encode(records.join(''))
  const headers = new Uint8Array(BLOCK + padded(record.length) + BLOCK)
  headers.set(header({ name: 'PaxHeader', mode: '0644', size: record.length, type: PAX }))
  headers.set(record, BLOCK)
  headers.set(own, headers.length - BLOCK)
  return headers
}

/** `length key=value`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const bytes = encoder.encode(rest).length
  const withDigits = (length: number) => bytes + String(length).length
  return `${withDigits(withDigits(bytes))}${rest}`
}

function header(p: { name: string; mode: string; size: number; type: string; link?: string }): Uint8Array {
  const bytes = new Uint8Array(BLOCK)
  const write = (at: number, text: string) => bytes.set(encoder.encode(text), at)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  write(0, p.name)
  write(100, `${octal(Number.parseInt(p.mode, 8), 7)}\0`)
  write(108, `${octal(0, 7)}\0`)
  write(116, `${octal(0, 7)}\0`)
  write(124, `${octal(p.size, 11)}\0`)
  write(136, `${octal(0, 11)}\0`)
  write(156, p.type)
  write(157, p.link ?? '')
  write(257, 'ustar\x0000')
  // The checksum is taken as if its own field had spaces.
  write(148, ' '.repeat(8))
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  write(148, `${octal(sum, 6)}\0 `)
  return bytes
}
