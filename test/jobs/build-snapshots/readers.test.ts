import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { buildFaults, readBuilds, readPage } from '../../support/builders/boards.ts'
import { aSkill, someRawEvents } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

const SKILLS = 24
const at = (minute: number) => new Date(Date.UTC(2026, 1, 10, 14, minute))

let db: Db
let ids: string[]
beforeEach(async () => {
  ;({ db } = await createDatabase())
  ids = []
  for (let i = 0; i < SKILLS; i++) ids.push((await aSkill(db, { category: `c${i % 2}`, stars: i })).id)
  await runAt(db, scoreSkillsJob, at(0))
})

/** Reads boards until told to stop, and checks that each answer is whole. Returns what was read of which build. */
function keepReading() {
  let isOver = false
  const seen: { build: string; by: 'rank' | 'power_position'; ids: string[] }[] = []
  const reads = [0, 0, 0]
  const readers = ([undefined, undefined, 'c1'] as const).map(async (categoryKey, reader) => {
    const by = reader === 1 ? 'power' : 'popularity'
    const place = by === 'power' ? 'power_position' : 'rank'
    const total = categoryKey ? SKILLS / 2 : SKILLS
    while (!isOver || reads[reader] === 0) {
      const page = await readPage(db, { categoryKey, by })
      expect(page.total).toBe(total)
      expect(page.items.map((item) => item[place])).toEqual(Array.from({ length: total }, (_, i) => i + 1))
      if (page.snapshot) seen.push({ build: page.snapshot, by: place, ids: page.items.map(({ id }) => id) })
      reads[reader] = (reads[reader] ?? 0) + 1
    }
  })
  const stop = async () => {
    isOver = true
    await Promise.all(readers)
    return { seen, reads }
  }
  return { stop, reads: () => Math.min(...reads) }
}

/** Compares what was read with the builds themselves, which never change. */
async function isFromBuilds(seen: Awaited<ReturnType<ReturnType<typeof keepReading>['stop']>>['seen']) {
  const builds = await readBuilds(db)
  for (const { build, by, ids: read } of seen) {
    const entries = (builds.get(build) ?? []).toSorted((a, b) => Number(a[by]) - Number(b[by]))
    expect(read).toEqual(entries.map((entry) => entry.skill_id))
  }
}

describe('a client that reads while batches run', () => {
  it('gets a whole board of one build each time, from before the first build on', async () => {
    const { stop, reads } = keepReading()
    const ticks = sizeOf({ short: 4, long: 12 })
    for (let tick = 0; tick < ticks; tick++) {
      await db.execute(sql`update skill_popularity set github_stars = (random() * 1000)::int`)
      await someRawEvents(
        db,
        [tick, tick * 5, tick * 7].map((n) => ({ skillId: ids[n % SKILLS] as string, at: at(tick).toISOString() })),
      )
      const before = reads()
      const [report] = await Promise.all([runAt(db, batch, at(tick)), runAt(db, batch, at(tick))])
      expect(['succeeded', 'skipped']).toContain(report?.status)
      while (reads() === before) await readPage(db)
    }
    const { seen } = await stop()
    expect(new Set(seen.map(({ build }) => build)).size).toBeGreaterThanOrEqual(ticks)
    await isFromBuilds(seen)
    expect(await buildFaults(db, at(ticks - 1))).toEqual([])
  })
})
