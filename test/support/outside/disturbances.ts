import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Db } from '../../../src/db/connect.ts'
import { enqueueTouched, touchedSkills } from '../../../src/db/feed/outbox.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { lockCatalogue, lockPopularity } from '../../../src/db/locks.ts'
import type { TestDatabase } from '../run/database.ts'

/**
 * What goes on beside writers, publisher and mirrors as long as `goesOn` says so. `publisher` is the role that publishes.
 * Gives how often it has happened.
 */
export type Disturbance = (at: TestDatabase, goesOn: () => boolean, publisher: string) => Promise<number>

/**
 * Kills connections of a publisher in the middle of a round: what it did not commit is lost, and it is not told of what it did.
 * One look in five, so that some rounds come to their end.
 */
export const killPublishers: Disturbance = async ({ db }, goesOn, publisher) => {
  let killed = 0
  while (goesOn()) {
    const { rows } = await db.execute<{ killed: number }>(sql`
      select count(*)::int as killed from (
        select pid from pg_stat_activity where usename = ${publisher} and state <> 'idle' and random() < 0.2 offset 0) p
      where pg_terminate_backend(pid)`)
    killed += rows[0]?.killed ?? 0
  }
  return killed
}

/** Changes a skill and its stars in transactions that stay open during a round of publishing. */
export const holdTransactionsOpen: Disturbance = async ({ db, url }, goesOn) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let held = 0
  try {
    while (goesOn()) {
      const { rows } = await db.execute<{ id: string }>(sql`select id from skills order by random() limit 1`)
      const id = rows[0]?.id
      if (id === undefined) continue
      await run(client, sql`begin`, ...(++held % 2 === 0 ? anEdit(id, held) : newStars(id, held)))
      await publishRound(db, 50)
      await client.query('commit')
    }
  } finally {
    await client.end()
  }
  return held
}

const itself = (id: string) => sql`select ${id}::uuid as id`

const anEdit = (id: string, n: number): SQL[] => [
  lockCatalogue,
  sql`update skills set summary = ${`Held ${n}.`}, updated_at = now() where id = ${id}::uuid`,
  ...touchedSkills(itself(id)).map(({ kind, ids }) => enqueueTouched(kind, ids)),
]

const newStars = (id: string, n: number): SQL[] => [
  lockPopularity,
  sql`update skill_popularity set github_stars = ${n}::int where skill_id = ${id}::uuid`,
  enqueueTouched('popularity', itself(id)),
]

const dialect = new PgDialect()

async function run(client: pg.Client, ...statements: SQL[]): Promise<void> {
  for (const statement of statements) {
    const { sql: text, params } = dialect.sqlToQuery(statement)
    await client.query(text, params)
  }
}

/** From now on, every outbox row is written twice. */
export async function enqueueTwice(db: Db): Promise<void> {
  await db.execute(sql`
    create function enqueue_again() returns trigger language plpgsql as $$ begin
      insert into publish_outbox (kind, source_id, payload, payload_hash, schema_version, deleted)
        values (new.kind, new.source_id, new.payload, new.payload_hash, new.schema_version, new.deleted);
      return null;
    end $$`)
  await db.execute(sql`
    create trigger enqueue_again after insert on publish_outbox for each row when (pg_trigger_depth() = 0) execute function enqueue_again()`)
}
