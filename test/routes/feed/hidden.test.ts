import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { anIngestedSkill, aSkill, TESTER } from '../../support/builders/builders.ts'
import { named, publishAll } from '../../support/oracles/feed-oracle.ts'
import { readPage } from './read-feed.ts'

const SECRET = 'nobody-may-read-this'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

/** The text of the feed and of the bootstrap. */
async function everything() {
  await publishAll(api.db)
  const answers = [await api.call('/v1/feed?after=0&limit=1000'), await api.call('/v1/feed?limit=1000')]
  for (const { status } of answers) expect(status).toBe(200)
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n')
}
const namesOf = async (query: string) => named((await readPage(api, query)).items).sort()

const STATUSES = ['draft', 'pending', 'archived', 'ACTIVE', '']

describe('the feed', () => {
  it.each(STATUSES)("shows nothing of a skill whose status is '%s'", async (status) => {
    await aSkill(api.db, { name: SECRET, summary: SECRET, description_md: SECRET, status })
    expect(await everything()).not.toContain(SECRET)
    expect(await namesOf('?after=0')).toEqual([])
  })

  it.each(STATUSES)("has only tombstones for a skill whose status became '%s'", async (status) => {
    const { id } = await aSkill(api.db, { name: SECRET, summary: SECRET, description_md: SECRET })
    expect(await everything()).toContain(SECRET)
    await updateSkill(api.db, TESTER, id, { status })
    expect(await everything()).not.toContain(SECRET)
    expect(await namesOf('?after=0')).toEqual([`-document ${id}`, `-popularity ${id}`, `-skill ${id}`])
    expect(await namesOf('')).toEqual([])
  })

  it.each(['link_only', 'unknown', 'FULL'])('shows no text of a skill whose policy is %s', async (content_policy) => {
    const { id } = await aSkill(api.db, { description_md: SECRET, content_policy })
    expect(await everything()).not.toContain(SECRET)
    expect(await namesOf('?after=0')).toEqual([`popularity ${id}`, `skill ${id}`])
  })

  it.each(['link_only', 'unknown', 'FULL'])(
    'has only a tombstone for the text of a skill whose policy became %s',
    async (content_policy) => {
      const { id } = await aSkill(api.db, { description_md: SECRET })
      expect(await everything()).toContain(SECRET)
      await updateSkill(api.db, TESTER, id, { content_policy })
      expect(await everything()).not.toContain(SECRET)
      expect(await namesOf('?after=0')).toEqual([`-document ${id}`, `popularity ${id}`, `skill ${id}`])
    },
  )

  it('shows no text of a file whose licence does not permit copies', async () => {
    await anIngestedSkill(api.db, { name: SECRET, contentPolicy: 'link_only' })
    expect(await everything()).not.toContain(`The text of ${SECRET}`)
    expect(await namesOf('?after=0&kind=document')).toEqual([])
  })

  it('shows nothing of a change that was not published before the skill was hidden', async () => {
    const { id } = await aSkill(api.db, { summary: 'Public.' })
    await publishAll(api.db)
    await updateSkill(api.db, TESTER, id, { summary: SECRET })
    await updateSkill(api.db, TESTER, id, { status: 'archived' })
    expect(await everything()).not.toContain(SECRET)
  })
})
