import { sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { beginRun, type Lease } from '../../../src/db/operations/leases.ts'
import { advancePopularity, recountPopularity } from '../../../src/db/ranking/popularity.ts'
import { aSkill, someEvents } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { untilWaiting } from '../../support/run/waiting.ts'

const at = (hour: string) => new Date(`2026-02-${hour}:30:00Z`)

let db: Db
let url: string
let skillId: string
let lease: Lease
beforeEach(async () => {
  ;({ db, url } = await createDatabase())
  skillId = (await aSkill(db)).id
  const run = { runId: 'r', holder: 'h', job: 'x', scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() }
  const taken = await beginRun(db, 'script:x:all', 600, run)
  if (!taken) throw new Error('The lease was not free.')
  lease = taken
  await recountPopularity(db, lease, at('10T09'))
})

const use = (hour: string) => someEvents(db, [{ skillId, at: at(hour).toISOString() }])
const counts = async () => (await db.execute(sql`select uses_1d, uses_7d, uses_30d from skill_popularity`)).rows

/** Blocks writes to skill_popularity until the returned function is called. */
async function holdBack() {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  await client.query('select from skill_popularity for update')
  return () => client.query('commit')
}

describe.each([
  ['advance', advancePopularity],
  ['recount', recountPopularity],
])('a statement that is to %s', (_, refresh) => {
  it('counts once when it is sent again after its commit', async () => {
    await use('10T09')
    await refresh(db, lease, at('10T10'))
    await refresh(db, lease, at('10T10'))
    expect(await counts()).toEqual([{ uses_1d: 1, uses_7d: 1, uses_30d: 1 }])
  })

  it('counts once when it is sent again before its commit', async () => {
    await use('10T09')
    await use('09T10')
    const go = await holdBack()
    const sent = [refresh(db, lease, at('10T10'))]
    await untilWaiting(db, 1)
    sent.push(refresh(db, lease, at('10T10')))
    await untilWaiting(db, 2)
    await go()
    await Promise.all(sent)
    expect(await counts()).toEqual([{ uses_1d: 1, uses_7d: 2, uses_30d: 2 }])
  })

  it('loses nothing that is normalised between the two sends', async () => {
    await use('10T08')
    const go = await holdBack()
    const sent = [refresh(db, lease, at('10T10'))]
    await untilWaiting(db, 1)
    await use('10T09')
    sent.push(refresh(db, lease, at('10T10')))
    await untilWaiting(db, 2)
    await go()
    await Promise.all(sent)
    await advancePopularity(db, lease, at('10T10'))
    expect(await counts()).toEqual([{ uses_1d: 2, uses_7d: 2, uses_30d: 2 }])
  })

  it('changes nothing when it arrives after its lease went to another run', async () => {
    await use('10T09')
    await db.execute(sql`update job_leases set token = token + 1, holder = 'other'`)
    expect(await refresh(db, lease, at('10T10'))).toBe(null)
    expect(await counts()).toEqual([{ uses_1d: 0, uses_7d: 0, uses_30d: 0 }])
    expect((await db.execute(sql`select from popularity_changes`)).rows).toHaveLength(1)
  })
})
