import { type SQL, sql } from 'drizzle-orm'
import { type AuditedType, type Editor, recordChanges, rememberBefore } from './accounts/record-audit.ts'
import type { Db } from './connect.ts'
import { type Announcement, enqueueTouched } from './feed/outbox.ts'

/** Statements by name, in the order in which they run. `sql<Row>` says what rows one returns; a list of them returns none. */
type Statements = Readonly<Record<string, SQL | readonly SQL[]>>

/** The rows of each statement, by its name. */
export type RowsOf<S extends Statements> = { [K in keyof S]: S[K] extends SQL<infer Row> ? Row[] : never }

/** Runs statements in one transaction and one round trip. Returns the rows of each by its name. */
export async function batch<S extends Statements>(db: Db, statements: S): Promise<RowsOf<S>> {
  const all = Object.entries(statements).flatMap(([name, given]) =>
    [given].flat().map((statement) => ({ name, statement })),
  )
  const [first, ...rest] = all.map(({ statement }) => db.execute(statement))
  if (!first) throw new Error('A batch needs a statement.')
  const results = await db.batch([first, ...rest])
  return Object.fromEntries(all.map(({ name }, i) => [name, results[i]?.rows ?? []])) as RowsOf<S>
}

/** Says on purpose that a change has nothing to announce, or nobody to record, and why. */
export type Without = { readonly why: string }
export const without = (why: string): Without => ({ why })

/** One line of what the audit log is to hold: how things of a type were (null: they are new) and are after the writes. */
export type Recorded = { action: string; type: AuditedType; were: SQL | null; are: SQL }

export type Change<W extends Statements, A extends Statements> = {
  /** Waited for first, so that writers take turns. */
  lock: SQL | readonly SQL[]
  write: W
  /** What the feed is to look at again after the writes. A write that forgets this does not compile. */
  announce: readonly Announcement[] | Without
  /** Who changed what. A write that forgets this does not compile. */
  record: { by: Editor; of: readonly Recorded[] } | Without
  /** Read after everything else, in the same transaction. */
  answer?: A
}

/**
 * The one way to change what is published or audited: waits for its lock, writes, enqueues what the feed has to hear of,
 * and records who changed what, in one transaction. Returns the rows of `write` and `answer` by their names.
 */
export async function change<W extends Statements, A extends Statements = Record<never, never>>(
  db: Db,
  { lock, write, announce, record, answer }: Change<W, A>,
): Promise<RowsOf<W & A>> {
  const recorded = 'of' in record ? record : null
  const statements: Statements = {
    $lock: lock,
    $remember: recorded?.of.flatMap(({ type, were }) => (were ? [rememberBefore(type, were)] : [])) ?? [],
    ...write,
    $announce: 'why' in announce ? [] : announce.map(({ kind, ids }) => enqueueTouched(kind, ids)),
    $record: recorded?.of.map(({ action, type, are }) => recordChanges(recorded.by, action, type, are)) ?? [],
    ...answer,
  }
  return (await batch(db, statements)) as RowsOf<W & A>
}

/** The row of a statement that always returns exactly one. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (!row || rows.length > 1) throw new Error(`A statement returned ${rows.length} rows instead of one.`)
  return row
}

/** One id, as a query of id. */
export const idOf = (id: string): SQL => sql`select ${id}::uuid as id`
