import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { type Change, pageHash, TOMBSTONE } from '../../../domain/feed/publication.ts'
import { encodeCursor } from '../../../domain/text/cursor.ts'
import { type Answer, jsonAnswer, problem } from './answer.ts'

const MAX_ITEMS = 1000
/** The most bytes of payloads on a page; a larger item is a page of its own. */
const MAX_BYTES = 3_000_000
const SECONDS = 5

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))

const Kind = z.string().regex(/^[a-z][a-z_-]{0,39}$/)

const Query = z
  .strictObject({
    after: whole(0, Number.MAX_SAFE_INTEGER).optional(),
    cursor: z.string().max(1000).optional(),
    kind: Kind.optional(),
    limit: whole(1, MAX_ITEMS).prefault('500'),
  })
  .refine((q) => q.after === undefined || q.cursor === undefined, {
    path: ['cursor'],
    message: 'cannot be combined with after',
  })
type Query = z.output<typeof Query>

const Keys = z.tuple([z.literal('feed'), z.int().min(0), Kind.nullable(), z.tuple([Kind, z.guid()])])

/** How far the mirror has come. `floor`: it knows all deletions after it. */
type State = { after: number; floor: number; asked_at: string }

type Row = Change & { schema_version: number; payload: string; published_at: string }

const ITEMS = `select seq, kind, id, 0 as deleted, schema_version, payload_hash, payload, published_at from items`
const TOMBSTONES = `select seq, kind, id, 1 as deleted, schema_version, payload_hash, '${TOMBSTONE}' as payload, published_at from tombstones`

/** What the source's own feed answers, from the mirror's copy of it. Places are the source's, so that its readers can go on here. */
export async function answerFeed(db: DatabaseSync, search: URLSearchParams, now: Date): Promise<Answer> {
  const query = Query.safeParse(Object.fromEntries(search))
  if (!query.success)
    return problem(400, query.error.issues.map((i) => `query /${i.path.join('/')}: ${i.message}`).join('; '))
  const keys = query.data.cursor === undefined ? undefined : keysOf(query.data)
  if (keys === null) return problem(400, 'query /cursor: does not belong to this list; leave it out to start over')
  const read = snapshot(db, () => {
    const state = stateOf(db)
    return state && { state, page: readPage(db, query.data, { state, keys }) }
  })
  if (!read) return unfinished
  const { state, page } = read
  const { after, kind } = query.data
  if (after !== undefined && (after < state.floor || after > state.after)) return gone(after, kind, state)
  return pageAnswer(query.data, { ...page, state, keys, now })
}

/** The mirror's place, as the source answers it. */
export function answerLatest(db: DatabaseSync, now: Date): Answer {
  const state = stateOf(db)
  if (!state) return unfinished
  const last = db.prepare(`
    select max(published_at) as at from (
      select * from (select published_at from items where seq <= $after order by seq desc limit 1)
      union all select * from (select published_at from tombstones where seq <= $after order by seq desc limit 1))`)
  const body = {
    ...{ latest_seq: state.after, oldest_after: state.floor },
    latest_published_at: last.get({ after: state.after })?.at ?? null,
    lag_seconds: lagOf(state, now),
  }
  return jsonAnswer(JSON.stringify(body), {
    etag: `${state.after}.${state.floor}.${body.lag_seconds}`,
    seconds: SECONDS,
  })
}

const unfinished = problem(503, 'The mirror has not been copied to its end yet.', { headers: { 'Retry-After': '60' } })

function gone(after: number, kind: string | undefined, state: State): Answer {
  const bootstrap = kind ? `/v1/feed?kind=${kind}` : '/v1/feed'
  const fault =
    after < state.floor
      ? `Some deletions after ${after} are not known here.`
      : `This mirror has not reached ${after} yet.`
  return problem(410, `${fault} Start over from ${bootstrap}.`, { more: { bootstrap } })
}

/** Runs `read` on one state of the database, while a run of the mirror may change it. */
function snapshot<T>(db: DatabaseSync, read: () => T): T {
  db.exec('begin')
  try {
    return read()
  } finally {
    db.exec('commit')
  }
}

const stateOf = (db: DatabaseSync): State | undefined =>
  db.prepare('select after, floor, asked_at from place where after is not null').get() as State | undefined

/** How old the copy is. The source's own lag is not known here. */
const lagOf = ({ asked_at }: State, now: Date) => Math.max(0, Math.floor((now.getTime() - Date.parse(asked_at)) / 1000))

type Keys = z.output<typeof Keys>

function keysOf({ cursor, kind }: Query): Keys | null {
  try {
    const keys = Keys.parse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()))
    return keys[2] === (kind ?? null) ? keys : null
  } catch {
    return null
  }
}

type Page = { rows: Row[]; isClosed: boolean }

function readPage(db: DatabaseSync, { after, kind, limit }: Query, p: { state: State; keys: Keys | undefined }): Page {
  const ofKind = kind === undefined ? '' : 'and kind = $kind'
  const named = kind === undefined ? {} : { kind }
  if (after !== undefined) {
    const range = `where seq > $after and seq <= $latest ${ofKind}`
    // What a bootstrap brought from beyond its own place comes again, with what lies before it.
    const changes = db.prepare(
      `select * from (${ITEMS} ${range} union all ${TOMBSTONES} ${range}) order by seq limit $limit`,
    )
    return cut(changes.iterate({ after, latest: p.state.after, limit: limit + 1, ...named }), limit)
  }
  const [lastKind, lastId] = p.keys?.[3] ?? ['', '']
  const rest = db.prepare(`${ITEMS} where (kind, id) > ($lastKind, $lastId) ${ofKind} order by kind, id limit $limit`)
  return cut(rest.iterate({ lastKind, lastId, limit: limit + 1, ...named }), limit)
}

/** Takes rows while the page has room for them. */
function cut(found: Iterable<unknown>, limit: number): Page {
  const rows: Row[] = []
  let bytes = 0
  for (const row of found as Iterable<Row>) {
    bytes += Buffer.byteLength(row.payload)
    if (rows.length === limit || (bytes > MAX_BYTES && rows.length > 0)) return { rows, isClosed: true }
    rows.push({ ...row, deleted: Boolean(row.deleted) })
  }
  return { rows, isClosed: false }
}

async function pageAnswer(
  { after, kind }: Query,
  { rows, isClosed, state, keys, now }: Page & { state: State; keys: Keys | undefined; now: Date },
): Promise<Answer> {
  const last = rows.at(-1)
  const since = keys?.[1] ?? state.after
  const next =
    after === undefined
      ? {
          next_after: since,
          next_cursor: isClosed && last ? encodeCursor(['feed', since, kind ?? null, [last.kind, last.id]]) : null,
        }
      : { next_after: isClosed && last ? last.seq : state.after }
  const page_hash = await pageHash(rows)
  const lag_seconds = lagOf(state, now)
  const rest = JSON.stringify({ ...next, latest_seq: state.after, lag_seconds, page_hash })
  const etag = [page_hash, next.next_after, state.after, lag_seconds, isClosed].join('.')
  return jsonAnswer(`{"items":[${rows.map(itemText).join(',')}],${rest.slice(1)}`, { etag, seconds: SECONDS })
}

/** The payload stays the text that was hashed. */
function itemText({ payload, published_at, ...item }: Row): string {
  const { seq, kind, id, deleted, schema_version, payload_hash } = item
  const before = JSON.stringify({ seq, kind, id, deleted, schema_version, payload_hash })
  return `${before.slice(0, -1)},"payload":${payload},"published_at":${JSON.stringify(published_at)}}`
}
