import { beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/domain/feed/publication.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aCategory, aSkill } from '../../support/builders/builders.ts'
import { anOddFolder } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { expectedState, publishAll } from '../../support/oracles/feed-oracle.ts'
import { held, readOn, readPage } from './read-feed.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db, { tags: ['one'], description_md: 'Text.' })
  await aSkill(api.db, { tags: ['two'] })
  await aCategory(api.db, 'science', { sortOrder: 7 })
  await aCategory(api.db, 'closed', { active: false })
  await aVersion(api.db, { name: 'whole', files: await anOddFolder() })
  await publishAll(api.db)
})

describe('GET /v1/feed?after=&kind=', () => {
  it.each([
    ['skill', 3],
    ['document', 2],
    ['version', 1],
    ['tag', 3],
    ['popularity', 3],
    ['category', 2],
  ])('answers only changes of the kind %s', async (kind, changes) => {
    const { items } = await readPage(api, `?after=0&kind=${kind}`)
    expect(items.map((item) => item.kind)).toEqual(Array(changes).fill(kind))
  })

  it('goes on to the end of the feed, even if other kinds follow', async () => {
    const { items, next_after, latest_seq } = await readPage(api, '?after=0&kind=document')
    expect(items[0]?.seq).toBeLessThan(latest_seq)
    expect(next_after).toBe(latest_seq)
  })

  it('goes on from its last change if more of the kind follow', async () => {
    const { items, next_after, latest_seq } = await readPage(api, '?after=0&kind=skill&limit=1')
    expect(next_after).toBe(items[0]?.seq)
    expect(next_after).toBeLessThan(latest_seq)
  })

  it.each(KINDS)('ends with the state of the kind %s, page by page', async (kind) => {
    const expected = [...(await expectedState(api.db))].filter(([name]) => name.startsWith(`${kind} `))
    expect(held(await readOn(api, 0, `&kind=${kind}&limit=1`))).toEqual(new Map(expected))
  })
})
