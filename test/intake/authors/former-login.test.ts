import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aSource, HOUR, skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
beforeEach(async () => {
  a = await anAuthorsApi()
  await a.write('acme/kit/pdf/SKILL.md', skillText('pdf', 'Of old times.'))
  await aSource(a.db, { url: 'https://github.com/acme/kit', autoApprove: true })
  await a.tick()
  // What was stored before anybody asked GitHub for ids.
  await a.db.execute(sql`update publishers set github_id = null`)
  await a.db.execute(
    sql`update skill_sources set github_id = null, github_owner_id = null, auto_approve = false, crawl_etag = null`,
  )
  await a.db.execute(sql`delete from github_repo_cache`)
})
afterEach(() => a.stop())

const crawl = async () => {
  a.later(24 * HOUR)
  await a.tick()
}
/** The account is given up, and a crawl has seen that. Somebody else registers its login. */
const giveUp = async () => {
  await a.remove('acme')
  await crawl()
}
const publish = async (repo: string) => {
  const answer = await a.post('/v1/publish', { token: await a.aToken(repo) })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { publisher: string; items: { skill: string; state: string }[] }
}
const authorOf = async (repo: string) => {
  const answer = await a.post('/v1/authors/token', { token: await a.aToken(repo) })
  return ((await answer.json()) as { access_token: string }).access_token
}
const publishers = async () => {
  const { rows } = await a.db.execute<{ handle: string; known: boolean; verified: boolean; skills: string[] }>(sql`
    select p.handle, p.github_id is not null as known, p.verified_at is not null as verified,
      array(select s.slug from skills s where s.publisher_id = p.id order by s.slug) as skills from publishers p order by p.handle`)
  return rows
}
const UNTOUCHED = { handle: 'acme', known: false, verified: false, skills: ['acme--pdf'] }

describe('who registers the login of a publisher of old times', () => {
  it('publishes another repository as a publisher of its own', async () => {
    await giveUp()
    await a.write('acme/new/csv/SKILL.md', skillText('csv'))
    expect(await publish('acme/new')).toMatchObject({ publisher: 'acme-2', items: [{ skill: 'acme-2--csv' }] })
    expect(await publishers()).toEqual([
      UNTOUCHED,
      { handle: 'acme-2', known: true, verified: true, skills: ['acme-2--csv'] },
    ])
  })

  it('has another repository crawled without getting anything', async () => {
    await giveUp()
    await a.write('acme/new/csv/SKILL.md', skillText('csv'))
    await aSource(a.db, { url: 'https://github.com/acme/new', autoApprove: true })
    await crawl()
    expect(await publishers()).toEqual([
      UNTOUCHED,
      { handle: 'acme-2', known: true, verified: false, skills: ['acme-2--csv'] },
    ])
  })

  it('renames another repository to that login without getting anything', async () => {
    await giveUp()
    await a.write('mallory/new/csv/SKILL.md', skillText('csv'))
    await publish('mallory/new')
    await a.move('mallory', 'acme')
    expect(await publish('acme/new')).toMatchObject({ publisher: 'acme-2' })
    expect((await publishers())[0]).toEqual(UNTOUCHED)
  })

  it('makes a repository of the same name without getting its skills', async () => {
    await giveUp()
    await a.write('acme/kit/pdf/SKILL.md', skillText('pdf', 'Somebody else’s.'))
    expect(await publish('acme/kit')).toMatchObject({ publisher: 'acme-2', items: [{ skill: 'acme-2--pdf' }] })
    expect((await publishers())[0]).toEqual(UNTOUCHED)
    const hidden = await a.send('PUT', '/v1/authors/skills/acme--pdf/hidden', {
      token: await authorOf('acme/kit'),
      body: {},
    })
    expect(await refusal(hidden)).toMatchObject({
      status: expect.toSatisfy((status) => status === 403 || status === 404),
    })
  })

  it('makes one of the same name before a crawl has seen that it was gone, and gets nothing', async () => {
    await a.write('acme/kit.json', JSON.stringify({ created_at: new Date(Date.now() + 1000).toISOString() }))
    expect(await publish('acme/kit')).toMatchObject({ publisher: 'acme-2', items: [{ skill: 'acme-2--pdf' }] })
    expect((await publishers())[0]).toEqual(UNTOUCHED)
  })

  it('has one of the same name crawled, and gets nothing', async () => {
    await a.write('acme/kit.json', JSON.stringify({ created_at: new Date(Date.now() + 1000).toISOString() }))
    await crawl()
    expect(await publishers()).toEqual([UNTOUCHED])
    const { rows } = await a.db.execute(sql`select crawl_error as error from skill_sources`)
    expect(rows).toEqual([{ error: expect.stringContaining('another account has its name') }])
  })
})

describe('a publisher of old times', () => {
  it('is identified by the crawl of a repository that its skills come from', async () => {
    await a.write('acme/kit.json', JSON.stringify({ created_at: '2020-01-01T00:00:00Z' }))
    await crawl()
    expect(await publishers()).toEqual([{ ...UNTOUCHED, known: true }])
  })

  it('is verified by publishing such a repository, even before a crawl', async () => {
    expect(await publish('acme/kit')).toMatchObject({ publisher: 'acme', items: [{ skill: 'acme--pdf' }] })
    expect(await publishers()).toEqual([{ ...UNTOUCHED, known: true, verified: true }])
  })

  it('has its other repositories too once it is identified', async () => {
    await crawl()
    await a.write('acme/new/csv/SKILL.md', skillText('csv'))
    expect(await publish('acme/new')).toMatchObject({ publisher: 'acme' })
    expect(await publishers()).toEqual([
      { handle: 'acme', known: true, verified: true, skills: ['acme--csv', 'acme--pdf'] },
    ])
  })
})
