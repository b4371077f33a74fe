import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSkill, type SkillFields, updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { aCategory, aSkill, TESTER } from '../../support/builders/builders.ts'
import {
  changesOf,
  expectedState,
  named,
  publishAll,
  publishedState,
  readDue,
  readItems,
} from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'

const TAGS = [
  { key: 'pdf', name: 'PDF' },
  { key: 'csv', name: 'CSV' },
]
const FULL = { name: 'one', owner: 'acme', status: 'active', content_policy: 'full', description_md: 'Text.' }

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})
/** Whatever a test has done through the product, or has tried to: what is published is what there is. */
afterEach(async () => {
  await publishAll(db)
  expect(await publishedState(db)).toEqual(await expectedState(db))
})

const create = async (fields: SkillFields & { name: string; owner: string } = FULL) => {
  const id = crypto.randomUUID()
  return { id, created: await createSkill(db, TESTER, id, fields) }
}
const enqueued = async () => named(await readDue(db))
const tagId = async (key: string) => (await db.execute(sql`select id from tags where key = ${key}`)).rows[0]?.id
const of = (id: string, ...kinds: string[]) => kinds.map((kind) => `${kind} ${id}`)

/** From now on, the last statement of a batch that touches a skill fails. */
const breakLastStatement = (kind: 'document' | 'popularity') =>
  db.execute(sql.raw(`alter table publish_outbox add constraint broken check (kind <> '${kind}') not valid`))
const repair = () => db.execute(sql`alter table publish_outbox drop constraint broken`)

describe('a skill that is created', () => {
  it('is enqueued with its text and its popularity', async () => {
    const { id } = await create()
    expect(await enqueued()).toEqual(of(id, 'skill', 'document', 'popularity'))
  })

  it('is enqueued in the transaction of the change', async () => {
    const { id } = await create({ ...FULL, tags: TAGS })
    const { rows } = await db.execute(sql`
      select xmin::text from publish_outbox union select xmin::text from skills where id = ${id}::uuid
      union select xmin::text from skill_tags union select xmin::text from tags`)
    expect(rows).toHaveLength(1)
  })

  it('enqueues its new tags', async () => {
    await create({ ...FULL, tags: TAGS.slice(0, 1) })
    let id = ''
    const changes = await changesOf(db, async () => {
      ;({ id } = await create({ ...FULL, name: 'two', tags: TAGS }))
    })
    expect(changes).toEqual([...of(id, 'document', 'popularity', 'skill'), `tag ${await tagId('csv')}`])
  })

  it('is a tombstone while it is a draft', async () => {
    const { id } = await create({ name: 'one', owner: 'acme', description_md: 'Text.', content_policy: 'full' })
    expect(await enqueued()).toEqual(of(id, '-skill', '-document', '-popularity'))
  })

  it.each([
    ['may only be linked', { content_policy: 'link_only' }],
    ['may not be known', { content_policy: 'unknown' }],
    ['is not there', { description_md: null }],
  ])('has a tombstone for a text that %s', async (_, fields) => {
    const { id } = await create({ ...FULL, ...fields })
    expect(await enqueued()).toEqual(of(id, 'skill', '-document', 'popularity'))
  })

  it('has an empty text published like any other', async () => {
    const { id } = await create({ ...FULL, description_md: '' })
    expect(await enqueued()).toContain(`document ${id}`)
  })

  it('under a taken slug writes nothing, not even a tag', async () => {
    await create()
    const before = await enqueued()
    const { created } = await create({ ...FULL, tags: TAGS })
    expect(created).toBe(null)
    expect(await enqueued()).toEqual(before)
  })

  it('writes neither skill nor outbox row if the last statement fails', async () => {
    await breakLastStatement('popularity')
    await expect(create({ ...FULL, tags: TAGS })).rejects.toThrow()
    await repair()
    expect((await db.execute(sql`select from skills`)).rows).toEqual([])
    expect(await enqueued()).toEqual([])
  })
})

describe('a skill that is updated', () => {
  let id: string
  beforeEach(async () => {
    ;({ id } = await aSkill(db, { ...FULL, capabilities: ['a'], tags: ['csv', 'pdf'] }))
    // One more has them: they stay, whatever becomes of the first.
    await aSkill(db, { tags: ['csv', 'pdf'] })
  })
  const update = (fields: SkillFields) => changesOf(db, () => updateSkill(db, TESTER, id, fields))

  it.each<[SkillFields, string[]]>([
    [{ summary: 'Another.' }, ['skill']],
    [{ summary: null }, ['skill']],
    [{ name: 'two' }, ['skill']],
    [{ capabilities: ['b'] }, ['skill']],
    [{ license: 'Apache-2.0' }, ['document', 'skill']],
    [{ description_md: 'Another.' }, ['document', 'skill']],
    [{ description_md: null }, ['-document', 'skill']],
    [{ content_policy: 'link_only' }, ['-document', 'skill']],
    [{ status: 'archived' }, ['-document', '-popularity', '-skill']],
    [{ status: 'review', summary: 'Another.' }, ['-document', '-popularity', '-skill']],
    [{ tags: [] }, ['skill']],
    [{ tags: TAGS.slice(0, 1) }, ['skill']],
  ])('with %j changes in the feed: %j', async (fields, kinds) => {
    expect(await update(fields)).toEqual(of(id, ...kinds))
  })

  it('with a new tag also enqueues the tag', async () => {
    const tags = [...TAGS, { key: 'maps', name: 'Maps' }]
    expect(await update({ tags })).toEqual([`skill ${id}`, `tag ${await tagId('maps')}`])
  })

  it('with a category is published under its key', async () => {
    expect(await update({ category_id: await aCategory(db, 'media') })).toEqual([`skill ${id}`])
    expect((await publishedState(db)).get(`skill ${id}`)).toMatchObject({ category: 'media' })
  })

  it.each<SkillFields>([
    { summary: 'Does what a skill does.' },
    { owner: 'acme', name: 'one', status: 'active' },
    { description_md: 'Text.', content_policy: 'full' },
    { capabilities: ['a'], trigger_hints: null, category_id: null, spec_version: null },
    { tags: ['csv', 'pdf'].map((name) => ({ key: name, name })) },
  ])('with %j, which it has already, changes nothing in the feed', async (fields) => {
    expect(await update(fields)).toEqual([])
  })

  it('is withdrawn when archived, and comes back complete when restored', async () => {
    await publishAll(db)
    const before = await publishedState(db)
    await updateSkill(db, TESTER, id, { status: 'archived' })
    const back = await update({ status: 'active' })
    expect(back).toEqual(of(id, 'document', 'popularity', 'skill'))
    const updated_at = expect.any(String)
    const skill = { ...(before.get(`skill ${id}`) as object), updated_at }
    expect(await publishedState(db)).toEqual(before.set(`skill ${id}`, skill))
  })

  it('that is archived stays a tombstone when it is edited', async () => {
    await updateSkill(db, TESTER, id, { status: 'archived' })
    expect(await update({ summary: 'Another.', description_md: 'Another.', tags: [] })).toEqual([])
  })

  it('that does not exist writes nothing, not even a tag', async () => {
    await publishAll(db)
    await updateSkill(db, TESTER, crypto.randomUUID(), { summary: 'Another.', tags: [{ key: 'maps', name: 'Maps' }] })
    expect(await enqueued()).toEqual([])
  })

  it('writes neither change nor outbox row if the last statement fails', async () => {
    await publishAll(db)
    const before = await expectedState(db)
    await breakLastStatement('document')
    await expect(updateSkill(db, TESTER, id, { summary: 'Another.', tags: [] })).rejects.toThrow()
    await repair()
    expect(await expectedState(db)).toEqual(before)
    expect(await enqueued()).toEqual([])
  })

  it('that is updated concurrently ends in the same state as the table', async () => {
    const edits = Array.from({ length: 20 }, (_, i) =>
      updateSkill(db, TESTER, id, { summary: `Edit ${i}.`, tags: TAGS.slice(i % 3) }),
    )
    await Promise.all(edits)
    const [last] = (await readDue(db)).filter(({ kind }) => kind === 'skill').slice(-1)
    expect(JSON.parse(last?.payload ?? '')).toEqual((await expectedState(db)).get(`skill ${id}`))
  })
})

describe('a tag', () => {
  const tagged = (status: string) => aSkill(db, { status, tags: ['Secret project'] })
  const tag = async () => `tag ${await tagId('secret-project')}`
  const changes = async (write: () => Promise<unknown>) =>
    (await changesOf(db, write)).filter((name) => name.includes('tag'))

  it('that only drafts have is not published', async () => {
    expect(await changes(() => tagged('draft'))).toEqual([])
    expect(named(await readItems(db))).toContain(`-${await tag()}`)
  })

  it('is published with its first public skill, and withdrawn with the last one', async () => {
    const draft = await tagged('draft')
    const other = await tagged('draft')
    const set = (id: string, status: string) => changes(() => updateSkill(db, TESTER, id, { status }))
    expect(await set(draft.id, 'active')).toEqual([await tag()])
    expect(await set(other.id, 'active')).toEqual([])
    expect(await set(draft.id, 'archived')).toEqual([])
    expect(await set(other.id, 'archived')).toEqual([`-${await tag()}`])
    expect(await set(draft.id, 'active')).toEqual([await tag()])
  })

  it('is withdrawn when the last skill loses it', async () => {
    const { id } = await tagged('active')
    await publishAll(db)
    expect(await changes(() => updateSkill(db, TESTER, id, { tags: [] }))).toEqual([`-${await tag()}`])
    const again = { tags: [{ key: 'secret-project', name: 'Secret project' }] }
    expect(await changes(() => updateSkill(db, TESTER, id, again))).toEqual([await tag()])
  })

  it('of one transaction is forgotten by the next on the same connection', async () => {
    const { id } = await tagged('active')
    await updateSkill(db, TESTER, id, { tags: [] })
    await publishAll(db)
    await updateSkill(db, TESTER, id, { summary: 'Another.' })
    expect(await enqueued()).toEqual(of(id, 'skill', '-document'))
  })
})
