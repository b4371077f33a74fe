import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { type Board, type BoardPage, readBoard } from '../../../src/db/ranking/rankings.ts'

export type Entry = { id: string; rank: number; power_position: number }
type Page = { items: Entry[]; total: number; snapshot: string | null; next_cursor: string | null; generated_at: string }

/** A page of a board, as the API returns it. */
export async function readPage(db: Db, board: Partial<Board> = {}, page: Partial<BoardPage> = {}): Promise<Page> {
  const body = await readBoard(db, { by: 'popularity', ...board }, { size: 100, after: 0, ...page })
  if (!body) throw new Error('There is no such board.')
  return JSON.parse(body)
}

/** The content of a board's cursor: `board`, the order, the build, and the place after which it continues. */
export function openCursor(cursor: string): { by: Board['by']; snapshot: string; after: number } {
  const [, by, snapshot, after] = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
  return { by, snapshot, after }
}

/** Every entry of every build, with the version of its row, by build. */
export async function readBuilds(db: Db): Promise<Map<string, Record<string, unknown>[]>> {
  const { rows } = await db.execute<{ snapshot_id: string }>(
    sql`select snapshot_id, xmin::text, ctid::text, e.* from skill_rank_snapshots e order by snapshot_id, rank`,
  )
  const builds = new Map<string, Record<string, unknown>[]>()
  for (const row of rows) builds.set(row.snapshot_id, [...(builds.get(row.snapshot_id) ?? []), row])
  return builds
}

type Header = {
  id: string
  day: string
  board: string
  total: number
  generated_at: string
  superseded_at: string | null
}

/** Gives the builds of the global board all their places, as builds had them before they ended at place 100. */
export async function storeAllPlaces(db: Db): Promise<void> {
  await db.execute(sql`
    insert into skill_rank_snapshots (snapshot_id, snapshot_date, scope, skill_id, rank, score, power_position, created_at)
    select r.id, snapshot_date, scope, skill_id, place, placed_score, place, generated_at
    from rank_snapshots r cross join (
      select *, row_number() over (order by placed_score desc, changed_at desc, skill_id) as place from skill_popularity where listed) p
    where scope = 'global' and place > 100`)
  await db.execute(sql`update rank_snapshots set kept = null`)
}

/** Every build of every board, the current ones first; times in RFC 3339. */
export async function readHeaders(db: Db): Promise<Header[]> {
  const { rows } = await db.execute<{ header: Header }>(sql`
    select jsonb_build_object('id', id, 'day', snapshot_date, 'board', coalesce(category_id::text, scope), 'total', total,
      'generated_at', generated_at, 'superseded_at', superseded_at) as header
    from rank_snapshots order by superseded_at nulls first, snapshot_date, scope, category_id`)
  return rows.map(({ header }) => header)
}

/** The faults of the builds at a time: not exactly one current build per board and day, stray entries, or a build that was kept too long. */
export async function buildFaults(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.execute<{ fault: string }>(sql`
    select format('%s current builds of %s on %s', count(*), coalesce(category_id::text, scope), snapshot_date) as fault
    from rank_snapshots where superseded_at is null group by scope, category_id, snapshot_date having count(*) > 1
    union all
    select format('no current build of %s', k.category_id) from (select null::uuid as category_id union all select id from categories) k
    where not exists (select from rank_snapshots r where r.category_id is not distinct from k.category_id and superseded_at is null
      and snapshot_date = (${at.toISOString()}::timestamptz at time zone 'UTC')::date)
    union all
    select format('entries of no build: %s', snapshot_id) from skill_rank_snapshots e where not exists (select from rank_snapshots r where r.id = e.snapshot_id)
    union all
    select format('build %s has not its %s entries', id, total) from rank_snapshots r
    where (select count(*) from skill_rank_snapshots e where e.snapshot_id = r.id) <> total
    union all
    select format('build %s of %s is still there', id, superseded_at) from rank_snapshots
    where superseded_at < ${at.toISOString()}::timestamptz - interval '60 minutes'`)
  return rows.map(({ fault }) => fault)
}
