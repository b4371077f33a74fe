import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
beforeAll(async () => {
  a = await anAuthorsApi()
})
afterAll(() => a.stop())

const publish = async (repo: string, token?: string) =>
  a.post('/v1/publish', { token: token ?? (await a.aToken(repo)) })
const authorOf = async (repo: string) => {
  const answer = await a.post('/v1/authors/token', { token: await a.aToken(repo) })
  return ((await answer.json()) as { access_token: string }).access_token
}
const own = (slug: string) => `/v1/authors/skills/${slug}`

describe('a repository that was transferred at GitHub', () => {
  it('obeys its new owner, and neither the token nor the webhook of the former one', async () => {
    await a.write('seller/kit/doc/SKILL.md', skillText('doc'))
    await a.write('buyer/other/README.md', 'x')
    expect((await publish('seller/kit')).status).toBe(200)
    const old = await authorOf('seller/kit')
    const hook = { url: 'http://127.0.0.1:9/hook' }
    expect((await a.post('/v1/authors/hooks', { token: old, body: hook })).status).toBe(201)
    await a.move('seller/kit', 'buyer/kit')
    expect((await publish('buyer/kit')).status).toBe(200)
    const refused = await a.send('PUT', `${own('seller--doc')}/hidden`, { token: old, body: {} })
    expect(await refusal(refused)).toMatchObject({ status: 403 })
    expect((await a.db.execute(sql`select from author_hooks`)).rows).toEqual([])
    const allowed = await a.send('PUT', `${own('seller--doc')}/hidden`, {
      token: await authorOf('buyer/kit'),
      body: {},
    })
    expect(allowed.status).toBe(200)
  })
})

describe('a token', () => {
  it('that has published can do nothing more, and costs no request to GitHub', async () => {
    await a.write('acme/kit/pdf/SKILL.md', skillText('pdf'))
    const token = await a.aToken('acme/kit')
    expect((await publish('acme/kit', token)).status).toBe(200)
    const asked = a.github.asked.length
    for (const answer of [
      await publish('acme/kit', token),
      await a.post('/v1/authors/token', { token }),
      await a.send('PUT', `${own('acme--pdf')}/hidden`, { token, body: {} }),
    ])
      expect(await refusal(answer)).toMatchObject({ status: 401, code: 'token_replayed' })
    expect(a.github.asked.length).toBe(asked)
  })

  it('is counted against its account, as each proof asks GitHub', async () => {
    await a.write('busy/kit/pdf/SKILL.md', skillText('pdf'))
    const { repository_owner_id } = await a.issuer.claimsOf('busy/kit', 'http://api.test')
    await a.db.execute(sql`
      insert into live_spending (kind, starts_at, used) values ('p' || ${String(repository_owner_id)}, date_bin('1 hour', now(), 'epoch'), 120)`)
    const answer = await a.post('/v1/authors/token', { token: await a.aToken('busy/kit') })
    expect(await refusal(answer)).toMatchObject({ status: 429, code: 'quota_exceeded' })
  })

  it.each([{ iss: ['x'] }, { iss: { length: 1 } }, { iss: null }])('with %j is refused', async (claims) => {
    const encoded = (part: object) => btoa(JSON.stringify(part)).replaceAll('=', '')
    const token = `${encoded({ alg: 'RS256' })}.${encoded(claims)}.x`
    expect((await a.post('/v1/authors/token', { token })).status).toBe(401)
  })
})

describe('a skill that was renamed', () => {
  it('can be reported by its former slug', async () => {
    await a.write('acme/kit/csv/SKILL.md', skillText('csv'))
    expect((await publish('acme/kit')).status).toBe(200)
    const token = await authorOf('acme/kit')
    const renamed = await a.send('PUT', `${own('acme--csv')}/name`, { token, body: { name: 'rows' } })
    expect(renamed.status).toBe(200)
    const filed = await a.post('/v1/reports', { body: { skill: 'acme--csv', kind: 'spam', details: 'It is.' } })
    expect(await filed.json()).toMatchObject({ skill: 'acme--rows' })
  })
})

describe('a skill that an admin has given to another publisher', () => {
  it('is neither renamed nor offered by the repository that it comes from', async () => {
    await a.write('acme/kit/xls/SKILL.md', skillText('xls'))
    expect((await publish('acme/kit')).status).toBe(200)
    await a.write('other/kit/README.md', 'x')
    await a.db.execute(sql`
      with made as (
        insert into publishers (id, kind, name, handle, slug_part, created_at, updated_at) values (gen_random_uuid(), 'local', 'house', 'house', 'house', now(), now()) returning id
      ) update skills set publisher_id = made.id, owner = 'house' from made where slug = 'acme--xls'`)
    const token = await authorOf('acme/kit')
    for (const [path, body] of [
      ['name', { name: 'sheets' }],
      ['offer', { to: 'acme' }],
    ] as const) {
      const answer = await a.send('PUT', `${own('acme--xls')}/${path}`, { token, body })
      expect(await refusal(answer)).toMatchObject({ status: 403, code: 'forbidden' })
    }
  })
})
