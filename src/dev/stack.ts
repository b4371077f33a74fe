import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connect } from '../db/connect.ts'
import { ensureDatabase } from '../db/migrations.ts'
import { removeDataFolder, stateOf } from '../local/data-folder.ts'
import { freePort } from '../local/free-port.ts'
import { startNeonEndpoint } from '../local/neon-endpoint.ts'
import { startPostgres } from '../local/postgres.ts'

const DATABASE = 'skills'

export type LocalStack = { url: string; endpoint: string; stop: () => Promise<void> }

type Options = { data: string; fresh: boolean; say: (text: string) => void }

/** Starts PostgreSQL on the folder and a Neon-compatible endpoint in front of it. Creates the database if it does not exist. */
export async function startStack(p: Options): Promise<LocalStack> {
  const dataDir = join(resolve(p.data), 'postgres')
  if (p.fresh) await removeDataFolder(dataDir)
  mkdirSync(resolve(p.data), { recursive: true })
  if ((await stateOf(dataDir)) === 'empty') p.say('Creating the data folder. This happens once and takes a moment …')
  const postgres = await startPostgres({ dataDir, port: await freePort(), persistent: true })
  const endpoint = await startNeonEndpoint({ port: 0 }).catch(async (error: unknown) => {
    await postgres.stop()
    throw error
  })
  const stop = async () => {
    await endpoint.stop()
    await postgres.stop()
  }
  try {
    await ensureDatabase(connect({ url: postgres.url('postgres'), endpoint: endpoint.url }), DATABASE)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: postgres.url(DATABASE), endpoint: endpoint.url, stop }
}
