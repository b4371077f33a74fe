import { sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../src/db/changes.ts'
import { createDatabase, type TestDatabase } from '../support/run/database.ts'
import { untilWaiting } from '../support/run/waiting.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await createDatabase()
  await at.db.execute(sql`create sequence tried`)
  await at.db.execute(sql`create table done (by text)`)
})

const holding = (lock: number) => sql`select pg_advisory_xact_lock(${lock}::bigint)`

describe('a batch that waits for another transaction, which waits for it', () => {
  it('is sent again once the database has ended it, and is done once', async () => {
    const other = new pg.Client(at.url)
    await other.connect()
    // the batch is the one that finds out, and is ended
    await other.query(`set deadlock_timeout = '1h'`)
    await other.query('begin; select pg_advisory_xact_lock(1)')
    const writing = batch(at.db, {
      patience: sql`set local deadlock_timeout = '2s'`,
      tried: sql`select nextval('tried')`,
      written: sql`insert into done values ('batch')`,
      locks: [holding(2), holding(1)],
    })
    await untilWaiting(at.db, 1)
    await other.query('select pg_advisory_xact_lock(2); commit')
    await writing
    await other.end()
    const { rows } = await at.db.execute(sql`select last_value, (select array_agg(by) from done) as done from tried`)
    expect(rows).toEqual([{ last_value: '2', done: ['batch'] }])
  })
})
