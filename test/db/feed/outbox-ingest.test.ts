import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { ApprovedSkill } from '../../../src/db/catalogue/approval-targets.ts'
import { approveSkills } from '../../../src/db/catalogue/approve-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { storeRawSkills } from '../../../src/db/intake/raw-skills.ts'
import { namedPublisher } from '../../../src/domain/catalogue/publisher.ts'
import { TESTER } from '../../support/builders/builders.ts'
import {
  changesOf,
  expectedState,
  named,
  publishAll,
  publishedState,
  readDue,
} from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'

const CATEGORIES = ['tools', 'media'].map((key, i) => ({ key, name: key, description: `All ${key}.`, sortOrder: i }))

let db: Db
let sourceId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  sourceId = (await ensureSource(db, { name: 'a-source', type: 'folder' })).id
})
/** Whatever ingest has done, or has tried to: what is published is what there is. */
afterEach(async () => {
  await publishAll(db)
  expect(await publishedState(db)).toEqual(await expectedState(db))
})

/** A source's file, stored and read. */
async function aFile(name: string, more: Partial<ApprovedSkill> = {}): Promise<ApprovedSkill> {
  const skillPath = `skills/${name}/SKILL.md`
  const raw = {
    ...{ externalId: skillPath, skillPath, skillUrl: null, githubRepo: null, content: btoa(name), contentHash: name },
    sourceRevision: null,
    ...{ nameRaw: name, descriptionRaw: null, categoryRaw: null, licenseRaw: null, tagsRaw: [], dataJson: {} },
    ...{ parseStatus: 'ok' as const, parseErrors: [] },
  }
  const [stored] = await storeRawSkills(db, sourceId, [raw])
  if (!stored) throw new Error('The file was not stored.')
  return {
    ...{
      rawId: stored.rawId,
      rawHash: name,
      ...namedPublisher({ kind: 'local', name: 'acme' }),
      nameSlug: name,
      suffix: '2',
      name,
      skillPath,
    },
    ...{ summary: `What ${name} does.`, descriptionMd: `The text of ${name}.`, categoryKey: 'tools', license: 'MIT' },
    ...{ licenseConfidence: 'high', contentPolicy: 'full', canonicalRepo: 'acme/skills', contentHash: name, tags: [] },
    ...{ declaredVersion: null, declared: null },
    ...more,
  }
}
const approve = (...skills: ApprovedSkill[]) =>
  approveSkills(db, sourceId, skills, { categories: CATEGORIES, seenSince: null })
const idOf = async (table: string, column: string, value: string) =>
  (await db.execute(sql`select id from ${sql.raw(table)} where ${sql.raw(column)} = ${value}`)).rows[0]?.id as string
const skillId = (name: string) => idOf('skills', 'slug', `acme--${name}`)
const of = (id: string, ...kinds: string[]) => kinds.map((kind) => `${kind} ${id}`)

describe('a file that is approved', () => {
  it('enqueues its category, its tags, its skill, the text and the popularity, in one transaction', async () => {
    await approve(await aFile('one', { tags: ['pdf'] }))
    const id = await skillId('one')
    expect(named(await readDue(db))).toEqual([
      ...[`category ${await idOf('categories', 'key', 'tools')}`, `tag ${await idOf('tags', 'key', 'pdf')}`],
      ...of(id, 'skill', 'document', 'popularity'),
    ])
    const { rows } = await db.execute(sql`
      select xmin::text from publish_outbox union select xmin::text from skills union select xmin::text from categories`)
    expect(rows).toHaveLength(1)
  })

  it('enqueues no category or tag that already exists', async () => {
    await approve(await aFile('one', { tags: ['pdf'] }))
    const two = await aFile('two', { tags: ['pdf', 'csv'] })
    const changes = await changesOf(db, () => approve(two))
    const id = await skillId('two')
    expect(changes).toEqual([...of(id, 'document', 'popularity', 'skill'), `tag ${await idOf('tags', 'key', 'csv')}`])
  })

  it('changes nothing in the feed when it is approved again', async () => {
    const files = [await aFile('one', { tags: ['pdf', 'csv'] }), await aFile('two', { contentPolicy: 'link_only' })]
    await approve(...files)
    expect(await changesOf(db, () => approve(...files))).toEqual([])
  })

  it.each<[string, Partial<ApprovedSkill>, string[]]>([
    ['text', { descriptionMd: 'Another.', contentHash: 'another' }, ['document', 'skill']],
    ['bytes and not its text', { contentHash: 'another' }, ['document', 'skill']],
    ['summary', { summary: 'Another.' }, ['skill']],
    ['path', { skillPath: 'another/SKILL.md' }, ['skill']],
    ['licence', { license: null, contentPolicy: 'link_only' }, ['-document', 'skill']],
    ['tags', { tags: [] }, ['skill']],
  ])('changes in the feed with its %s', async (_, change, kinds) => {
    const file = await aFile('one', { tags: ['pdf'] })
    await approve(file, await aFile('two', { tags: ['pdf'] }))
    const changes = await changesOf(db, () => approve({ ...file, ...change }))
    expect(changes).toEqual(of(await skillId('one'), ...kinds))
  })

  it('withdraws a tag that it loses if no other skill has it', async () => {
    const file = await aFile('one', { tags: ['pdf', 'csv'] })
    await approve(file)
    const changes = await changesOf(db, () => approve({ ...file, tags: ['csv'] }))
    expect(changes).toEqual([`-tag ${await idOf('tags', 'key', 'pdf')}`, ...of(await skillId('one'), 'skill')])
  })

  it('changes only the text of a skill that an admin has edited', async () => {
    const file = await aFile('one', { tags: ['pdf'] })
    await approve(file)
    const id = await skillId('one')
    await updateSkill(db, TESTER, id, { summary: 'The admin knows better.' })
    const changed = { ...file, summary: 'Another.', descriptionMd: 'Another.', contentHash: 'another', tags: ['csv'] }
    const changes = await changesOf(db, () => approve(changed))
    expect(changes).toEqual(of(id, 'document', 'skill'))
    expect((await publishedState(db)).get(`skill ${id}`)).toMatchObject({
      summary: 'The admin knows better.',
      tags: ['pdf'],
    })
  })

  it('does not bring back a skill that an admin has archived', async () => {
    const file = await aFile('one')
    await approve(file)
    await updateSkill(db, TESTER, await skillId('one'), { status: 'archived' })
    const changed = { ...file, descriptionMd: 'Another.', contentHash: 'another' }
    expect(await changesOf(db, () => approve(changed))).toEqual([])
  })

  it('leaves neither its category nor an outbox row when a later statement of the batch fails', async () => {
    const tooLong = await aFile('one', { name: 'x'.repeat(201) })
    await expect(approve(await aFile('two'), tooLong)).rejects.toThrow()
    expect(await expectedState(db)).toEqual(new Map())
    expect(await readDue(db)).toEqual([])
  })
})

describe('copies', () => {
  const SAME = { contentHash: 'the-same' }
  let first: string
  let second: string
  let third: string
  beforeEach(async () => {
    for (const name of ['one', 'two', 'three']) await approve(await aFile(name, SAME))
    ;[first, second, third] = [await skillId('one'), await skillId('two'), await skillId('three')]
    await publishAll(db)
  })
  const originals = async () => {
    const state = await publishedState(db)
    const of = (id: string) => (state.get(`skill ${id}`) as { duplicate_of: string | null } | undefined)?.duplicate_of
    // the feed names the original by its slug
    const ids = new Map([
      ['acme--one', first],
      ['acme--two', second],
      ['acme--three', third],
    ])
    return [first, second, third].map((id) => {
      const slug = of(id)
      return typeof slug === 'string' ? ids.get(slug) : slug
    })
  }

  it('are published with their original', async () => {
    expect(await originals()).toEqual([null, first, first])
  })

  it('point to the next earliest if the original is archived', async () => {
    const changes = await changesOf(db, () => updateSkill(db, TESTER, first, { status: 'archived' }))
    expect(changes).toEqual([
      ...of(first, '-document', '-popularity', '-skill'),
      ...[`skill ${second}`, `skill ${third}`].sort(),
    ])
    expect(await originals()).toEqual([undefined, null, second])
  })

  it('point to the original again if it is restored', async () => {
    await updateSkill(db, TESTER, first, { status: 'archived' })
    const changes = await changesOf(db, () => updateSkill(db, TESTER, first, { status: 'active' }))
    expect(changes).toHaveLength(5)
    expect(await originals()).toEqual([null, first, first])
  })

  it('point to the next earliest if an admin rewrites the original', async () => {
    await updateSkill(db, TESTER, first, { description_md: 'Another.' })
    await publishAll(db)
    expect(await originals()).toEqual([null, null, second])
  })

  it('point to the next earliest if the file of the original changes', async () => {
    const changed = await aFile('one', { contentHash: 'another' })
    const changes = await changesOf(db, () => approve(changed))
    expect(changes).toEqual([`document ${first}`, ...of(first, 'skill'), `skill ${second}`, `skill ${third}`].sort())
    expect(await originals()).toEqual([null, null, second])
  })

  it('leave each other unchanged if one of them is archived', async () => {
    const changes = await changesOf(db, () => updateSkill(db, TESTER, second, { status: 'archived' }))
    expect(changes).toEqual(of(second, '-document', '-popularity', '-skill'))
    expect(await originals()).toEqual([null, undefined, first])
  })
})
