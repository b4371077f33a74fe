import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as othersGoFirst } from 'node:timers/promises'
import { discoveryIndex } from '../../../domain/clients/discovery-index.ts'
import { type Answer, jsonAnswer } from './answer.ts'

/** A mirror that is followed may change at every moment, and its index takes seconds to make. */
const KEPT_MS = 60_000

/** What registries read of an index. */
const MAX_ENTRIES = 10_000
const MAX_BYTES = 4 * 1024 * 1024

/** Skills that are read at once. Other answers wait meanwhile. */
const PAGE = 100
const PAGE_END = `
  select max(id) as id from (select id from items where kind = 'skill' and id > $after order by id limit ${PAGE})`

// The newest version of each skill that is given out and whose archive has been hashed.
const LISTED = `
  with given as (
    select s.id, s.payload ->> '$.name' as name, s.payload ->> '$.summary' as description, s.payload ->> '$.created_at' as since, a.*,
      row_number() over (partition by s.id order by v.created_at desc, v.seq desc) as nth
    from items s join versions v on v.skill = s.payload ->> '$.slug' join archives a on a.digest = v.digest
    where s.kind = 'skill' and s.id > $after and s.id <= $end and s.payload ->> '$.duplicate_of' is null and v.withheld is null
      and exists (select 1 from json_each(v.payload, '$.manifest') f where f.value ->> '$.path' = 'SKILL.md')
  )
  select name, description, since, substr(digest, length('sha256:') + 1) as digest, sha256 as zipSha256 from given where nth = 1
    and length(name) <= 64 and name not glob '*[^a-z0-9-]*' and name not like '-%' and name not like '%-' and name not like '%--%'
    and description <> ''
  order by id`

type Listed = { name: string; description: string; since: string; digest: string; zipSha256: string }

/**
 * Makes the index from which a registry can crawl the mirror's skills. It is made again when the mirror has changed, but not within a
 * minute.
 */
export function catalogIndex(db: DatabaseSync, clock: () => Date): () => Promise<Answer> {
  let made: { version: unknown; at: number; answer: Promise<Answer> } | undefined
  return () => {
    const at = clock().getTime()
    if (made && at < made.at + KEPT_MS) return made.answer
    const version = db.prepare('pragma data_version').get()?.data_version
    const answer = made && made.version === version ? made.answer : makeIndex(db)
    made = { version, at, answer }
    // The next request tries again.
    answer.catch(() => {
      made = undefined
    })
    return answer
  }
}

async function makeIndex(db: DatabaseSync): Promise<Answer> {
  const index = discoveryIndex(await readListed(db), ({ digest }) => `/v1/archives/${digest}.zip`)
  let bytes = 1000
  const tooMuch = index.skills.findIndex((entry) => {
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1
    return bytes > MAX_BYTES
  })
  const body = JSON.stringify({ ...index, skills: tooMuch < 0 ? index.skills : index.skills.slice(0, tooMuch) })
  return jsonAnswer(body, { etag: createHash('sha256').update(body).digest('hex'), seconds: 60 })
}

/** The skills in the order of their names; of skills of one name, the earliest. */
async function readListed(db: DatabaseSync): Promise<Listed[]> {
  const [pageEnd, page] = [db.prepare(PAGE_END), db.prepare(LISTED)]
  const listed = new Map<string, Listed>()
  const next = (after: unknown) => pageEnd.get({ after: String(after) })?.id ?? null
  for (let after: unknown = '', end = next(after); end !== null; after = end, end = next(after)) {
    for (const skill of page.all({ after: String(after), end: String(end) }) as Listed[]) {
      const other = listed.get(skill.name)
      if (!other || skill.since < other.since) listed.set(skill.name, skill)
    }
    await othersGoFirst()
  }
  return [...listed.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MAX_ENTRIES)
}
