import { connect, type Db } from '../../db/connect.ts'
import { describeDatabaseError, isUnavailable } from '../../db/errors.ts'
import { isMigrated } from '../../db/operations/health.ts'
import { Refused } from './command.ts'

const ADVICE = 'Start a local one with `npm run dev`, or set DATABASE_URL.'
const TIMEOUT_MS = 240_000
/** An index over all there is takes its time. */
const MIGRATION_TIMEOUT_MS = 600_000

export type TargetDatabase = { db: Db; host: string; isLocal: boolean }

/** The database that a command works on. Throws Refused, saying what to start, when there is none or it does not answer. */
export async function openDatabase(
  settings: Record<string, string>,
  { onAnyDatabase = false }: { onAnyDatabase?: boolean },
): Promise<TargetDatabase> {
  const { DATABASE_URL: url, DATABASE_ENDPOINT: endpoint } = settings
  if (!url || !URL.canParse(url))
    throw new Refused(`DATABASE_URL is ${url ? 'no connection string' : 'not set'}. ${ADVICE}`)
  const host = new URL(url).hostname
  const db = connect({ url, endpoint, timeoutMs: onAnyDatabase ? MIGRATION_TIMEOUT_MS : TIMEOUT_MS })
  const ready = await isMigrated(db).catch((error: unknown) => {
    const why = isUnavailable(error) ? 'does not answer' : `refuses: ${describeDatabaseError(error)}`
    throw new Refused(`The database at ${host} ${why}. ${ADVICE}`)
  })
  if (!ready && !onAnyDatabase)
    throw new Refused(`The database at ${host} has no tables of ours yet. Run \`npm run db:migrate\` first.`)
  return { db, host, isLocal: host === 'localhost' || host === '127.0.0.1' || host === '[::1]' }
}
