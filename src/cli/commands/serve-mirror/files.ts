import { SANDBOX } from '../../../domain/files/content-type.ts'
import { REPR_DIGEST, reprDigest } from '../../../domain/files/repr-digest.ts'
import { zipOf } from '../../../domain/files/zip.ts'
import { NO_TRANSFORM } from '../../../http/cache-for.ts'
import { type FileReader, fileReader, type Refusal, WITHHELD_FILE } from '../mirror/files/file-reader.ts'
import type { Mirror } from '../mirror/open-mirror.ts'
import { type Answer, problem } from './answer.ts'

/** No longer: a version may be withdrawn. */
const CACHING = `public, max-age=60, ${NO_TRANSFORM}`

const FILE = `
  select k.size, named.refused, ${WITHHELD_FILE} as withheld
  from (select $sha256 as sha256, (select refused from wanted where sha256 = $sha256) as refused) named left join files k on k.sha256 = named.sha256`

/** Files and archives of a mirror, by their hashes. What is damaged is never sent. */
export const fileAnswers = (mirror: Mirror) => {
  const reader = fileReader(mirror)
  return {
    file: (sha256: string) => answerFile(mirror, reader, sha256),
    archive: (digest: string) => answerArchive(mirror, reader, digest),
  }
}

async function answerFile({ db }: Mirror, reader: FileReader, sha256: string): Promise<Answer> {
  const row = db.prepare(FILE).get({ sha256 }) as {
    size: number | null
    refused: Refusal | null
    withheld: Refusal | null
  }
  const refusal = row.withheld ?? (row.size === null ? row.refused : null)
  if (refusal !== null) return refused(refusal)
  if (row.size === null) return problem(404, 'This mirror does not have this file yet.')
  return {
    status: 200,
    headers: {
      ...{ 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' },
      ...{ 'Cache-Control': CACHING, 'Content-Security-Policy': SANDBOX, ETag: `"${sha256}"` },
      [REPR_DIGEST]: reprDigest(sha256),
    },
    body: await reader.read(sha256),
  }
}

const DETAILS: Record<Refusal, readonly [status: number, detail: string]> = {
  link_only: [403, 'Its licence does not permit redistribution.'],
  withheld: [403, 'The source of this mirror does not give it out.'],
  yanked: [410, 'Its version was yanked.'],
  warned: [403, 'Its scan gave a warning, and no reviewer has decided about it yet.'],
  vanished: [410, 'The source of its skill no longer has it.'],
  withdrawn: [410, 'The source of this mirror no longer gives it out.'],
  unknown: [404, 'No skill of this mirror has it.'],
}

const refused = (refusal: Refusal) => problem(...DETAILS[refusal])

const FOLDER = `
  select v.withheld, a.sha256 from versions v left join archives a on a.digest = v.digest
  where v.digest = ? order by v.withheld is not null limit 1`

async function answerArchive({ db }: Mirror, reader: FileReader, digest: string): Promise<Answer> {
  const version = db.prepare(FOLDER).get(`sha256:${digest}`)
  if (!version) return refused('unknown')
  if (version.withheld) return refused(version.withheld as Refusal)
  const files = await reader.folder(`sha256:${digest}`)
  if (!files) return problem(404, 'This mirror does not have all files of this folder.')
  const zip = zipOf(files)
  return {
    status: 200,
    headers: {
      ...{ 'Content-Type': 'application/zip', 'Content-Disposition': 'attachment' },
      ...{ 'Cache-Control': CACHING, ETag: `"${digest}.zip"` },
      ...(version.sha256 && { [REPR_DIGEST]: reprDigest(String(version.sha256)) }),
    },
    body: { size: zip.size, parts: () => zip.parts(reader.contents(zip.files)) },
  }
}
