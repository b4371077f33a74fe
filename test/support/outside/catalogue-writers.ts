import { sql } from 'drizzle-orm'
import { createSkill, type SkillFields, updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aCategory, anIngestedSkill, someEvents, TESTER } from '../builders/builders.ts'
import { runAt } from '../run/jobs.ts'

const TAGS = ['csv', 'pdf', 'review', 'writing', 'maps'].map((key) => ({ key, name: key }))
const TEXTS = ['The same text.', 'Another text.', 'Ein Text mit “Zeichen”, \u0001 und 😀.', null]

/**
 * Changes a catalogue at random, each change by a write of the product: create, edit, archive, restore, retag, rescore.
 * `random` returns numbers in [0, 1).
 */
export async function changeAtRandom(
  db: Db,
  p: { changes: number; writers: number; random: () => number; onChange: (nth: number) => void },
) {
  const categories = await Promise.all(['science', 'media', 'tools'].map((key) => aCategory(db, key)))
  const ids: string[] = []
  const one = <T>(of: readonly T[]): T => of[Math.floor(p.random() * of.length)] as T
  const some = <T>(of: readonly T[]) => of.filter(() => p.random() < 0.4)

  const create = async (fields: SkillFields = {}) => {
    const id = crypto.randomUUID()
    const name = `skill-${id.slice(0, 8)}`
    await createSkill(db, TESTER, id, { status: 'active', ...fields, name, owner: 'acme' })
    ids.push(id)
  }
  const edit = (fields: () => SkillFields) => async () => {
    await updateSkill(db, TESTER, one(ids), fields())
  }
  /** Skills as ingest makes them: files with the same content are copies, and a changed file has a new content. */
  const ingest = async () => {
    await anIngestedSkill(db, {
      name: `file-${Math.floor(p.random() * 40)}`,
      owner: one(['harbor', 'cobalt']),
      source: one(['a', 'b']),
      contentHash: `content-${Math.floor(p.random() * 10)}`,
      contentPolicy: one(['full', 'link_only']),
    })
  }
  const rescore = async () => {
    await setStars(
      db,
      some(ids.slice(-50)).map((skillId) => ({ skillId, stars: Math.floor(p.random() * 1000) })),
    )
    await someEvents(
      db,
      some(ids.slice(-20)).map((skillId) => ({ skillId, type: one(['view', 'use', 'favorite'] as const) })),
    )
    if (p.random() < 0.2) for (const job of [refreshPopularity, scoreSkillsJob]) await runAt(db, job)
  }
  const CHANGES: readonly (readonly [share: number, change: () => Promise<void>])[] = [
    [0.1, () => create({ tags: some(TAGS), description_md: one(TEXTS), content_policy: one(['full', 'link_only']) })],
    [0.35, edit(() => ({ summary: `Summary ${Math.floor(p.random() * 3)}.`, category_id: one(categories) }))],
    [0.5, edit(() => ({ description_md: one(TEXTS), content_policy: one(['full', 'link_only', 'unknown']) }))],
    [0.62, edit(() => ({ status: 'archived' }))],
    [0.74, edit(() => ({ status: 'active' }))],
    [0.88, edit(() => ({ tags: some(TAGS) }))],
    [0.95, ingest],
    [1, rescore],
  ]
  for (let i = 0; i < 20; i++) await create()
  let begun = 0
  const write = async () => {
    while (begun < p.changes) {
      p.onChange(++begun)
      const draw = p.random()
      await CHANGES.find(([share]) => draw < share)?.[1]()
    }
  }
  await Promise.all(Array.from({ length: p.writers }, write))
}

/** The number of unprocessed outbox rows. */
export async function countDue(db: Db): Promise<number> {
  const { rows } = await db.execute<{ due: string }>(
    sql`select count(*) as due from publish_outbox where processed_at is null`,
  )
  return Number(rows[0]?.due ?? 0)
}
