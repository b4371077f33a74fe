import pg from 'pg'
import { Refusal } from './neon-refusal.ts'

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost'])

export type Pools = {
  /** A connection to the database that the string names. Throws Refusal when that is not on this machine. */
  connect(connectionString: string): Promise<pg.PoolClient>
  end(): Promise<void>
}

/** Connections, kept by connection string: 16 at most for each, and none that has been idle for a second. */
export function createPools(): Pools {
  const pools = new Map<string, pg.Pool>()
  return {
    connect(connectionString) {
      let pool = pools.get(connectionString)
      if (!pool) {
        pool = openPool(connectionString)
        pools.set(connectionString, pool)
      }
      return pool.connect()
    },
    async end() {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

// Idle connections go soon, because one is enough to keep a database from being copied or dropped.
function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ ...target(connectionString), ssl: false, max: 16, idleTimeoutMillis: 1000 })
  // A server that stops breaks its connections; whoever waits on one is told through the query.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function target(connectionString: string) {
  const url = URL.parse(connectionString.replace(/^postgres(ql)?:/, 'http:'))
  if (!url || !/^postgres(ql)?:/.test(connectionString))
    throw new Refusal(400, 'The connection string is not a valid URL.')
  if (!LOCAL_HOSTS.has(url.hostname)) {
    throw new Refusal(400, 'This endpoint reaches databases on 127.0.0.1 and localhost only.')
  }
  return {
    host: '127.0.0.1',
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  }
}
