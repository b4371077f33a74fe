import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
beforeAll(async () => {
  a = await anAuthorsApi({ GITHUB_TOKEN: 'ghp_of_the_tests' })
})
afterAll(() => a.stop())
beforeEach(async () => {
  await a.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
  await a.write('acme/kit.json', '{}')
})

type Challenge = { id: string; path: string; challenge: string; repository: string }
const aChallenge = async (repo = 'acme/kit') => {
  const answer = await a.post('/v1/authors/challenges', { body: { repo } })
  expect(answer.status).toBe(201)
  return (await answer.json()) as Challenge
}
const check = (id: string) => a.post(`/v1/authors/challenges/${id}/check`)
/** As if some seconds had passed. */
const wait = () => a.db.execute(sql`update author_challenges set checked_at = checked_at - interval '1 minute'`)

describe('a challenge', () => {
  it('is met by a file at the default branch, and gives a token', async () => {
    const { id, path, challenge, repository } = await aChallenge('https://github.com/ACME/Kit')
    expect({ path, repository }).toEqual({ path: '.agent-skills-challenge', repository: 'acme/kit' })
    await a.write(`acme/kit/${path}`, `${challenge}\n`)
    const answer = await check(id)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await answer.json()).toMatchObject({ token_type: 'bearer', repository: 'acme/kit' })
  })

  it('is not met by no file, another text or a long file', async () => {
    const { id, path } = await aChallenge()
    await a.remove(`acme/kit/${path}`)
    expect(await refusal(await check(id))).toMatchObject({ status: 409, code: 'challenge_not_met' })
    await wait()
    await a.write(`acme/kit/${path}`, 'another text')
    const { detail } = await refusal(await check(id))
    expect(detail).toContain('says something else')
    await wait()
    await a.write(`acme/kit/${path}`, 'x'.repeat(5000))
    expect(await refusal(await check(id))).toMatchObject({ status: 409, code: 'challenge_not_met' })
  })

  it('is not looked up twice within a few seconds', async () => {
    const { id } = await aChallenge()
    await check(id)
    const asked = a.github.asked.length
    const again = await check(id)
    expect(await refusal(again)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(again.headers.get('Retry-After')).toBe('5')
    expect(a.github.asked.length).toBe(asked)
  })

  it('is looked up by GitHub’s id, and not by a name that somebody else may have by now', async () => {
    const { id, path, challenge } = await aChallenge()
    await a.move('acme/kit', 'acme/moved')
    await a.write('acme/kit/SKILL.md', skillText('kit'))
    await a.write(`acme/kit/${path}`, challenge)
    expect(await refusal(await check(id))).toMatchObject({ code: 'challenge_not_met' })
    await wait()
    await a.write(`acme/moved/${path}`, challenge)
    expect(await (await check(id)).json()).toMatchObject({ repository: 'acme/moved' })
    await a.remove('acme/kit')
    await a.move('acme/moved', 'acme/kit')
  })

  it('expires', async () => {
    const { id } = await aChallenge()
    await a.db.execute(sql`update author_challenges set expires_at = now() where id = ${id}::uuid`)
    expect(await refusal(await check(id))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['', 'acme', 'acme/kit/x', 'https://gitlab.com/acme/kit', '../kit', 'acme/\u0000'])(
    'is not given for what is no repository of GitHub: %j',
    async (repo) => {
      expect(await refusal(await a.post('/v1/authors/challenges', { body: { repo } }))).toMatchObject({ status: 400 })
    },
  )

  it.each([
    ['private', { private: true }, 404, 'not_found'],
    ['forked', { fork: true }, 403, 'fork_not_allowed'],
  ])('is not given for a %s repository', async (_, fields, status, code) => {
    await a.write('acme/kit.json', JSON.stringify(fields))
    const answer = await a.post('/v1/authors/challenges', { body: { repo: 'acme/kit' } })
    expect(await refusal(answer)).toMatchObject({ status, code })
  })

  it('does not exist for others', async () => {
    expect(await refusal(await check(crypto.randomUUID()))).toMatchObject({ status: 404 })
    expect(await refusal(await check('x'))).toMatchObject({ status: 400 })
  })
})

describe('challenges', () => {
  it('take GitHub’s answers from the budget of strangers', async () => {
    await a.db.execute(sql`
      insert into live_spending (kind, starts_at, used) values ('requests', date_bin('1 hour', now(), 'epoch'), 1000)
      on conflict (kind, starts_at) do update set used = 1000`)
    const answer = await a.post('/v1/authors/challenges', { body: { repo: 'acme/kit' } })
    expect(await refusal(answer)).toMatchObject({ status: 429, code: 'rate_limited' })
    await a.db.execute(sql`delete from live_spending`)
  })
})
