import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { publishRound } from '../../../src/db/feed/publish.ts'
import { lockCatalogue, lockPopularity } from '../../../src/db/locks.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import {
  enqueueThings,
  expectedState,
  latestSeq,
  publishAll,
  publishedState,
  readDue,
  readItems,
  readThings,
  type ThingState,
} from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { untilWaiting } from '../../support/run/waiting.ts'

let db: Db
let url: string
beforeEach(async () => {
  ;({ db, url } = await createDatabase())
})

const put = (...states: ThingState[]) => db.execute(enqueueThings(...states))
const textOf = (statement: ReturnType<typeof sql>) => new PgDialect().sqlToQuery(statement).sql

/** Runs a statement in a transaction that stays open. Returns the function that commits it. */
async function holdOpen(...statements: ReturnType<typeof sql>[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  for (const statement of statements) await client.query(textOf(statement))
  return () => client.query('commit')
}

/** Checks that each change has a seq of its own, and that none is missing that was never overtaken. */
async function expectSeqs(published: number) {
  const seqs = (await readItems(db)).flatMap(({ seq }) => seq ?? [])
  expect(new Set(seqs).size).toBe(seqs.length)
  expect(Math.max(...seqs)).toBe(published)
  expect(await latestSeq(db)).toBe(published)
}

describe('rows that commit in another order than their ids', () => {
  it('leave the newer state of an item, if the older one arrives after it was published', async () => {
    const commitOlder = await holdOpen(enqueueThings([1, 1]))
    await put([1, 2])
    await publishAll(db)
    await commitOlder()
    expect(await publishAll(db)).toEqual({ processed: 1, published: 0, unchanged: 1 })
    expect(await readThings(db)).toEqual([[1, 1, 2]])
  })

  it('leave the tombstone of an item that was never published', async () => {
    const commitOlder = await holdOpen(enqueueThings([1, 1]))
    await put([1, null])
    await publishAll(db)
    await commitOlder()
    await publishAll(db)
    expect(await readThings(db)).toEqual([[null, 1, null]])
    expect(await latestSeq(db)).toBe(0)
  })

  it('leave the newer state, if it was no change but the older one would have been', async () => {
    await put([1, 2])
    await publishAll(db)
    const commitOlder = await holdOpen(enqueueThings([1, 1]))
    await put([1, 2])
    await publishAll(db)
    await commitOlder()
    await publishAll(db)
    expect(await readThings(db)).toEqual([[1, 1, 2]])
  })

  it('leave the newer state, if both arrive in one round', async () => {
    const commitOlder = await holdOpen(enqueueThings([1, 1]))
    await put([1, 2])
    await commitOlder()
    await publishAll(db)
    expect(await readThings(db)).toEqual([[1, 1, 2]])
  })

  it('are both published if they are of different items: nothing is skipped', async () => {
    const commitOlder = await holdOpen(enqueueThings([1, 1]))
    await put([2, 1])
    await publishAll(db)
    await commitOlder()
    await publishAll(db)
    expect(await readThings(db)).toEqual([
      [1, 2, 1],
      [2, 1, 1],
    ])
  })
})

describe('a writer that is held open', () => {
  it('does not hold up what others have committed', async () => {
    await put([1, 1])
    await holdOpen(lockCatalogue, enqueueThings([2, 1]))
    expect(await publishAll(db)).toMatchObject({ processed: 1, published: 1 })
  })

  it('of counts holds up no edit, and no one behind an archiving', async () => {
    const [one, two] = [await aSkill(db), await aSkill(db)]
    const commit = await holdOpen(lockPopularity)
    const archived = updateSkill(db, TESTER, one.id, { status: 'archived' })
    await untilWaiting(db, 1)
    await updateSkill(db, TESTER, two.id, { summary: 'Another.' })
    await aSkill(db)
    await untilWaiting(db, 1)
    await commit()
    await archived
    await publishAll(db)
    expect(await publishedState(db)).toEqual(await expectedState(db))
  })

  it('of a skill makes its next writer wait, so that the outbox has the states in order', async () => {
    const { id } = await aSkill(db)
    await publishAll(db)
    const commit = await holdOpen(lockCatalogue, sql.raw(`update skills set summary = 'First.' where id = '${id}'`))
    const second = updateSkill(db, TESTER, id, { license: 'ISC' })
    await untilWaiting(db, 1)
    expect(await publishAll(db)).toMatchObject({ processed: 0 })
    await commit()
    await second
    await publishAll(db)
    expect(await publishedState(db)).toEqual(await expectedState(db))
  })
})

describe.each([2, 8])('%i publishers at once', (publishers) => {
  it('give each change one seq, without gaps', async () => {
    await put(...Array.from({ length: 600 }, (_, i): ThingState => [i % 400, i < 400 ? 1 : 2]))
    const publish = async () => {
      let published = 0
      for (let processed = 37; processed === 37; ) {
        const round = await publishRound(db, 37)
        published += round.published
        processed = round.processed
      }
      return published
    }
    const counts = await Promise.all(Array.from({ length: publishers }, publish))
    const published = counts.reduce((sum, count) => sum + count, 0)
    await expectSeqs(published)
    expect(await readDue(db)).toEqual([])
    expect(new Map((await readThings(db)).map(([, thing, value]) => [thing, value]))).toEqual(
      new Map(Array.from({ length: 400 }, (_, i) => [i, i < 200 ? 2 : 1])),
    )
  })

  it('take turns if the first is held up, and publish nothing twice', async () => {
    await put([1, 1], [2, 1])
    const free = await holdOpen(sql.raw('lock table feed_state in exclusive mode'))
    const rounds = Array.from({ length: publishers }, () => publishAll(db))
    await untilWaiting(db, publishers)
    await free()
    const done = await Promise.all(rounds)
    expect(done.map(({ published }) => published).sort()).toEqual([...Array(publishers - 1).fill(0), 2])
    await expectSeqs(2)
  })

  it('beside writers never show a follower a place before which something is still to come', async () => {
    const skills = await Promise.all(Array.from({ length: 6 }, () => aSkill(db)))
    let writing = true
    const write = async (writer: number) => {
      for (let i = 0; i < 15; i++) {
        const id = skills[(i + writer) % skills.length]?.id ?? ''
        await updateSkill(
          db,
          TESTER,
          id,
          i % 4 === 3 ? { status: 'archived' } : { status: 'active', summary: `${writer}, ${i}.` },
        )
      }
    }
    const publish = async () => {
      while (writing) await publishRound(db, 5)
    }
    const seen = new Map<string, string | null>()
    let last = 0
    const follow = async () => {
      const news = (await readItems(db)).filter(({ seq }) => seq !== null && seq > last)
      for (const { kind, id, deleted, payload } of news) seen.set(`${kind} ${id}`, deleted ? null : payload)
      last = Math.max(last, ...news.map(({ seq }) => seq ?? 0))
    }
    const following = (async () => {
      while (writing) await follow()
    })()
    const publishing = Array.from({ length: publishers }, publish)
    await Promise.all([0, 1, 2, 3].map(write))
    writing = false
    await Promise.all([...publishing, following])
    await publishAll(db)
    await follow()
    const kept = [...seen].flatMap(([key, payload]) => (payload === null ? [] : [[key, JSON.parse(payload)] as const]))
    expect(new Map(kept)).toEqual(await publishedState(db))
    expect(await publishedState(db)).toEqual(await expectedState(db))
  })
})
