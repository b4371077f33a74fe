import { sql } from 'drizzle-orm'
import { likeness } from '../../domain/trust/sketch.ts'
import type { Db } from '../connect.ts'

/** A version that is equal to a folder (likeness 1), or nearly equal. */
export type Copy = {
  slug: string
  owner: string
  version: string
  digest: string
  verdict: string | null
  likeness: number
}

/** So many folders with a hash in common are compared, and so many copies named. */
const LOOKED_AT = 500
const MOST = 100
/** Below it two folders merely share a passage. */
const NEARLY = 0.5

type Candidate = Omit<Copy, 'likeness'> & { sketch: number[]; wanted: number[]; isEqual: boolean }

/** The versions of the catalogue that are copies or near-copies of a folder, the likest first. Bounded: of very many, the first that are found. */
export async function findCopies(db: Db, digest: string): Promise<Copy[]> {
  const { rows } = await db.execute<Candidate>(sql`
    with wanted as materialized (select digest, sketch from scan_reports where digest = decode(${digest}, 'hex')),
    like_it as materialized (
      select o.digest, o.sketch from scan_reports o where o.sketch && (select sketch from wanted) limit ${LOOKED_AT}
    ), alike as (
      select digest, sketch from like_it union select decode(${digest}, 'hex'), coalesce((select sketch from wanted), '{}')
    )
    select s.slug, s.owner, v.version, 'sha256:' || encode(v.digest, 'hex') as digest, v.verdict, to_json(a.sketch) as sketch,
      to_json(coalesce((select sketch from wanted), '{}')) as wanted, v.digest = decode(${digest}, 'hex') as "isEqual"
    from alike a cross join lateral (select * from skill_versions v where v.digest = a.digest limit ${MOST}) v join skills s on s.id = v.skill_id`)
  return rows
    .map(({ sketch, wanted, isEqual, ...copy }) => ({ ...copy, likeness: isEqual ? 1 : likeness(sketch, wanted) }))
    .filter((copy) => copy.likeness >= NEARLY)
    .sort((a, b) => b.likeness - a.likeness || (a.slug < b.slug ? -1 : 1))
    .slice(0, MOST)
    .map((copy) => ({ ...copy, likeness: Math.round(copy.likeness * 100) / 100 }))
}
