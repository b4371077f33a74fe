import { SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type AuditedType, type Editor, recordChanges, rememberBefore } from './accounts/record-audit.ts'
import type { Db } from './connect.ts'
import { type Announcement, enqueueTouched } from './feed/outbox.ts'

/** `sql<Row>`, or a query of Drizzle's builder. */
type Statement = SQL | BatchItem<'pg'>

/** Statements by name, in the order in which they run. A list of statements returns no rows. */
export type Statements = Readonly<Record<string, Statement | readonly Statement[]>>

/** The rows of each statement, by its name. */
export type RowsOf<S extends Statements> = { [K in keyof S]: RowOf<S[K]>[] }
type RowOf<S> = S extends SQL<infer Row> ? Row : S extends BatchItem<'pg'> ? BuiltRow<S['_']['result']> : never
type BuiltRow<Result> = Result extends readonly (infer Row)[] ? Row : never

/** Runs statements in one transaction and one round trip. Returns the rows of each by its name. */
export async function batch<S extends Statements>(db: Db, statements: S): Promise<RowsOf<S>> {
  const all = Object.entries(statements).flatMap(([name, given]) =>
    [given].flat().map((statement) => ({ name, query: statement instanceof SQL ? db.execute(statement) : statement })),
  )
  const [first, ...rest] = all.map(({ query }) => query)
  if (!first) throw new Error('A batch needs a statement.')
  const results: readonly (unknown[] | { rows: unknown[] })[] = await db.batch([first, ...rest])
  const rows = results.map((result) => (Array.isArray(result) ? result : result.rows))
  return Object.fromEntries(all.map(({ name }, i) => [name, rows[i]])) as RowsOf<S>
}

/** Says that a change deliberately announces nothing, or records nobody, and why. */
export type Without = { readonly why: string }
export const without = (why: string): Without => ({ why })

/** Things that the audit log compares: which ones before the writes (null: all are new), and which ones after them. */
export type Recorded = { action: string; type: AuditedType; were: SQL | null; are: SQL }

export type Change<W extends Statements, A extends Statements> = {
  /** Runs first. Writers that take the same lock take turns. */
  lock: SQL | readonly SQL[]
  write: W
  /** What the feed has to look at again after the writes. Required: a change that forgets it does not compile. */
  announce: readonly Announcement[] | Without
  /** Who changed what. Required: a change that forgets it does not compile. */
  record: { by: Editor; of: readonly Recorded[] } | Without
  /** Runs last, in the same transaction. */
  answer?: A
}

/**
 * The one way to change what is published or audited. In one transaction it takes the lock, writes, enqueues what the
 * feed has to look at, and records who changed what. Returns the rows of `write` and `answer` by name.
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
