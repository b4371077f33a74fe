import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { anIngestedSkill, aSkill } from '../../support/builders/builders.ts'
import { tagFaults } from '../../support/builders/taxonomy.ts'
import { changeAtRandom } from '../../support/outside/catalogue-writers.ts'
import { mulberry32 } from '../../support/outside/faulty-endpoint.ts'
import { createDatabase } from '../../support/run/database.ts'
import { newSeed, sizeOf } from '../../support/run/proof.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const counts = async () =>
  (await db.execute(sql`select key, skills from tag_counts join tags on id = tag_id where skills > 0 order by key`))
    .rows

describe('the kept number of public skills of a tag', () => {
  it('equals a count after any changes', async () => {
    const changes = sizeOf({ short: 50, long: 1000 })
    await changeAtRandom(db, { changes, writers: 2, random: mulberry32(newSeed()), onChange: () => {} })
    expect(await counts()).not.toEqual([])
    expect(await tagFaults(db)).toEqual([])
  })

  it('has neither drafts nor copies, and follows a skill that is archived, restored or deleted', async () => {
    const { id } = await aSkill(db, { tags: ['pdf', 'csv'] })
    await aSkill(db, { tags: ['pdf'], status: 'draft' })
    await anIngestedSkill(db, { name: 'original', owner: 'harbor', contentHash: 'same' })
    await anIngestedSkill(db, { name: 'copy', owner: 'cobalt', contentHash: 'same' })
    const one = (key: string) => ({ key, skills: 1 })
    expect(await counts()).toEqual([one('csv'), one('pdf'), one('tag')])
    await db.execute(sql`update skills set status = 'archived' where id = ${id}::uuid`)
    expect(await counts()).toEqual([one('tag')])
    await db.execute(sql`update skills set status = 'active' where id = ${id}::uuid`)
    expect(await counts()).toEqual([one('csv'), one('pdf'), one('tag')])
    await db.execute(sql`delete from skills where id = ${id}::uuid`)
    expect(await counts()).toEqual([one('tag')])
    expect(await tagFaults(db)).toEqual([])
  })
})
