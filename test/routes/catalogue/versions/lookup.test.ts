import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

async function slugs(query: string) {
  const response = await api.call(`/v1/skills?${query}`)
  expect(response.status).toBe(200)
  return (await response.json<{ items: { slug: string }[] }>()).items.map(({ slug }) => slug).sort()
}

describe('GET /v1/skills', () => {
  it('finds the skills that have a version with a digest, the newest or not', async () => {
    const files = [await aFile('SKILL.md', 'The same folder.')]
    const { digest } = await aVersion(api.db, { name: 'one', files })
    await aVersion(api.db, { name: 'two', files })
    await aVersion(api.db, { name: 'two', files: [await aFile('SKILL.md', 'Another.')] })
    await aVersion(api.db, { name: 'three' })
    expect(await slugs(`digest=sha256:${digest}`)).toEqual(['acme--one', 'acme--two'])
    expect(await slugs(`digest=${digest}`)).toEqual(['acme--one', 'acme--two'])
    expect(await slugs(`digest=${'0'.repeat(64)}`)).toEqual([])
  })

  it('finds the skills of a repository, in any case', async () => {
    await aVersion(api.db, { name: 'mine', owner: 'lookup' })
    await api.db.execute(sql`update skills set canonical_repo = 'Look/Up.kit' where slug = 'lookup--mine'`)
    expect(await slugs('repo=look/up.KIT')).toEqual(['lookup--mine'])
    expect(await slugs('repo=look/down')).toEqual([])
  })

  it.each(['digest=abc', 'digest=sha1:0', 'repo=acme', 'repo=a/b/c', 'repo='])('refuses %s', async (query) => {
    const [name = ''] = query.split('=')
    expect(await readProblem(await api.call(`/v1/skills?${query}`))).toMatchObject({
      status: 400,
      errors: [{ in: 'query', pointer: `/${name}` }],
    })
  })
})
