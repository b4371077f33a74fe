import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { indexChangedSkills } from '../../../src/db/search/index-changed.ts'
import { placeOtherSkills, renewSpace } from '../../../src/db/search/space.ts'
import type { Figure } from '../figures.ts'
import { addSkills } from './data.ts'

const CHANGED = 1000

/** Lets search know every skill that it does not know yet. Skills a second, or undefined if it knew all. */
export async function indexAll(db: Db): Promise<number | undefined> {
  const start = performance.now()
  let told = start
  const { stored } = await indexChangedSkills(db, async () => {
    if (performance.now() - told > 30_000) {
      told = performance.now()
      const { rows } = await db.execute<{ n: string }>(sql`select count(*) as n from skill_search_changes`)
      process.stderr.write(`${rows[0]?.n} skills to go after ${Math.round((told - start) / 1000)} s\n`)
    }
    return true
  })
  return stored === 0 ? undefined : (stored * 1000) / (performance.now() - start)
}

/** Learns a space anew and places all skills in it: seconds to learn it, and skills placed a second. */
export async function benchSpace(db: Db): Promise<Figure[]> {
  const learn = await timed(() => renewSpace(db))
  const start = performance.now()
  const placed = await placeOtherSkills(db, () => true)
  return [
    { name: 'learning what words mean', value: learn, unit: 's' },
    { name: 'placing skills by meaning', value: (placed * 1000) / (performance.now() - start), unit: '/s' },
  ]
}

/** Seconds in which search learns of a tick's changes: of texts that changed, and of new skills. */
export async function benchKeepingCurrent(db: Db, skills: number): Promise<Figure[]> {
  await db.execute(sql`
    update skills s set summary = a.other, updated_at = now()
    from (select id, lead(summary) over (order by id) as other from skills order by id limit ${CHANGED}) a where s.id = a.id and a.other is not null`)
  const changed = await timed(() => indexChangedSkills(db, () => true))
  await addSkills(db, { from: skills, count: CHANGED })
  const added = await timed(() => indexChangedSkills(db, () => true))
  // the next run finds as many skills as this one
  await db.execute(
    sql`delete from skills where id in (select md5('skill ' || n)::uuid from generate_series(${skills}::int, ${skills + CHANGED}::int) n)`,
  )
  await indexChangedSkills(db, () => true)
  return [
    { name: `${CHANGED} skills whose summary changed`, value: changed, unit: 's', atMost: 1 },
    { name: `${CHANGED} new skills`, value: added, unit: 's', atMost: 1 },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
