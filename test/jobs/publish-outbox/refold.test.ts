import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { publishOutbox } from '../../../src/jobs/publish-outbox.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { expectedState, publishAll, publishedState } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const SKILLS = 12

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
  for (let i = 0; i < SKILLS; i++) await aSkill(db, { score: i })
  await publishAll(db)
})

/** The popularity in the feed is as an earlier version of the code published it. */
async function anEarlierSchema() {
  await db.execute(sql`
    update published_items set schema_version = 1, payload_hash = 'earlier', payload = '{"tier":null}' where kind = 'popularity'`)
  await db.execute(sql`update feed_folds set schema_version = 1 where kind = 'popularity'`)
}
const tick = () => runAt(db, publishOutbox, new Date())
const folds = async () =>
  (await db.execute(sql`select kind, schema_version as version, after_id from feed_folds where kind = 'popularity'`))
    .rows
const versions = async () =>
  (await db.execute(sql`select distinct schema_version as version from published_items where kind = 'popularity'`)).rows

describe('a schema that has changed', () => {
  it('has every item of its kind published again by the next tick, once', async () => {
    await anEarlierSchema()
    expect(await tick()).toMatchObject({ status: 'succeeded', counts: { published: SKILLS } })
    expect(await versions()).toEqual([{ version: 3 }])
    expect(await folds()).toEqual([{ kind: 'popularity', version: 3, after_id: null }])
    expect(await publishedState(db)).toEqual(await expectedState(db))
    expect((await tick()).counts).toMatchObject({ processed: 0 })
  })

  it('goes on after the last page of a run that was cut off', async () => {
    await anEarlierSchema()
    const { rows } = await db.execute<{ id: string }>(
      sql`select skill_id as id from skill_popularity order by 1 offset 4 limit 1`,
    )
    await db.execute(
      sql`update feed_folds set schema_version = 3, after_id = ${rows[0]?.id}::uuid where kind = 'popularity'`,
    )
    expect((await tick()).counts).toMatchObject({ published: SKILLS - 5 })
    expect(await folds()).toEqual([{ kind: 'popularity', version: 3, after_id: null }])
  })
})
