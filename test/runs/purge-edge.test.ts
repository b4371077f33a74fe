import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { publishOutbox } from '../../src/jobs/publish-outbox.ts'
import { purgeEdge } from '../../src/runs/purge-edge.ts'
import { aSkill } from '../support/builders/builders.ts'
import { anEdgeCache } from '../support/outside/edge-cache.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

let db: Db
let cache: ReturnType<typeof anEdgeCache>
beforeEach(async () => {
  ;({ db } = await createDatabase())
  cache = anEdgeCache()
})

const purge = () => purgeEdge({ db, edge: cache.edge })
const changeAt = (ids: readonly string[], at = 'now()') =>
  db.execute(sql`
    insert into cache_purges (skill_id, changed_at, due_at) select id::uuid, ${sql.raw(at)}, ${sql.raw(at)}
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) id
    on conflict (skill_id) do update set changed_at = excluded.changed_at, due_at = excluded.due_at`)
const waiting = async () => {
  const { rows } = await db.execute<{ skill_id: string }>(sql`select skill_id from cache_purges order by due_at`)
  return rows.map(({ skill_id }) => skill_id)
}
const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())

describe('a purge of the edge cache', () => {
  it('names a skill by its id and by its slug, in ASCII', async () => {
    const { id } = await aSkill(db, { name: 'named' })
    await db.execute(sql`update skills set slug = 'acme--技能' where id = ${id}::uuid`)
    await changeAt([id])
    expect(await purge()).toEqual({ counts: { purged: 1 }, errors: [] })
    expect(cache.purged()).toEqual([[`skill:${id}`, 'skill:acme--%E6%8A%80%E8%83%BD']])
  })

  it('comes once more when answers that were on their way are over, and then no more', async () => {
    const [id = ''] = ids(1)
    await changeAt([id])
    await purge()
    await purge()
    expect(cache.purged()).toHaveLength(1)
    await db.execute(sql`update cache_purges set changed_at = now() - interval '5 minutes', due_at = now()`)
    await purge()
    expect(cache.purged()).toEqual([[`skill:${id}`], [`skill:${id}`]])
    expect(await waiting()).toEqual([])
  })

  it('takes at most 100 tags a call, and purges everything at once if many skills have changed', async () => {
    await changeAt(ids(120), `now() - interval '1 hour'`)
    expect(await purge()).toEqual({ counts: { purged: 120 }, errors: [] })
    expect(cache.purged().map(({ length }) => length)).toEqual([50, 50, 20])
    cache.forget()
    await changeAt(ids(501), `now() - interval '1 hour'`)
    await purge()
    expect(cache.purged()).toEqual(['everything'])
    expect(await waiting()).toEqual([])
  })

  it.each([
    [
      'refuses',
      async () => ({ success: false, errors: [{ code: 10_429, message: 'too many purges' }] }),
      /10429 too many/,
    ],
    ['fails', () => Promise.reject(new Error('no connection')), /no connection/],
  ])('is due until it is done, if the platform %s', async (_, answer, reason) => {
    const [id = ''] = ids(1)
    await changeAt([id])
    cache.answer(answer)
    const { errors } = await purge()
    expect(errors).toEqual([{ target: 'edge cache', reason: expect.stringMatching(reason) }])
    expect(await waiting()).toEqual([id])
    cache.answer()
    await purge()
    expect(cache.purged()).toEqual([[`skill:${id}`]])
  })

  it('is due again for a skill that changes meanwhile', async () => {
    const [id = ''] = ids(1)
    await changeAt([id], `now() - interval '1 hour'`)
    cache.answer(async () => {
      await changeAt([id])
      return { success: true, errors: [] }
    })
    await purge()
    cache.answer()
    await purge()
    expect(cache.purged()).toEqual([[`skill:${id}`]])
  })

  it('that has no edge cache counts no more skills than one that has', async () => {
    await changeAt(ids(510))
    expect(await purgeEdge({ db })).toEqual({ counts: { purges_left: 501 }, errors: [] })
  })

  it('is left to the Worker by a run that has no edge cache, which says so', async () => {
    const [id = ''] = ids(1)
    await changeAt([id])
    expect(await runAt(db, publishOutbox)).toMatchObject({ status: 'succeeded', counts: { purges_left: 1 } })
    expect(await waiting()).toEqual([id])
  })
})
