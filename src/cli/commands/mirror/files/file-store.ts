import type { FileFacts } from '../../../../domain/files/file-facts.ts'
import { inTransaction, type Mirror } from '../open-mirror.ts'
import { fileBytes } from './file-bytes.ts'
import { type Refusal, WITHHELD_FILE } from './file-reader.ts'

/** What is fetched, held in memory and stored in one transaction. */
const PAGE = { files: 64, bytes: 32 * 1024 * 1024 }
/** Files that a run removes in one transaction. */
const DROPPED_AT_ONCE = 500
/** Who refuses a file is asked again after this time, or as soon as a version or skill that has it changes. */
const REFUSED_FOR_MS = 7 * 24 * 3_600_000

export type WantedFile = { sha256: string; size: number }
export type NewFile = FileFacts & { bytes: Uint8Array }

export type FileStore = {
  /** Makes due again what was refused long ago, and removes what a killed run left behind. */
  begin: (now: Date) => void
  /**
   * Returns the next files to ask for: those that failed before a time come after all others. First marks those as refused of which
   * the metadata says so, and counts them.
   */
  nextPage: (at: { now: Date; failedBefore: Date }) => { files: WantedFile[]; refused: number }
  countWanted: (failedBefore: Date) => number
  keep: (files: readonly NewFile[], now: Date) => void
  /** Records why a file is not here; null if it failed. */
  refuse: (files: readonly { sha256: string; refusal: Refusal | null }[], now: Date) => void
  /** Makes a damaged file wanted again. */
  lose: (sha256: string) => void
  /** Deletes the files that no version names any more, and returns how many. */
  collect: () => number
  /** Calls `look` for each kept file, by its hash. */
  forEachKept: (look: (sha256: string) => Promise<boolean>) => Promise<void>
}

const ASK_REFUSED = `
  update wanted set asked_at = null, refused = null where refused in ('withheld', 'withdrawn') and asked_at < ?`

// Together with the order of pages, short runs take turns through all files, however many of them fail.
const ASK_FAILED = 'update wanted set asked_at = null where refused is null and asked_at < ?'

const NEXT = `
  select named.sha256, named.size, ${WITHHELD_FILE} as refusal from wanted named where named.asked_at is null order by named.sha256 limit ${PAGE.files}`

const COUNT_DUE = 'select count(*) as n from wanted where asked_at is null or refused is null and asked_at < ?'

export function fileStore(mirror: Mirror): FileStore {
  const { db } = mirror
  const bytes = fileBytes(mirror)
  const atOnce = <T>(work: () => T) => inTransaction(db, work)
  const markRefused: FileStore['refuse'] = (files, now) => {
    const mark = db.prepare('update wanted set asked_at = ?, refused = ? where sha256 = ?')
    for (const { sha256, refusal } of files) mark.run(now.toISOString(), refusal, sha256)
  }
  return {
    begin: (now) =>
      atOnce(() => {
        bytes.tidy()
        db.prepare(ASK_REFUSED).run(new Date(now.getTime() - REFUSED_FOR_MS).toISOString())
      }),
    nextPage: ({ now, failedBefore }) =>
      atOnce(() => {
        const next = () => db.prepare(NEXT).all() as (WantedFile & { refusal: Refusal | null })[]
        const again = () => db.prepare(ASK_FAILED).run(failedBefore.toISOString()).changes > 0
        let rows = next()
        if (rows.length === 0 && again()) rows = next()
        const refused = rows.filter(({ refusal }) => refusal !== null)
        markRefused(refused, now)
        return { files: withinBytes(rows.filter(({ refusal }) => refusal === null)), refused: refused.length }
      }),
    countWanted: (failedBefore) => Number(db.prepare(COUNT_DUE).get(failedBefore.toISOString())?.n),
    keep: (files, now) => atOnce(() => keepAll(mirror, files, now)),
    refuse: (files, now) => atOnce(() => markRefused(files, now)),
    lose: (sha256) =>
      atOnce(() => {
        db.prepare(
          'insert or ignore into wanted (sha256, size) select sha256, size from files where sha256 = ? and exists (select 1 from named_files n where n.sha256 = files.sha256)',
        ).run(sha256)
        db.prepare('delete from files where sha256 = ?').run(sha256)
      }),
    collect: () => collect(mirror),
    forEachKept: async (look) => {
      const page = db.prepare('select sha256 from files where sha256 > ? order by sha256 limit 500')
      for (let rows = page.all(''); rows.length > 0; rows = page.all(String(rows.at(-1)?.sha256)))
        for (const { sha256 } of rows) if (!(await look(String(sha256)))) return
    },
  }
}

/** The first files that fit into memory together, but at least one. */
function withinBytes(files: readonly WantedFile[]): WantedFile[] {
  let total = 0
  return files.filter(({ size }, i) => {
    total += size
    return i === 0 || total <= PAGE.bytes
  })
}

function keepAll(mirror: Mirror, files: readonly NewFile[], now: Date): void {
  const { db } = mirror
  const bytes = fileBytes(mirror)
  const keep = db.prepare('insert or replace into files (sha256, size, crc32, kept_at) values (?, ?, ?, ?)')
  const settle = db.prepare('delete from wanted where sha256 = ?')
  const pack = db.prepare(`
    insert or ignore into unpacked (digest) select v.payload ->> '$.digest' from named_files n cross join items v on v.kind = 'version' and v.id = n.version
    where n.sha256 = ? and v.payload ->> '$.digest' is not null`)
  // Nothing may name it any more by now.
  const leave = db.prepare(
    'insert or ignore into leaving (sha256) select $sha256 where not exists (select 1 from named_files n where n.sha256 = $sha256)',
  )
  for (const file of files) {
    bytes.put(file.sha256, file.bytes)
    keep.run(file.sha256, file.size, file.crc32, now.toISOString())
    settle.run(file.sha256)
    pack.run(file.sha256)
    leave.run({ sha256: file.sha256 })
  }
}

const UNNAMED = 'not exists (select 1 from named_files n where n.sha256 = leaving.sha256)'

/**
 * First the database says that a file is not here, then its bytes go: a kill in between loses nothing that is named, and another run
 * that names the file meanwhile fetches it again.
 */
function collect(mirror: Mirror): number {
  const { db } = mirror
  const bytes = fileBytes(mirror)
  const collected = inTransaction(db, () => {
    db.exec(
      `delete from leaving where not (${UNNAMED}); delete from wanted where sha256 in (select sha256 from leaving)`,
    )
    return Number(db.prepare('delete from files where sha256 in (select sha256 from leaving)').run().changes)
  })
  const dropPage = () => {
    const page = db.prepare(`
      delete from leaving where sha256 in (select sha256 from leaving limit ${DROPPED_AT_ONCE})
      returning sha256, exists (select 1 from files f where f.sha256 = leaving.sha256) as is_kept`)
    const rows = page.all()
    for (const { sha256, is_kept } of rows) if (!is_kept) bytes.drop(String(sha256))
    return rows.length
  }
  while (inTransaction(db, dropPage) > 0);
  return collected
}
