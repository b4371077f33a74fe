import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/connect.ts'

/** Tables that a refused request may change, and why. */
const EXCLUDED: Record<string, string> = {
  login_attempts: 'a failed login counts against the account and the address',
  login_addresses: 'a login that has to wait gets a turn',
  live_spending: 'what GitHub is asked counts, whatever it answers',
  author_challenges: 'a look at a repository counts, whatever is found',
  submissions: 'why a repository was refused is remembered',
}

/** Returns a function that names the tables that changed since its last call, by the number and a hash of their rows. */
export async function watchTables(db: Db): Promise<() => Promise<string[]>> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !(name in EXCLUDED))
  const one = (name: string) =>
    `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as said from ${name} t`
  const all = sql.raw(tables.map(one).join(' union all '))
  let last = { written: '', said: new Map<string, string>() }
  return async () => {
    // Each write takes a transaction id. If none was taken, nothing has changed. This check is cheap.
    const { rows: numbers } = await db.execute<{ next: string }>(
      sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`,
    )
    const written = numbers[0]?.next ?? ''
    if (written === last.written) return []
    const { rows } = await db.execute<{ name: string; said: string }>(all)
    const said = new Map(rows.map((row) => [row.name, row.said]))
    const changed = tables.filter((name) => said.get(name) !== last.said.get(name))
    last = { written, said }
    return changed
  }
}
