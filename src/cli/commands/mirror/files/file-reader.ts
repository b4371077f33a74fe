import type { DatabaseSync } from 'node:sqlite'
import type { ArchiveFile } from '../../../../domain/files/archive.ts'
import { digestOf } from '../../../../domain/files/manifest.ts'
import { pathFault } from '../../../../domain/files/paths.ts'
import { sha256Hex } from '../../../../domain/text/hash.ts'
import type { Mirror } from '../open-mirror.ts'
import { fileBytes } from './file-bytes.ts'

/** A kept file is missing, or its bytes are not those that were kept. */
export class DamagedFile extends Error {
  override name = 'DamagedFile'
  readonly sha256: string
  constructor(sha256: string) {
    super(`The kept file ${sha256} is missing or damaged; run "mirror" with --files --check to fetch it again.`)
    this.sha256 = sha256
  }
}

/** Why the source does not give a file out. `unknown`: no skill of the mirror has it. */
export type Refusal = 'yanked' | 'warned' | 'vanished' | 'link_only' | 'withheld' | 'withdrawn' | 'unknown'

/**
 * Why no version gives out the file `named.sha256`, or NULL: one that does is enough. The cross join keeps SQLite from looking at all
 * versions for each file.
 */
export const WITHHELD_FILE = `
  case when exists (select 1 from named_files n cross join versions v on v.id = n.version where n.sha256 = named.sha256 and v.withheld is null) then null
  else coalesce((select v.withheld from named_files n cross join versions v on v.id = n.version where n.sha256 = named.sha256 limit 1), 'unknown') end`

export type FileReader = {
  /** Returns the bytes of a kept file, checked against its hash. Throws DamagedFile. */
  read: (sha256: string) => Promise<Uint8Array<ArrayBuffer>>
  /** Returns the files of a complete folder. Null if one of them is not kept, or if the manifest does not have this digest. */
  folder: (digest: string) => Promise<ArchiveFile[] | null>
  /** Reads the files one after the other. Throws DamagedFile. */
  contents: (files: readonly ArchiveFile[]) => AsyncGenerator<Uint8Array>
}

export function fileReader(mirror: Mirror): FileReader {
  const bytes = fileBytes(mirror)
  const read = async (sha256: string) => {
    const found = bytes.read(sha256)
    if (found === null || (await sha256Hex(found)) !== sha256) throw new DamagedFile(sha256)
    return found
  }
  return {
    read,
    folder: (digest) => readFolder(mirror.db, digest),
    async *contents(files) {
      for (const { sha256, size } of files) if (size > 0) yield await read(sha256)
    },
  }
}

const FOLDER = `
  select f.value ->> '$.path' as path, f.value ->> '$.mode' as mode, k.sha256, k.size, k.crc32
  from (select payload from versions where digest = ? and is_complete limit 1) v, json_each(v.payload, '$.manifest') f
    left join files k on k.sha256 = f.value ->> '$.sha256'`

async function readFolder(db: DatabaseSync, digest: string): Promise<ArchiveFile[] | null> {
  const rows = db.prepare(FOLDER).all(digest) as (ArchiveFile | { [K in keyof ArchiveFile]: null })[]
  const files = rows.filter((row): row is ArchiveFile => row.sha256 !== null && row.path !== null)
  if (files.length === 0 || files.length < rows.length) return null
  // The source may lie about what it names, and an archive must not.
  const isSound = files.every(({ path, mode }) => pathFault(path) === null && /^0(644|755)$/.test(mode))
  return isSound && `sha256:${await digestOf(files)}` === digest ? files : null
}
