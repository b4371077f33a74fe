import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { Addresses, AddressPages } from '../../../src/routes/catalogue/addresses.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  const { db } = api
  for (const name of ['c', 'a', 'b']) await aSkill(db, { name, owner: 'acme' })
  const gone = await aSkill(db, { name: 'gone', owner: 'ghost' })
  await db.execute(sql`update skills set vanished_at = now() where id = ${gone.id}::uuid`)
  await aSkill(db, { name: 'draft', owner: 'nobody', status: 'draft' })
})

async function names(path: string) {
  const response = await api.call(`/v1/addresses/${path}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Tag')).toBe('addresses')
  const { items, next_after } = Addresses.parse(await response.json())
  expect(next_after).toBeNull()
  return items.map(({ name }) => name)
}

describe('GET /v1/addresses', () => {
  it('lists the skills and publishers that can be found, in the order of their names', async () => {
    const skills = await names('skills')
    expect(skills).toHaveLength(3)
    expect(skills).toEqual(skills.toSorted())
    expect(await names('publishers')).toEqual(['acme'])
    expect(await names(`skills?after=${skills[0]}`)).toEqual(skills.slice(1))
  })

  it('has one page of few addresses', async () => {
    const pages = AddressPages.parse(await (await api.call('/v1/addresses')).json())
    expect(pages).toMatchObject({ skills: [], publishers: [] })
  })

  it.each(['skills?after=', 'skills?after=%00', 'skills?size=1', 'tags'])('refuses %s', async (path) => {
    expect(await readProblem(await api.call(`/v1/addresses/${path}`))).toMatchObject({ status: 400 })
  })
})
