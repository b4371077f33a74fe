import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { pageHash } from '../../../src/domain/feed/publication.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { expectedState, publishAll } from '../../support/oracles/feed-oracle.ts'
import { categoriesOf, held, publishCategories, readBootstrap, readOn, readPage, upTo } from './read-feed.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

describe('GET /v1/feed without after', () => {
  it('answers everything by kind and id, and where to go on from', async () => {
    await publishCategories(api.db, [3, 'c'], [1, 'a'], [2, 'b'])
    const page = await readPage(api, '')
    expect(page).toMatchObject({ next_after: 3, latest_seq: 3, lag_seconds: 0, next_cursor: null })
    expect(categoriesOf(page)).toEqual([
      [2, 1, 'a'],
      [3, 2, 'b'],
      [1, 3, 'c'],
    ])
  })

  it('leaves out tombstones, and goes on after them', async () => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'])
    await publishCategories(api.db, [2, null])
    const page = await readPage(api, '')
    expect(categoriesOf(page)).toEqual([[1, 1, 'a']])
    expect(page).toMatchObject({ next_after: 3, latest_seq: 3 })
  })

  it('is empty before anything was published, and goes on from 0', async () => {
    expect(await readPage(api, '')).toEqual({
      items: [],
      next_cursor: null,
      next_after: 0,
      latest_seq: 0,
      lag_seconds: 0,
      page_hash: await pageHash([]),
    })
  })

  it('leaves out what was never public', async () => {
    await aSkill(api.db, { status: 'draft' })
    await publishAll(api.db)
    expect(await readPage(api, '')).toMatchObject({ items: [], next_after: 0 })
  })

  it.each([1, 2, 3, 7])('is read without gaps or repeats by pages of %i', async (limit) => {
    await publishCategories(api.db, ...upTo(7).map((nth) => [8 - nth, 'a'] as const))
    const pages = await readBootstrap(api, `&limit=${limit}`)
    expect(categoriesOf(...pages)).toEqual(upTo(7).map((nth) => [8 - nth, nth, 'a']))
    for (const { items } of pages.slice(0, -1)) expect(items).toHaveLength(limit)
  })

  it('has all items of a kind before the next kind', async () => {
    for (const tag of ['one', 'two', 'three']) await aSkill(api.db, { tags: [tag], description_md: 'Text.' })
    await publishAll(api.db)
    const items = (await readBootstrap(api, '&limit=2')).flatMap((page) => page.items)
    expect(items.map(({ kind }) => kind)).toEqual(
      ['document', 'popularity', 'skill', 'tag'].flatMap((kind) => [kind, kind, kind]),
    )
  })

  it('of one kind has only that kind, page by page', async () => {
    for (const tag of ['one', 'two', 'three']) await aSkill(api.db, { tags: [tag] })
    await publishAll(api.db)
    const pages = await readBootstrap(api, '&limit=2&kind=skill')
    const skills = [...(await expectedState(api.db))].filter(([name]) => name.startsWith('skill '))
    expect(pages.map(({ items }) => items.length)).toEqual([2, 1])
    expect(held(pages)).toEqual(new Map(skills))
  })
})

describe('a bootstrap during changes', () => {
  it('names on every page the place where the feed was at the first', async () => {
    await publishCategories(api.db, ...upTo(5).map((nth) => [nth, 'a'] as const))
    let nth = 5
    const pages = await readBootstrap(api, '&limit=2', () => publishCategories(api.db, [++nth, 'b']))
    expect(pages.map(({ next_after }) => next_after)).toEqual(pages.map(() => 5))
    expect(pages.map(({ latest_seq }) => latest_seq)).toEqual(pages.map((_, i) => 5 + i))
  })

  it.each([
    ['that is made before its place', [0, 'new']],
    ['that is made after its place', [9, 'new']],
    ['that it has read and that changes', [1, 'new']],
    ['that it has not read and that changes', [4, 'new']],
    ['that it has read and that goes', [1, null]],
    ['that it has not read and that goes', [4, null]],
  ] as const)('and the changes after it hold a thing %s', async (_, change) => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'], [3, 'c'], [4, 'd'])
    const pages = [await readPage(api, '?limit=2')]
    await publishCategories(api.db, change)
    pages.push(await readPage(api, `?limit=2&cursor=${pages[0]?.next_cursor}`))
    pages.push(...(await readOn(api, pages[0]?.next_after ?? 0)))
    expect(held(pages)).toEqual(await expectedState(api.db))
  })

  it('leaves out a skill that was archived before its page', async () => {
    const { id } = await aSkill(api.db, { summary: 'Was public.' })
    await publishCategories(api.db, [1, 'a'], [2, 'b'])
    const first = await readPage(api, '?limit=1')
    await updateSkill(api.db, TESTER, id, { status: 'archived' })
    await publishAll(api.db)
    const rest = await api.call(`/v1/feed?limit=1000&cursor=${first.next_cursor}`)
    expect(rest.status).toBe(200)
    expect(await rest.text()).not.toContain(id)
  })
})
