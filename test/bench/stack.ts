import { connect } from '../../src/db/connect.ts'
import { ensureDatabase } from '../../src/db/migrations.ts'
import { freePort } from '../../src/local/free-port.ts'
import { startNeonEndpoint } from '../../src/local/neon-endpoint.ts'
import { startPostgres } from '../../src/local/postgres.ts'
import { scratchFolder } from '../support/run/scratch.ts'

/** A kept folder is as fast as one that is thrown away: what is lost in a crash can be generated again. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

// A separate process, so that the database's endpoint does not share an event loop with the measuring client.
const [kept] = process.argv.slice(2)
const place = kept
  ? { dataDir: kept, persistent: true, settings: FAST }
  : { dataDir: await scratchFolder(), persistent: false }
const postgres = await startPostgres({ ...place, port: await freePort() })
const endpoint = await startNeonEndpoint({ port: 0 })
await ensureDatabase(connect({ url: postgres.url('postgres'), endpoint: endpoint.url }), 'bench')
process.send?.({ url: postgres.url('bench'), endpoint: endpoint.url })
process.on('disconnect', async () => {
  await endpoint.stop()
  await postgres.stop()
})
