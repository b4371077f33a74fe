import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'
import { deleteTag, mergeTag, renameTag } from '../../src/db/catalogue/taxonomy/change-tags.ts'
import { continueChange } from '../../src/db/catalogue/upkeep/finish-changes.ts'
import { noteRenamed, renameOwner } from '../../src/db/catalogue/upkeep/rename-publisher.ts'
import { listUnfinished } from '../../src/db/catalogue/upkeep/unfinished.ts'
import type { Db } from '../../src/db/connect.ts'
import { finishChanges } from '../../src/jobs/finish-changes.ts'
import { aSkill } from '../support/builders/builders.ts'
import { expectFeedIsTrue, tagFaults, tagId, tagKeys } from '../support/builders/taxonomy.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

const EDITOR = { name: 'ada', requestId: 'r-1' }
const SKILLS = 5

let db: Db
let [a, b] = ['', '']
beforeEach(async () => {
  ;({ db } = await createDatabase())
  for (let n = 0; n < SKILLS; n++) await aSkill(db, { tags: ['a', 'web'] })
  await aSkill(db, { tags: ['b'] })
  ;[a, b] = [await tagId(db, 'a'), await tagId(db, 'b')]
})

const planned = () => finishChanges.plan({ db, settings: readJobSettings({}), now: new Date() })
const withTag = async (key: string) =>
  (
    await db.execute<{ n: number }>(sql`
      select count(*)::int as n from skill_tags st join tags t on t.id = st.tag_id where t.key = ${key}`)
  ).rows[0]?.n
const audited = async (action: string) =>
  (
    await db.execute<{ actor: string; request_id: string; n: number }>(sql`
      select actor, request_id, count(*)::int as n from audit_log
      where action = ${action} and target_type = 'skill' group by actor, request_id`)
  ).rows

describe('finish-changes', () => {
  it('moves the rest of the skills of a merged tag, in the name of who merged it', async () => {
    await mergeTag(db, EDITOR, { id: a, into: b, limit: 2 })
    expect([await withTag('a'), await withTag('b')]).toEqual([SKILLS - 2, 3])
    expect(await planned()).toEqual({ changes: 1 })
    expect((await runAt(db, finishChanges)).counts).toEqual({ pages: 1, finished: 1 })
    expect([await withTag('a'), await withTag('b')]).toEqual([0, SKILLS + 1])
    expect(await audited('tag.merge')).toEqual([{ actor: 'ada', request_id: 'r-1', n: SKILLS }])
    expect(await tagFaults(db)).toEqual([])
    await expectFeedIsTrue(db)
  })

  it('gives the skills of a renamed tag its new words', async () => {
    await renameTag(db, EDITOR, { id: a, key: 'c' })
    await runAt(db, finishChanges)
    expect(await tagKeys(db)).toEqual(['a → c', 'b', 'c', 'web'])
    expect(await tagFaults(db)).toEqual([])
    await expectFeedIsTrue(db)
  })

  it('takes a deleted tag from the rest of its skills, and then deletes it with its aliases', async () => {
    await renameTag(db, EDITOR, { id: a, key: 'c' })
    await deleteTag(db, EDITOR, { id: a, limit: 2 })
    expect([await withTag('c'), await tagKeys(db)]).toEqual([SKILLS - 2, ['a → c', 'b', 'c', 'web']])
    await runAt(db, finishChanges)
    expect(await tagKeys(db)).toEqual(['b', 'web'])
    expect(await audited('tag.delete')).toEqual([{ actor: 'ada', request_id: 'r-1', n: SKILLS }])
    expect(await tagFaults(db)).toEqual([])
    await expectFeedIsTrue(db)
  })

  it('gives the rest of the skills of a renamed publisher its new handle', async () => {
    await db.execute(sql`update publishers set handle = 'acme-labs' where handle = 'acme'`)
    await db.execute(noteRenamed(sql`select * from publishers where handle = 'acme-labs'`))
    const [change] = await listUnfinished(db, { limit: 1 })
    expect(await renameOwner(db, { id: change?.subject ?? '', limit: 2 })).toEqual({ isLeft: true })
    expect((await runAt(db, finishChanges)).counts).toEqual({ pages: 1, finished: 1 })
    const { rows } = await db.execute(sql`select owner, count(*)::int as n from skills group by owner`)
    expect(rows).toEqual([{ owner: 'acme-labs', n: SKILLS + 1 }])
    await expectFeedIsTrue(db)
  })

  it('changes each skill once if pages are worked on at the same time', async () => {
    await mergeTag(db, EDITOR, { id: a, into: b, limit: 1 })
    const [change] = await listUnfinished(db, { limit: 1 })
    if (!change) throw new Error('Nothing is left.')
    await Promise.all(Array.from({ length: SKILLS + 2 }, () => continueChange(db, change, 1)))
    expect(await planned()).toEqual({ changes: 0 })
    expect(await audited('tag.merge')).toEqual([{ actor: 'ada', request_id: 'r-1', n: SKILLS }])
    expect(await tagFaults(db)).toEqual([])
    await expectFeedIsTrue(db)
  })

  it('goes on to the tag into which its tag was merged since it was listed', async () => {
    await aSkill(db, { tags: ['c'] })
    const c = await tagId(db, 'c')
    await mergeTag(db, EDITOR, { id: a, into: b, limit: 1 })
    const [listed] = await listUnfinished(db, { limit: 1 })
    await mergeTag(db, EDITOR, { id: b, into: c, limit: 100 })
    if (listed) await continueChange(db, listed, 1)
    await runAt(db, finishChanges)
    expect([await withTag('a'), await withTag('b'), await withTag('c')]).toEqual([0, 0, SKILLS + 2])
    expect(await tagFaults(db)).toEqual([])
    await expectFeedIsTrue(db)
  })

  it('forgets a change whose tag is gone', async () => {
    await mergeTag(db, EDITOR, { id: a, into: b, limit: 1 })
    await deleteTag(db, EDITOR, { id: b, limit: 100 })
    expect(await planned()).toEqual({ changes: 1 })
    expect((await runAt(db, finishChanges)).status).toBe('succeeded')
    expect([await planned(), await tagKeys(db)]).toEqual([{ changes: 0 }, ['web']])
    await expectFeedIsTrue(db)
  })

  it('goes on with the other changes if one fails, and tries that one again', async () => {
    await mergeTag(db, EDITOR, { id: a, into: b, limit: 1 })
    await db.execute(
      sql`insert into unfinished_changes (subject, action, started_at) values ('no id', 'tag.delete', '2026-01-01')`,
    )
    const report = await runAt(db, finishChanges)
    expect(report).toMatchObject({ status: 'partial', counts: { finished: 1 } })
    expect(report.errors).toEqual([{ target: 'tag.delete no id', reason: expect.stringContaining('22P02') }])
    expect(await planned()).toEqual({ changes: 1 })
  })
})
