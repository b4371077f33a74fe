import { sql } from 'drizzle-orm'
import { connect, type Db } from '../../../src/db/connect.ts'
import type { TestDatabase } from './database.ts'

/** Connects to the database as a new superuser, whose sessions a test can tell from all others by `role`. */
export async function connectAsNewRole(at: TestDatabase): Promise<{ db: Db; role: string }> {
  const url = new URL(at.url)
  url.username = `role_${crypto.randomUUID().replaceAll('-', '')}`
  await at.db.execute(sql.raw(`create role ${url.username} login superuser password '${url.password}'`))
  return { db: connect({ url: url.href, endpoint: at.endpoint }), role: url.username }
}
