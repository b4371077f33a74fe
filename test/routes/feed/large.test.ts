import { beforeEach, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { named, publishAll } from '../../support/oracles/feed-oracle.ts'
import { readBootstrap, readOn } from './read-feed.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

describe('a page of large texts', () => {
  const texts = async (...megabytes: number[]) => {
    const ids = []
    for (const size of megabytes)
      ids.push((await aSkill(api.db, { description_md: 'x'.repeat(size * 1_000_000 - 1000) })).id)
    await publishAll(api.db)
    return ids.map((id) => `document ${id}`)
  }

  it.each(['&kind=document', '&kind=document&limit=2'])(
    'ends before 3 MB, and the next one goes on (%s)',
    async (filter) => {
      const names = await texts(1, 1, 1, 1)
      const pages = await readOn(api, 0, filter)
      expect(pages[0]?.next_after).toBe(pages[0]?.items.at(-1)?.seq)
      expect(pages.map(({ items }) => items.length)).toEqual(filter.includes('limit') ? [2, 2] : [3, 1])
      expect(pages.flatMap(({ items }) => named(items))).toEqual(names)
    },
  )

  it('has a text that is larger as its only item', async () => {
    const names = await texts(1, 4, 1)
    const pages = await readOn(api, 0, '&kind=document')
    expect(pages.map(({ items }) => named(items))).toEqual(names.map((name) => [name]))
  })

  it('is cut in a bootstrap too, with a larger text as its only item', async () => {
    const names = await texts(2, 4, 2)
    const pages = await readBootstrap(api, '&kind=document')
    expect(pages.map(({ items }) => items.length)).toEqual([1, 1, 1])
    expect(pages.flatMap(({ items }) => named(items))).toEqual(names.sort())
  })
})
