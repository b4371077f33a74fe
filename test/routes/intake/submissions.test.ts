import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readProblem } from '../../support/api/api.ts'
import { aSubmissionsApi, KIT, type SubmissionsApi } from '../../support/api/submissions.ts'
import { aGithub, COMMIT, type FakeRepository } from '../../support/outside/github.ts'

let { api, submit, accepted, reportOf, rows } = {} as SubmissionsApi
beforeEach(async () => {
  ;({ api, submit, accepted, reportOf, rows } = await aSubmissionsApi())
})
afterEach(() => {
  vi.restoreAllMocks()
})

const refused = async (repo: string, headers = {}) => readProblem(await submit(repo, headers))
const spent = async () =>
  (await rows<{ used: number }>(sql`select used::float8 as used from live_spending where kind = 'submissions'`))[0]
    ?.used

describe('a submission', () => {
  it('takes a repository from nothing to a report of what waits for review', async () => {
    aGithub({ 'acme/kit': KIT })
    expect(await accepted('acme/kit')).toEqual({
      ...{ repository: 'acme/kit', status: 'queued', notes: [] },
      ...{ report: '/v1/repositories/acme/kit', page: '/repositories/acme/kit' },
    })
    const { items, crawl } = await reportOf('/v1/repositories/acme/kit')
    expect(items.map(({ path, state }) => [path, state])).toEqual([
      ['csv/SKILL.md', expect.stringMatching(/waiting|invalid/)],
      ['pdf/SKILL.md', 'waiting'],
    ])
    expect(crawl).toMatchObject({ is_followed: true, error: null, failures: 0 })
    expect(await rows(sql`select trigger, status from job_runs`)).toEqual([{ trigger: 'request', status: 'succeeded' }])
    expect(await rows(sql`select auto_approve from skill_sources`)).toEqual([{ auto_approve: false }])
  })

  it.each([
    'https://github.com/acme/kit',
    'http://www.github.com/acme/kit/',
    'github.com/acme/kit.git',
    'git@github.com:acme/kit.git',
    ' https://github.com/acme/kit/tree/main/pdf ',
    'ACME/Kit',
  ])('may name the repository as %j', async (repo) => {
    aGithub({ 'acme/kit': KIT, 'ACME/Kit': { ...KIT, fullName: 'acme/kit' } })
    expect(await accepted(repo)).toMatchObject({ repository: 'acme/kit', status: 'queued' })
  })

  it.each(['acme', 'acme/..', 'https://gitlab.com/acme/kit', 'acme/kit\u0000', 'a b/c', '', 'x'.repeat(400)])(
    'that names the repository as %j is not valid',
    async (repo) => {
      const github = aGithub()
      expect(await refused(repo)).toMatchObject({
        status: 400,
        code: 'invalid',
        errors: [{ in: 'body', pointer: '/repo' }],
      })
      expect(github.asked).toEqual([])
    },
  )

  it.each([undefined, null, 7, ['acme/kit']])('without a text (%j) is not valid', async (repo) => {
    expect(await readProblem(await submit(repo))).toMatchObject({ status: 400, code: 'invalid' })
  })

  it('with a body that is too large is refused unread', async () => {
    expect(await refused('x'.repeat(5000))).toMatchObject({ status: 413 })
  })
})

describe('the same repository again', () => {
  it('asks GitHub nothing, and answers what is known', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit')
    const asked = github.asked.length
    for (let n = 0; n < 20; n++)
      expect(await accepted(n % 2 ? 'acme/kit' : 'Acme/KIT')).toMatchObject({ status: 'known' })
    expect(github.asked).toHaveLength(asked)
    expect(await rows(sql`select count(*)::int as n from job_runs`)).toEqual([{ n: 1 }])
  })

  it('at the same time is checked and crawled once', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    const answers = await Promise.all(Array.from({ length: 8 }, () => accepted('acme/kit')))
    expect(answers.filter(({ status }) => status === 'queued')).toHaveLength(1)
    expect(github.asked.filter((path) => path === '/repos/acme/kit').length).toBeLessThanOrEqual(2)
    expect(await rows(sql`select count(*)::int as n from skill_sources`)).toEqual([{ n: 1 }])
    expect(await rows(sql`select count(*)::int as n from raw_skills`)).toEqual([{ n: 2 }])
  })

  it('is crawled again once the last crawl is some minutes old', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit')
    await api.db.execute(sql`update skill_sources set last_crawled_at = now() - interval '11 minutes'`)
    await api.db.execute(sql`update submissions set checked_at = now() - interval '11 minutes'`)
    const before = github.asked.length
    expect(await accepted('acme/kit')).toMatchObject({ status: 'queued' })
    expect(github.asked.length).toBeGreaterThan(before)
  })

  it('that was refused is refused in the same words, and asks GitHub nothing', async () => {
    const github = aGithub()
    const first = await refused('acme/none')
    const asked = github.asked.length
    expect(await refused('acme/none')).toEqual(first)
    expect(github.asked).toHaveLength(asked)
  })
})

describe('what is not taken', () => {
  it.each<[string, FakeRepository, string, RegExp]>([
    ['a private repository', { private: true }, 'repository_missing', /no public repository acme\/kit/],
    ['a repository without a commit', { isEmpty: true }, 'repository_empty', /has no commit yet/],
    [
      'a fork, with the name of what it comes from',
      { ...KIT, more: { fork: true, source: { full_name: 'origin/kit' } } },
      ...(['repository_fork', /is a fork\. Submit origin\/kit/] as const),
    ],
  ])('is %s', async (_, repository, code, words) => {
    aGithub({ 'acme/kit': repository })
    const problem = await refused('acme/kit')
    expect(problem).toMatchObject({ status: 422, code, detail: expect.stringMatching(words) })
    expect(problem.errors).toEqual([{ in: 'body', pointer: '/repo', message: problem.detail }])
    expect(await rows(sql`select id from skill_sources`)).toEqual([])
  })

  it('is one whose crawls an admin has stopped', async () => {
    aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit')
    await api.db.execute(sql`update skill_sources set status = 'paused', last_crawled_at = null`)
    await api.db.execute(sql`update submissions set checked_at = now() - interval '1 day'`)
    expect(await refused('acme/kit')).toMatchObject({ status: 422, code: 'repository_stopped' })
  })

  it('does not stay so: a fork that is followed is taken', async () => {
    aGithub({ 'acme/kit': { ...KIT, more: { fork: true } } })
    expect(await refused('acme/kit')).toMatchObject({ code: 'repository_fork' })
    await api.db.execute(sql`
      insert into skill_sources (id, name, type, base_url, crawl_interval_minutes, created_at, updated_at)
      values (gen_random_uuid(), 'github:acme/kit', 'github', 'https://github.com/acme/kit', 60, now(), now())`)
    await api.db.execute(sql`update submissions set checked_at = now() - interval '1 day'`)
    expect(await accepted('acme/kit')).toMatchObject({ status: 'queued' })
  })
})

describe('what is taken with a note', () => {
  it('is a repository that was renamed', async () => {
    aGithub({ 'acme/old': { ...KIT, fullName: 'acme/kit' }, 'acme/kit': KIT })
    const { repository, report, notes } = await accepted('acme/old')
    expect({ repository, report, notes }).toEqual({
      ...{ repository: 'acme/kit', report: '/v1/repositories/acme/kit' },
      notes: ['The repository is now called acme/kit.'],
    })
    expect(await accepted('acme/old')).toMatchObject({ repository: 'acme/kit', status: 'known', notes })
  })

  it('is one that is archived', async () => {
    aGithub({ 'acme/kit': { ...KIT, more: { archived: true } } })
    expect((await accepted('acme/kit')).notes).toEqual([expect.stringContaining('archived at GitHub')])
  })

  it('is one of which GitHub lists only a part: the report says so', async () => {
    aGithub({ 'acme/kit': { ...KIT, truncated: true } })
    await accepted('acme/kit')
    expect((await reportOf('/v1/repositories/acme/kit')).crawl?.error).toMatch(
      /listed only a part of this large repository/,
    )
  })
})

describe('what submissions cost', () => {
  it('is counted, the crawl with the check', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit')
    expect(await spent()).toBe(github.asked.length)
  })

  it('has a budget of all together: once it is used up, the answer says when it is full again', async () => {
    const github = aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit')
    await api.db.execute(sql`update live_spending set used = 499`)
    const asked = github.asked.length
    const response = await submit('acme/next')
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(Number(response.headers.get('Retry-After'))).toBeLessThanOrEqual(3600)
    expect(github.asked).toHaveLength(asked)
    expect(await accepted('acme/kit')).toMatchObject({ status: 'known' })
  })

  it('has a limit for each address, of which only a keyed hash is kept', async () => {
    aGithub()
    const from = { 'CF-Connecting-IP': '192.0.2.7' }
    await refused('acme/kit', from)
    expect(JSON.stringify(await rows(sql`select * from submissions`))).not.toContain('192.0.2')
    await api.db.execute(sql`
      insert into submissions (repo, claimed_until, address_hash, submitted_at)
      select 'x/' || n, now(), address_hash, now() - interval '1 hour' from submissions, generate_series(1, 49) n`)
    const response = await submit('acme/next', from)
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(3600)
    expect(await refused('acme/next', { 'CF-Connecting-IP': '192.0.2.8' })).toMatchObject({
      code: 'repository_missing',
    })
  })
})

describe('when GitHub does not answer', () => {
  it('says so, and remembers nothing', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    github.answer('/repos/acme/kit', () => new Response(null, { status: 502 }))
    expect(await refused('acme/kit')).toMatchObject({ status: 503, code: 'unavailable' })
    github.answer('/repos/acme/kit', () =>
      Response.json({ full_name: 'acme/kit', default_branch: 'main', private: false }),
    )
    expect(await accepted('acme/kit')).toMatchObject({ status: 'queued' })
  })

  it('in the crawl, a tick goes on with it', async () => {
    const github = aGithub({ 'acme/kit': KIT })
    const tree = `/repos/acme/kit/git/trees/${COMMIT}?recursive=1`
    github.answer(tree, () => new Response(null, { status: 429, headers: { 'Retry-After': '1' } }))
    await accepted('acme/kit')
    expect(await rows(sql`select asked_at is not null as asked from skill_sources`)).toEqual([{ asked: true }])
    vi.restoreAllMocks()
    aGithub({ 'acme/kit': KIT })
    await api.db.execute(sql`update skill_sources set next_crawl_at = null`)
    await api.tick('* * * * *')
    expect(await rows(sql`select asked_at from skill_sources`)).toEqual([{ asked_at: null }])
    expect(await rows(sql`select count(*)::int as n from raw_skills`)).toEqual([{ n: 2 }])
  })
})
