import { type SQL, sql } from 'drizzle-orm'
import { change, onlyRow, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockCatalogue } from '../../locks.ts'

/** The skills that still name an earlier handle of their publisher `p`. */
const behind = (publishers: SQL): SQL => sql`
  select s.id from (${publishers}) p join skills s on s.publisher_id = p.id and s.owner <> p.handle`

/** A statement that notes which publishers (a query of rows) have skills that name an earlier handle. */
export const noteRenamed = (publishers: SQL): SQL => sql`
  insert into unfinished_changes (subject, action, started_at)
  select p.id, 'publisher.rename', now() from (${publishers}) p where exists (${behind(sql`select p.id, p.handle`)}) on conflict do nothing`

/** Gives at most `limit` skills of a publisher its handle, and announces them. Returns whether skills are left. Safe to repeat. */
export async function renameOwner(db: Db, p: { id: string; limit: number }): Promise<{ isLeft: boolean }> {
  const publisher = sql`select id, handle from publishers where id = ${p.id}::uuid`
  const { answer } = await change(db, {
    lock: lockCatalogue,
    write: {
      renamed: sql`
        update skills s set owner = p.handle, updated_at = now() from (${publisher}) p
        where s.id in (${behind(publisher)} order by s.id limit ${p.limit})`,
      finished: sql`delete from unfinished_changes where subject = ${p.id} and not exists (${behind(publisher)})`,
    },
    announce: [
      { kind: 'skill', ids: sql`select id from skills where publisher_id = ${p.id}::uuid and updated_at = now()` },
    ],
    record: without('The account was renamed at GitHub.'),
    answer: {
      answer: sql<{ isLeft: boolean }>`
        select exists (select from unfinished_changes where subject = ${p.id}) as "isLeft"`,
    },
  })
  return onlyRow(answer)
}
