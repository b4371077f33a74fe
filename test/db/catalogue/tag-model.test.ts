import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { deleteTag, mergeTag, renameTag } from '../../../src/db/catalogue/taxonomy/change-tags.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { expectFeedIsTrue, finishAll, tagFaults, tagKeys } from '../../support/builders/taxonomy.ts'
import { createDatabase } from '../../support/run/database.ts'
import { sizeOf } from '../../support/run/proof.ts'

const KEYS = ['a1', 'b2', 'c3', 'd4', 'e5']
const SKILLS = 3
/** Skills a page: a tag that all skills have takes several pages. */
const LIMIT = 1
const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let db: Db
let ids: string[]
beforeAll(async () => {
  ;({ db } = await createDatabase())
  ids = await Promise.all(Array.from({ length: SKILLS }, async () => (await aSkill(db)).id))
})

/** What tags are: a key is one, or stands for one, and a skill has those that its keys stand for. */
class Model {
  /** Null: it is a tag. Else the key of the tag that it stands for. */
  readonly keys = new Map<string, string | null>()
  readonly skills = Array.from({ length: SKILLS }, () => new Set<string>())

  merge(from: string, into: string): boolean {
    const target = this.keys.get(from)
    if (target === undefined || this.keys.get(into) !== null || from === into) return false
    if (target !== null) return target === into
    this.#replace(from, into)
    this.keys.set(from, into)
    return true
  }

  rename(from: string, to: string): boolean {
    if (this.keys.get(from) !== null) return false
    if (from === to) return true
    if (this.keys.has(to) && this.keys.get(to) !== from) return false
    this.keys.set(to, null)
    this.#replace(from, to)
    this.keys.set(from, to)
    return true
  }

  delete(key: string): boolean {
    for (const skill of this.skills) skill.delete(key)
    for (const [other, target] of this.keys) if (target === key) this.keys.delete(other)
    return this.keys.delete(key)
  }

  tag(skill: number, keys: readonly string[]) {
    for (const key of keys) if (!this.keys.has(key)) this.keys.set(key, null)
    this.skills[skill] = new Set(keys.map((key) => this.keys.get(key) ?? key))
  }

  #replace(from: string, to: string) {
    for (const skill of this.skills) if (skill.delete(from)) skill.add(to)
    for (const [key, target] of this.keys) if (target === from) this.keys.set(key, to)
  }

  told() {
    const keys = [...this.keys].map(([key, target]) => (target === null ? key : `${key} → ${target}`))
    return { keys: keys.sort(), skills: this.skills.map((skill) => [...skill].sort()) }
  }
}

async function told() {
  const { rows } = await db.execute<{ tags: string[] }>(sql`
    select array(select key from skill_tags st join tags t on t.id = st.tag_id where skill_id = s.id order by key collate "C") as tags
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality i(id, nth) join skills s on s.id = i.id::uuid order by nth`)
  return { keys: await tagKeys(db), skills: rows.map(({ tags }) => tags) }
}

const idOf = async (key: string) =>
  (await db.execute<{ id: string }>(sql`select id from tags where key = ${key}`)).rows[0]?.id ?? NOBODY

const key = fc.constantFrom(...KEYS)
const step = fc.oneof(
  fc.tuple(fc.constant('merge' as const), key, key),
  fc.tuple(fc.constant('rename' as const), key, key),
  fc.tuple(fc.constant('delete' as const), key),
  fc.tuple(fc.constant('tag' as const), fc.nat(SKILLS - 1), fc.uniqueArray(key, { maxLength: 3 })),
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Makes a change in the model and in the database, `LIMIT` skills at a time. The rest is left for later. */
async function make(done: Step, model: Model) {
  if (done[0] === 'tag') {
    const tags = done[2].map((key) => ({ key, name: key }))
    await updateSkill(db, TESTER, ids[done[1]] ?? '', { summary: null, tags })
    model.tag(done[1], done[2])
  } else if (done[0] === 'merge') {
    const p = { id: await idOf(done[1]), into: await idOf(done[2]), limit: LIMIT }
    expect((await mergeTag(db, TESTER, p)).body !== null).toBe(model.merge(done[1], done[2]))
  } else if (done[0] === 'rename') {
    const { body } = await renameTag(db, TESTER, { id: await idOf(done[1]), key: done[2] })
    expect(body !== null).toBe(model.rename(done[1], done[2]))
  } else {
    const deleted = await deleteTag(db, TESTER, { id: await idOf(done[1]), limit: LIMIT })
    expect(deleted !== null).toBe(model.delete(done[1]))
  }
}

/** Tags that are still losing their skills, with their aliases. A change that names one is refused or meets its end. */
async function leaving(): Promise<string[]> {
  const { rows } = await db.execute<{ key: string }>(sql`
    select t.key from unfinished_changes u join tags o on o.id::text = u.subject
      join tags t on t.id = o.id or (t.merged_into = o.id and u.action = 'tag.delete')
    where u.action in ('tag.merge', 'tag.delete')`)
  return rows.map(({ key }) => key)
}

async function begin() {
  await db.execute(sql`delete from tags`)
  await db.execute(sql`update skills set search_tags = ''`)
  await db.execute(sql`truncate publish_outbox, published_items`)
  for (const id of ids) await updateSkill(db, TESTER, id, { summary: null, status: 'active' })
  return new Model()
}

const steps = fc.array(step, { minLength: 5, maxLength: 15 })
const runs = { numRuns: sizeOf({ short: 5, long: 30 }) }

describe('tags', () => {
  it('behave like a map in TypeScript under any sequence of changes', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const model = await begin()
        for (const done of steps) {
          await make(done, model)
          await finishAll(db, LIMIT)
          expect(await told()).toEqual(model.told())
          expect(await tagFaults(db)).toEqual([])
        }
        await expectFeedIsTrue(db)
      }),
      runs,
    )
  }, 120_000)

  it('do so too if changes are finished after later ones', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const model = await begin()
        for (const done of steps) {
          const keys = done[0] === 'tag' ? done[2] : done.slice(1).map(String)
          const gone = await leaving()
          if (!keys.some((key) => gone.includes(key))) await make(done, model)
        }
        await finishAll(db, LIMIT)
        expect(await told()).toEqual(model.told())
        expect(await tagFaults(db)).toEqual([])
        await expectFeedIsTrue(db)
      }),
      runs,
    )
  }, 120_000)
})
