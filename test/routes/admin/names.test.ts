import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { anAccount } from '../../support/api/accounts.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { asAccount } from '../../support/api/permissions.ts'
import { aCategory, aSite, aSkill } from '../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
/** What each list calls its things, with the id of one of them. */
let things: { list: string; kind: string; name: string; id: string; change: object }[]
beforeAll(async () => {
  api = await startApi()
  const { id } = await aSkill(api.db, { owner: 'acme', name: 'pdf', tags: ['paper'] })
  const category = await aCategory(api.db, 'art')
  const { username, ...account } = await anAccount(api.db)
  await aSite(api.db, { key: 'docs' })
  const idOf = async (table: string, key: string) =>
    String((await api.db.execute(sql`select id from ${sql.identifier(table)} where key = ${key}`)).rows[0]?.id)
  things = [
    { list: 'skills', kind: 'skill', name: 'acme--pdf', id, change: { summary: 'New.' } },
    { list: 'categories', kind: 'category', name: 'art', id: category, change: { sort_order: 5 } },
    { list: 'tags', kind: 'tag', name: 'paper', id: await idOf('tags', 'paper'), change: { name: 'Paper' } },
    { list: 'sites', kind: 'site', name: 'docs', id: await idOf('sites', 'docs'), change: { name: 'Docs' } },
    { list: 'users', kind: 'account', name: username, id: account.id, change: { role: 'admin' } },
  ]
  admin = await asAccount(api, 'admin')
})

const send = (method: string, path: string, body?: unknown) =>
  body === undefined
    ? api.call(`/v1/admin${path}`, { method, headers: admin })
    : api.send(method, `/v1/admin${path}`, body, admin)
const answer = async (response: Promise<Response>) => (await response).json<Record<string, unknown>>()

describe.each(['skills', 'categories', 'tags', 'sites', 'users'])('one of the %s', (list) => {
  const thing = () => {
    const found = things.find((one) => one.list === list)
    if (!found) throw new Error('There is no such thing.')
    return found
  }

  it('is read and changed by its name in any case as by its id', async () => {
    const { name, id, change } = thing()
    for (const ref of [name, name.toUpperCase(), id.toUpperCase()]) {
      expect(await answer(send('GET', `/${list}/${ref}`))).toMatchObject({ id })
      expect(await answer(send('PATCH', `/${list}/${ref}`, change))).toMatchObject({ id, ...change })
    }
  })

  it('that does not exist is named in a 404 problem', async () => {
    for (const response of [send('GET', `/${list}/nobody`), send('PATCH', `/${list}/nobody`, thing().change)])
      expect(await readProblem(await response)).toMatchObject({
        ...{ status: 404, code: 'not_found', detail: `There is no ${thing().kind} 'nobody'.` },
      })
  })
})

describe('a name in a body', () => {
  it('says the category of a skill', async () => {
    const category = things.find(({ kind }) => kind === 'category')?.id
    const skill = await answer(send('PATCH', '/skills/acme--pdf', { category_id: 'ART' }))
    expect(skill).toMatchObject({ category_id: category })
    expect(await readProblem(await send('PATCH', '/skills/acme--pdf', { category_id: 'nowhere' }))).toMatchObject({
      status: 400,
      errors: [{ in: 'body', pointer: '/category_id', message: 'is not the id or key of a category' }],
    })
  })

  it('says the category of an alias, and whose aliases to list', async () => {
    const source = crypto.randomUUID()
    await api.db.execute(sql`
      insert into skill_sources (id, name, type, created_at, updated_at) values (${source}::uuid, 'a', 'github', now(), now())`)
    const alias = { source_id: source, raw_category: 'Pictures' }
    expect((await send('POST', '/category-aliases', { ...alias, category_id: 'nowhere' })).status).toBe(400)
    const { id, category_id } = await answer(send('POST', '/category-aliases', { ...alias, category_id: 'art' }))
    expect(category_id).toBe(things.find(({ kind }) => kind === 'category')?.id)
    expect((await send('PATCH', `/category-aliases/${id}`, { category_id: 'nowhere' })).status).toBe(400)
    expect((await send('PATCH', `/category-aliases/${id}`, { category_id: 'art' })).status).toBe(200)
    expect(await answer(send('GET', '/category-aliases?category_id=art'))).toMatchObject({ items: [{ id }] })
    expect((await readProblem(await send('GET', '/category-aliases?category_id=nowhere'))).detail).toBe(
      "There is no category 'nowhere'.",
    )
  })

  it('says the tag that remains', async () => {
    await aSkill(api.db, { tags: ['papers'] })
    expect(await answer(send('POST', '/tags/papers/merge', { into: 'Paper' }))).toMatchObject({
      changed: 1,
      tag: { key: 'paper' },
    })
  })
})

it('records and lists the improvements of a skill by its slug', async () => {
  const improvement = await answer(send('POST', '/skills/acme--pdf/improvements', { kind: 'content' }))
  expect(improvement).toMatchObject({ skill: { slug: 'acme--pdf' } })
  expect(await answer(send('GET', '/improvements?skill_id=acme--pdf'))).toMatchObject({
    items: [{ id: improvement.id }],
  })
  expect((await send('GET', '/improvements?skill_id=nobody')).status).toBe(404)
})

it('deletes by key', async () => {
  await aCategory(api.db, 'empty')
  expect((await send('DELETE', '/categories/empty')).status).toBe(204)
  expect((await send('DELETE', '/categories/empty')).status).toBe(404)
})
