import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SETTINGS } from '../../bench/worker.ts'
import { type Bundle, bundle, serve } from '../../bench/workerd.ts'
import { createDatabase, type TestDatabase } from '../run/database.ts'

/** Made once for all files of a process: they do not change what is in it. */
let built: Promise<Bundle> | undefined

/** The deployed form of the Worker, on `workerd` itself and on a database of its own. `settings` are set on top. */
export async function aServedWorker(
  settings: Record<string, string> = {},
): Promise<{ at: TestDatabase; url: string; stop: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), 'served-worker-'))
  built ??= bundle('src/worker.ts', join(folder, 'worker'))
  const at = await createDatabase()
  const bindings = { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, ...SETTINGS, ...settings }
  return { at, ...(await serve(await built, bindings, folder)) }
}
