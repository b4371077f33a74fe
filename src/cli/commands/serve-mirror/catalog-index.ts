import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { type Answer, jsonAnswer } from './answer.ts'

const SCHEMA = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json'

/** What registries read of an index. */
const MAX_ENTRIES = 10_000
const MAX_BYTES = 4 * 1024 * 1024

// The newest version of each skill that is given out and whose archive has been hashed; of skills of one name, the earliest.
const LISTED = `
  with given as (
    select s.id, s.payload ->> '$.name' as name, s.payload ->> '$.summary' as description, s.payload ->> '$.created_at' as since, a.*,
      row_number() over (partition by s.id order by v.created_at desc, v.seq desc) as nth
    from items s join versions v on v.skill = s.payload ->> '$.slug' join archives a on a.digest = v.digest
    where s.kind = 'skill' and s.payload ->> '$.duplicate_of' is null and v.withheld is null
      and exists (select 1 from json_each(v.payload, '$.manifest') f where f.value ->> '$.path' = 'SKILL.md')
  ), named as (select *, row_number() over (partition by name order by since, id) as among from given where nth = 1)
  select name, description, digest, sha256 from named where among = 1
    and length(name) <= 64 and name not glob '*[^a-z0-9-]*' and name not like '-%' and name not like '%-' and name not like '%--%'
    and length(description) between 1 and 1024
  order by name limit ${MAX_ENTRIES}`

/** Makes the index from which a registry can crawl the mirror's skills. It is made again when the mirror has changed. */
export function catalogIndex(db: DatabaseSync): () => Answer {
  let made: { version: unknown; answer: Answer } | undefined
  return () => {
    const version = db.prepare('pragma data_version').get()?.data_version
    if (!made || made.version !== version) made = { version, answer: makeIndex(db) }
    return made.answer
  }
}

function makeIndex(db: DatabaseSync): Answer {
  const entries: string[] = []
  let bytes = 1000
  for (const row of db.prepare(LISTED).iterate()) {
    const [digest = ''] = String(row.digest).match(/[0-9a-f]{64}$/) ?? []
    const { name, description } = row
    const artifact = { type: 'archive', url: `/v1/archives/${digest}.zip`, digest: `sha256:${row.sha256}` }
    const entry = JSON.stringify({ name, description, ...artifact })
    bytes += Buffer.byteLength(entry) + 1
    if (bytes > MAX_BYTES) break
    entries.push(entry)
  }
  const body = `{"$schema":${JSON.stringify(SCHEMA)},"skills":[${entries.join(',')}]}`
  return jsonAnswer(body, { etag: createHash('sha256').update(body).digest('hex'), seconds: 60 })
}
