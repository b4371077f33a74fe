import { connect, type Db } from '../../db/connect.ts'
import { describeDatabaseError, isUnavailable } from '../../db/errors.ts'
import { isMigrated } from '../../db/operations/health.ts'
import { Refused } from './command.ts'

const ADVICE = 'Start a local database with `npm run dev`, or set DATABASE_URL.'
const TIMEOUT_MS = 240_000
/** Building an index over a large table can take minutes. */
const MIGRATION_TIMEOUT_MS = 600_000

export type TargetDatabase = { db: Db; host: string; isLocal: boolean }

/** Connects to the database of a command. Throws Refused if there is none, it does not answer or it is not migrated. */
export async function openDatabase(
  settings: Record<string, string>,
  { onAnyDatabase = false }: { onAnyDatabase?: boolean },
): Promise<TargetDatabase> {
  const { DATABASE_URL: url, DATABASE_ENDPOINT: endpoint } = settings
  if (!url || !URL.canParse(url))
    throw new Refused(`DATABASE_URL is ${url ? 'not a valid connection string' : 'not set'}. ${ADVICE}`)
  const host = new URL(url).hostname
  const db = connect({ url, endpoint, timeoutMs: onAnyDatabase ? MIGRATION_TIMEOUT_MS : TIMEOUT_MS })
  const ready = await isMigrated(db).catch((error: unknown) => {
    const why = isUnavailable(error) ? 'does not answer' : `refuses the connection: ${describeDatabaseError(error)}`
    throw new Refused(`The database at ${host} ${why}. ${ADVICE}`)
  })
  if (!ready && !onAnyDatabase)
    throw new Refused(`The database at ${host} is not migrated yet. Run \`npm run db:migrate\` first.`)
  return { db, host, isLocal: host === 'localhost' || host === '127.0.0.1' || host === '[::1]' }
}
