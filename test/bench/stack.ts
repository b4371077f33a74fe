import { connect } from '../../src/db/connect.ts'
import { ensureDatabase } from '../../src/db/migrations.ts'
import { freePort } from '../../src/local/free-port.ts'
import { startNeonEndpoint } from '../../src/local/neon-endpoint.ts'
import { startPostgres } from '../../src/local/postgres.ts'
import { scratchFolder } from '../support/run/scratch.ts'

// A separate process, so that the database's endpoint does not share an event loop with the measuring client.
const postgres = await startPostgres({ dataDir: await scratchFolder(), port: await freePort(), persistent: false })
const endpoint = await startNeonEndpoint({ port: 0 })
await ensureDatabase(connect({ url: postgres.url('postgres'), endpoint: endpoint.url }), 'bench')
process.send?.({ url: postgres.url('bench'), endpoint: endpoint.url })
process.on('disconnect', async () => {
  await endpoint.stop()
  await postgres.stop()
})
