import { gzipSync, strToU8, type Zippable, zipSync } from 'fflate'

/** A file of a tar. `size` replaces the true size in its header. */
type TarFile = { name: string; data?: string | Uint8Array; type?: string; size?: string; prefix?: string }

const BLOCK = 512

/** Makes a POSIX tar. Names and sizes are written as given, even if they are wrong. */
export function aTar(files: readonly TarFile[], { end = 2 }: { end?: number } = {}): Uint8Array {
  const blocks = files.flatMap(({ name, data = '', type = '0', size, prefix = '' }) => {
    const bytes = typeof data === 'string' ? strToU8(data) : data
    const header = new Uint8Array(BLOCK)
    header.set(strToU8(name))
    header.set(strToU8(size ?? `${bytes.length.toString(8).padStart(11, '0')}\0`), 124)
    header.set(strToU8(type), 156)
    header.set(strToU8('ustar\x0000'), 257)
    header.set(strToU8(prefix), 345)
    const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK)
    padded.set(bytes)
    return [header, padded]
  })
  return joined([...blocks, new Uint8Array(end * BLOCK)])
}

export const aTarGzip = (...p: Parameters<typeof aTar>): Uint8Array => gzipSync(aTar(...p))

/** A line of a pax header. */
export function paxLine(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const { length } = strToU8(rest)
  return `${length + `${length + 2}`.length}${rest}`
}

const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** Overwrites a number in each central header of a zip, at offset `at`, and in each local header, at offset `local`. */
export function aForgedZip(
  files: Zippable,
  p: { at: number; local?: number; value: number; bytes: 2 | 4 },
): Uint8Array {
  const zip = zipSync(files)
  const view = new DataView(zip.buffer, zip.byteOffset)
  const write = (at: number) => (p.bytes === 4 ? view.setUint32(at, p.value, true) : view.setUint16(at, p.value, true))
  for (let at = 0; at < zip.length - 4; at++) {
    const signature = view.getUint32(at, true)
    if (signature === CENTRAL) write(at + p.at)
    if (signature === LOCAL && p.local !== undefined) write(at + p.local)
  }
  return zip
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
