import pg from 'pg'
import { Refusal } from './neon-refusal.ts'

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost'])

export type Pools = {
  /** Returns a connection to the database of the connection string. Throws Refusal if it is not on this machine. */
  connect(connectionString: string): Promise<pg.PoolClient>
  end(): Promise<void>
}

/** Creates pools of connections: one per connection string, with at most 16 connections that are idle for at most a second. */
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

// Connections must not idle for long: a single one prevents copying or dropping a database.
function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ ...target(connectionString), ssl: false, max: 16, idleTimeoutMillis: 1000 })
  // A server that stops breaks its connections. The query that uses one gets the error.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function target(connectionString: string) {
  const url = URL.parse(connectionString.replace(/^postgres(ql)?:/, 'http:'))
  if (!url || !/^postgres(ql)?:/.test(connectionString))
    throw new Refusal(400, 'The connection string is not a valid URL.')
  if (!LOCAL_HOSTS.has(url.hostname)) {
    throw new Refusal(400, 'This endpoint only reaches databases on 127.0.0.1 and localhost.')
  }
  return {
    host: '127.0.0.1',
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  }
}
