import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { lockPopularity } from '../../../src/db/locks.ts'
import { anIngestedSkill } from '../../support/builders/builders.ts'
import { expectFeedIsTrue } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'
import { untilWaiting } from '../../support/run/waiting.ts'

let db: Db
let endScoring: () => Promise<unknown>
beforeEach(async () => {
  const { db: own, url } = await createDatabase()
  db = own
  await anIngestedSkill(db, { name: 'known' })
  const scoring = new pg.Client({ connectionString: url })
  await scoring.connect()
  onTestFinished(() => scoring.end())
  await scoring.query('begin')
  await scoring.query(new PgDialect().sqlToQuery(lockPopularity).sql)
  endScoring = () => scoring.query('commit')
})

const statusOf = async (name: string) =>
  (await db.execute(sql`select status, name from skills where name = ${name}`)).rows[0]?.status

describe('an approval while scores are written', () => {
  it.each(['new', 'known'])('of a %s skill does not wait', async (name) => {
    await anIngestedSkill(db, { name, contentHash: 'another content' })
    expect(await statusOf(name)).toBe('active')
    await endScoring()
    await expectFeedIsTrue(db)
  })

  it('waits if a skill of the earlier system becomes public', async () => {
    await db.execute(sql`update skills set status = 'pending'`)
    const approved = anIngestedSkill(db, { name: 'known', contentHash: 'another content' })
    await untilWaiting(db, 1)
    await endScoring()
    await approved
    expect(await statusOf('known')).toBe('active')
    await expectFeedIsTrue(db)
  })
})
