import { type SQL, sql } from 'drizzle-orm'
import { hookDeliveries } from '../../../drizzle/schema.ts'
import type { Author } from '../../domain/authors/author.ts'
import { type Editor, recordActs } from '../accounts/record-audit.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { deleteRows } from '../delete-rows.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList, type TimeKeys } from '../lists.ts'
import { lockAuthors } from '../locks.ts'

/** The most hooks of one repository. */
export const HOOKS_A_REPOSITORY = 5

const HOOK: SQL = sql`'id', h.id, 'url', h.url, 'status', h.status, 'failing_since', ${rfc3339('h.failing_since')}, 'created_at', ${rfc3339('h.created_at')}`

const mine = ({ source }: Author): SQL => sql`h.proof_key = ${source.key}`

type By = { author: Author; editor: Editor }

/** The hook that was created or renewed with this secret, which no other has. */
const withSecret = ({ author, url, secret }: { author: Author; url: string; secret: string }): SQL =>
  sql`select h.id from author_hooks h where ${mine(author)} and h.url = ${url} and h.secret = ${secret}`

/** Registers an address. The same one again gets the new secret, and is active again. Null if the repository has as many as it may. */
export async function createHook(
  db: Db,
  p: By & { id: string; url: string; secret: string },
): Promise<JsonText | null> {
  const { author, editor } = p
  const { created } = await batch(db, {
    lock: lockAuthors,
    created: sql<{ body: JsonText }>`
      with h as (
        insert into author_hooks as w (id, proof_key, owner_key, repository, url, secret, status, created_at)
        select ${p.id}::uuid, ${author.source.key}, ${author.source.owner}, ${author.source.name}, ${p.url}, ${p.secret}, 'active', now()
        where (select count(*) from author_hooks h where ${mine(author)} and h.url <> ${p.url}) < ${HOOKS_A_REPOSITORY}::int
        on conflict (proof_key, url) do update set secret = excluded.secret, status = 'active', failing_since = null, proven_at = now() returning *
      ) select json_build_object(${HOOK})::text as body from h`,
    told: recordActs(editor, 'author_hook.create', { type: 'author_hook', ids: withSecret(p) }, { url: p.url }),
  })
  return created[0]?.body ?? null
}

/** The hooks of a repository, the oldest first, without their secrets. */
export const listHooks = (db: Db, author: Author): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object('items', coalesce(json_agg(json_build_object(${HOOK}) order by h.created_at, h.id), '[]'))::text as body
      from author_hooks h where ${mine(author)}`,
  )

/** The status of a hook of the repository. Null if it has no such hook. */
export async function statusOfHook(db: Db, author: Author, id: string): Promise<string | null> {
  const { rows } = await db.execute<{ status: string }>(
    sql`select h.status from author_hooks h where ${mine(author)} and h.id = ${id}::uuid`,
  )
  return rows[0]?.status ?? null
}

const hook = (author: Author, id: string): SQL =>
  sql`select h.id from author_hooks h where ${mine(author)} and h.id = ${id}::uuid`

/** Removes a hook and its deliveries. */
export const deleteHook = (db: Db, { author, editor, id }: By & { id: string }) =>
  batch(db, {
    lock: lockAuthors,
    told: recordActs(editor, 'author_hook.delete', { type: 'author_hook', ids: hook(author, id) }, {}),
    deleted: sql`delete from author_hooks where id in (${hook(author, id)})`,
  })

const DELIVERY: SQL = sql`'id', d.id, 'event', d.event, 'data', d.data, 'created_at', ${rfc3339('d.created_at')}, 'attempts', d.attempts,
  'next_at', ${rfc3339('d.next_at')}, 'delivered_at', ${rfc3339('d.delivered_at')}, 'last_status', d.last_status, 'last_error', d.last_error`

/** What was told to a hook, the newest first, and how that went. */
export const listDeliveries = (
  db: Db,
  hookId: string,
  p: { size: number; after?: TimeKeys | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'hook-deliveries',
      from: sql`hook_deliveries d`,
      id: 'd.id',
      where: [sql`d.hook_id = ${hookId}::uuid`],
      order: { 'd.created_at': 'timestamptz', 'd.id': 'uuid' },
      direction: 'desc',
      item: DELIVERY,
    },
    p,
  )

/** The newest test of a hook. */
export const readTest = (db: Db, hookId: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${DELIVERY})::text as body from hook_deliveries d
      where d.hook_id = ${hookId}::uuid and d.event = 'test' order by d.created_at desc limit 1`,
  )

/** Deletes at most `limit` deliveries of before `before` that are over. */
export const deleteHookDeliveries = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`hook_deliveries`, condition: isOver(p.before), limit: p.limit })

/** Counts what that would delete. */
export const countOldDeliveries = (db: Db, before: Date): Promise<number> => db.$count(hookDeliveries, isOver(before))

const isOver = (before: Date): SQL => sql`created_at < ${before.toISOString()}::timestamptz and next_at is null`
