import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LocalError } from './local-error.ts'
import { createPools, type Pools } from './neon-pools.ts'
import { describeError, Refusal } from './neon-refusal.ts'
import { beginStatement, isClean, parseSql, runBatch, runStatement } from './neon-sql.ts'

/** Neon's limit for requests and answers. */
const MAX_BYTES = 10 * 1024 * 1024

/** Longer than any client keeps a connection. If we closed it first, a request on its way could break. */
const KEEP_ALIVE_MS = 10 * 60_000

/**
 * Serves Neon's SQL over HTTP (POST /sql) from databases on this machine, so that the Worker reaches a local PostgreSQL as it
 * reaches Neon. Port 0 takes a free port. `url` is the value for `neonConfig.fetchEndpoint`.
 */
export async function startNeonEndpoint(p: { port: number; host?: '127.0.0.1' }) {
  const host = p.host ?? '127.0.0.1'
  const pools = createPools()
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void answer(request, response, pools)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(p.port) : error),
    )
    server.listen(p.port, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  let stopped: Promise<void> | undefined
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await Promise.all([closed, pools.end()])
  }
  return {
    url: `http://${host}:${port}/sql`,
    /** Stops at once and cuts off running requests. May be called again. */
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

const portTaken = (port: number) =>
  new LocalError(`Port ${port} is in use by another program. Stop it, or choose another port.`)

async function answer(request: IncomingMessage, response: ServerResponse, pools: Pools) {
  let status = 200
  let body: object
  try {
    body = await execute(request, response, pools)
  } catch (error) {
    ;({ status, body } = describeError(error))
  }
  if (response.destroyed) return
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  if (status === 405) response.setHeader('Allow', 'POST')
  response.end(JSON.stringify(body))
}

async function execute(request: IncomingMessage, response: ServerResponse, pools: Pools): Promise<object> {
  const connectionString = readTarget(request)
  const sql = parseSql(await readBody(request))
  const begin = 'queries' in sql ? beginStatement(request.headers) : ''
  const options = { arrayMode: request.headers['neon-array-mode'] === 'true', maxBytes: MAX_BYTES }
  const client = await pools.connect(connectionString)
  // Once the client is gone, closing the connection stops the statement.
  const abandon = () => void client.end()
  response.once('close', abandon)
  try {
    if (response.destroyed) throw new Refusal(500, 'The client closed the connection.')
    if ('queries' in sql) return await runBatch(client, begin, sql.queries, options)
    return await runStatement(client, sql, options)
  } finally {
    response.off('close', abandon)
    client.release(!isClean(client))
  }
}

/** Returns the connection string of a valid request. Throws Refusal. */
function readTarget(request: IncomingMessage): string {
  // Otherwise a web page whose host name resolves to 127.0.0.1 could use the database as a superuser.
  const host = request.headers.host?.replace(/:\d+$/, '')
  if (host !== '127.0.0.1' && host !== 'localhost')
    throw new Refusal(400, 'This endpoint only serves the hosts 127.0.0.1 and localhost.')
  if (request.url !== '/sql') throw new Refusal(404, 'There is nothing at this path. Send SQL to /sql.')
  if (request.method !== 'POST') throw new Refusal(405, 'Send SQL by POST.')
  const target = request.headers['neon-connection-string']
  if (typeof target !== 'string') throw new Refusal(400, 'The header Neon-Connection-String is missing.')
  return target
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BYTES) return chunks.push(chunk)
      chunks = [] // Reads on and drops the rest, so that the client sees the answer.
      reject(new Refusal(413, `The request is too large: at most ${MAX_BYTES} bytes.`))
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString()))
    request.on('error', reject)
  })
}
