import type pg from 'pg'
import { Refusal } from './neon-refusal.ts'

export type Statement = { query: string; params?: unknown[] }
export type Batch = { queries: Statement[] }

/** Neon's answer for one statement. Values are PostgreSQL's text format. */
export type Answer = {
  fields: pg.FieldDef[]
  rows: unknown[]
  command: string | null
  rowCount: number | null
  rowAsArray: boolean
}

type RunOptions = { arrayMode: boolean; maxBytes: number }

/** Parses the body of a request. Throws Refusal. */
export function parseSql(text: string): Statement | Batch {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.')
  }
  if (isStatement(body)) return body
  if (isBatch(body)) return body
  throw new Refusal(400, 'The body must be {"query", "params"} or {"queries": [{"query", "params"}]}.')
}

const isStatement = (body: unknown): body is Statement =>
  typeof body === 'object' &&
  body !== null &&
  'query' in body &&
  typeof body.query === 'string' &&
  (!('params' in body) || Array.isArray(body.params))

const isBatch = (body: unknown): body is Batch =>
  typeof body === 'object' &&
  body !== null &&
  'queries' in body &&
  Array.isArray(body.queries) &&
  body.queries.every(isStatement)

/** Runs one statement in its own transaction. */
export function runStatement(client: pg.PoolClient, statement: Statement, options: RunOptions): Promise<Answer> {
  return run(client, statement, options.arrayMode, countedText(options.maxBytes))
}

/** Runs the statements in one transaction, which `begin` opens. */
export async function runBatch(client: pg.PoolClient, begin: string, statements: Statement[], options: RunOptions) {
  const types = countedText(options.maxBytes)
  const results: Answer[] = []
  try {
    await client.query(begin)
    for (const statement of statements) results.push(await run(client, statement, options.arrayMode, types))
    await client.query('COMMIT')
  } catch (error) {
    // If this fails too, the transaction stays open, and isClean() prevents another use of the connection.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
  return { results }
}

const ISOLATION = new Map([
  ['ReadUncommitted', ' ISOLATION LEVEL READ UNCOMMITTED'],
  ['ReadCommitted', ' ISOLATION LEVEL READ COMMITTED'],
  ['RepeatableRead', ' ISOLATION LEVEL REPEATABLE READ'],
  ['Serializable', ' ISOLATION LEVEL SERIALIZABLE'],
])

/** Returns the BEGIN for the Neon-Batch-… headers: isolation level, read only, deferrable. Throws Refusal. */
export function beginStatement(headers: NodeJS.Dict<string | string[]>): string {
  const level = headers['neon-batch-isolation-level']
  const isolation = level === undefined ? '' : ISOLATION.get(String(level))
  if (isolation === undefined) throw new Refusal(400, `There is no isolation level ${level}.`)
  const readOnly = flag(headers['neon-batch-read-only'], ' READ ONLY', ' READ WRITE')
  const deferrable = flag(headers['neon-batch-deferrable'], ' DEFERRABLE', ' NOT DEFERRABLE')
  return `BEGIN${isolation}${readOnly}${deferrable}`
}

const flag = (value: string | string[] | undefined, yes: string, no: string) =>
  value === 'true' ? yes : value === 'false' ? no : ''

type TextTypes = { getTypeParser: () => (value: string) => string }

// Keeps values as text and counts their bytes. Throwing here makes pg drop the remaining rows, so that an answer that is too
// large never fills the memory.
function countedText(maxBytes: number): TextTypes {
  let left = maxBytes
  const keep = (value: string) => {
    left -= Buffer.byteLength(value)
    if (left < 0) throw new Refusal(507, `The answer is too large: at most ${maxBytes} bytes.`)
    return value
  }
  return { getTypeParser: () => keep }
}

async function run(client: pg.PoolClient, statement: Statement, arrayMode: boolean, types: TextTypes): Promise<Answer> {
  // The extended protocol refuses a text with several statements, as Neon does.
  const config = {
    text: statement.query,
    values: statement.params ?? [],
    rowMode: 'array' as const,
    queryMode: 'extended',
    types,
  }
  const { fields, rows, command, rowCount } = await client.query<(string | null)[]>(config)
  if (!LEAVES_NO_TRACE.has(command)) touched.add(client)
  return { fields, rows: arrayMode ? rows : asObjects(fields, rows), command, rowCount, rowAsArray: arrayMode }
}

const asObjects = (fields: pg.FieldDef[], rows: (string | null)[][]) =>
  rows.map((row) => Object.fromEntries(fields.map((field, i) => [field.name, row[i]])))

const LEAVES_NO_TRACE = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'EXPLAIN'])
const touched = new WeakSet<pg.PoolClient>()

/** True if the next request may use this connection: no open transaction, and no trace of SET, PREPARE or a temporary table. */
export function isClean(client: pg.PoolClient): boolean {
  return client.getTransactionStatus() === 'I' && !touched.has(client)
}
