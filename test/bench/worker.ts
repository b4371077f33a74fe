import { join } from 'node:path'
import type { Ground } from './database.ts'
import { bundle, serve } from './workerd.ts'

export const SETTINGS = {
  JWT_SECRET: 'a secret of the bench, long enough to be taken',
  EVENT_HASH_SECRET: 'another secret of the bench, also long enough',
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: 'not used by anybody',
}

/** The deployed form of the Worker, on `workerd` itself and on the bench's database. */
export async function serveWorker(
  { at, folder }: Pick<Ground, 'at' | 'folder'>,
  bindings: Record<string, string> = {},
) {
  const built = await bundle('src/worker.ts', join(folder, 'worker'))
  return serve(built, { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, ...SETTINGS, ...bindings }, folder)
}
