import type { ArchiveFile } from '../../../src/domain/files/archive.ts'
import { byPath } from '../../../src/domain/files/byte-order.ts'
import { factsOf } from '../../../src/domain/files/file-facts.ts'
import type { Mode } from '../../../src/domain/files/manifest.ts'

export type FileWithBytes = ArchiveFile & { bytes: Uint8Array }

const encoder = new TextEncoder()

/** A file of a skill. */
export async function aFile(path: string, content: string | Uint8Array = path, mode: Mode = '0644') {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  const file: FileWithBytes = { path, mode, bytes, ...(await factsOf(bytes)) }
  return file
}

/** Bytes that no text has, the same for the same seed. */
export function someBytes(size: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 16
  })
}

/** A folder that has what is odd about folders, in the order of its paths. */
export async function anOddFolder(): Promise<FileWithBytes[]> {
  return byPath(
    await Promise.all([
      aFile('SKILL.md', '---\nname: odd\ndescription: Odd.\n---\n'),
      aFile('scripts/run.sh', '#!/bin/sh\necho ok\n', '0755'),
      aFile('.hidden/settings.json', '{}'),
      aFile('assets/empty', ''),
      aFile('assets/logo.png', someBytes(70_000)),
      aFile('references/Größe und 漢字 😀.md', '\ufeffone\r\ntwo\r\n'),
      aFile('references/\ufb01nal.md', 'sorts before what lies beyond U+FFFF'),
      aFile('References: A & B.md', 'a colon, spaces and capitals'),
      aFile(`deep/${'folder-'.repeat(14)}/${'long-name-'.repeat(20)}.txt`, 'longer than a tar header'),
    ]),
  )
}

/** What was recorded of it. It must never change: clients compare these. */
export const ODD_FOLDER = {
  digest: '40236250453c8bbf947f415771e8b5b989833e9b0551970817bbb5f75f5cf2d6',
  zip: '7b12789a26c7889da78e36c74a526f8412c8a26c3225a9b50504c871850d4e23',
  tarGz: '4853099a8bac16c89b4761d671317b2ff7542b86d6e5253a1e7f685d7a7f1085',
}

/** The bytes of files, as an archive reads them. */
export const contentsOf = (files: readonly FileWithBytes[]): Uint8Array[] =>
  files.map(({ bytes }) => bytes).filter((bytes) => bytes.length > 0)

export async function collected(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of all) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
