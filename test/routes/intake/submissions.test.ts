import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findPayer, reserveBytes } from '../../../src/db/intake/submitted.ts'
import { RepositoryReport } from '../../../src/routes/intake/repositories.ts'
import { Submission } from '../../../src/routes/intake/submissions.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aFile } from '../../support/builders/raw-files.ts'
import { aGithub, COMMIT, type FakeRepository } from '../../support/outside/github.ts'

let api: Api
beforeEach(async () => {
  api = await startApi({ GITHUB_TOKEN: 'ghp_token' })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const KIT: FakeRepository = { files: { 'pdf/SKILL.md': aFile('pdf'), 'csv/SKILL.md': 'No frontmatter.' } }

const submit = (repo: unknown, headers = {}) => api.send('POST', '/v1/submissions', { repo }, headers)
async function accepted(repo: string, headers = {}) {
  const response = await submit(repo, headers)
  expect(response.status).toBe(202)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const body = Submission.parse(await response.json())
  expect(response.headers.get('Location')).toBe(body.report)
  return body
}
async function refused(repo: string, headers = {}) {
  const problem = await readProblem(await submit(repo, headers))
  return problem
}
const reportOf = async (address: string) => RepositoryReport.parse(await (await api.call(address)).json())
const rows = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  (await api.db.execute<T>(query)).rows
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

describe('the bytes that submissions may have read a day', () => {
  const from = { 'CF-Connecting-IP': '192.0.2.7' }
  const MIB = 1024 * 1024
  const usedToday = async () =>
    (
      await rows<{ used: number; bytes: number }>(
        sql`select used::float8 as used, (select sum(used)::float8 from live_spending where kind like 'b%') as bytes from live_spending where kind = 'submission_bytes'`,
      )
    )[0]
  const use = (bytes: number) =>
    api.db.execute(
      sql`insert into live_spending (kind, starts_at, used) values ('submission_bytes', date_bin('1 day', now(), 'epoch'), ${bytes})`,
    )
  const useOfSenders = (bytes: number) =>
    api.db.execute(sql`update live_spending set used = ${bytes} where kind like 'b%'`)
  const OTHER = { 'CF-Connecting-IP': '192.0.2.8' }
  /** As if the last submissions and crawls had been an hour ago, and their crawls still waited. */
  const anHourLater = async () => {
    await api.db.execute(
      sql`update submissions set claimed_until = now() - interval '1 hour', checked_at = checked_at - interval '1 hour'`,
    )
    await api.db.execute(
      sql`update skill_sources set asked_at = now() - interval '1 hour', last_crawled_at = null, next_crawl_at = null, crawl_etag = null`,
    )
  }
  async function usedUp(repo: string, headers: Record<string, string>, words: RegExp) {
    const response = await submit(repo, headers)
    expect(await readProblem(response)).toMatchObject({
      ...{ status: 429, code: 'rate_limited' },
      detail: expect.stringMatching(words),
    })
    const wait = Number(response.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(86_400)
  }

  it('are counted as they come, of all and of the sender', async () => {
    aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf', { body: 'x'.repeat(5000) }) } } })
    await accepted('acme/kit', from)
    const used = await usedToday()
    expect(used?.used).toBeGreaterThan(5000)
    expect(used?.bytes).toBe(used?.used)
  })

  it('have a limit for each sender: the answer names it, and says when it ends', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB .* 00:00 UTC/)
    expect(await accepted('acme/kit', from)).toMatchObject({ status: 'known' })
    expect(await accepted('acme/next', { 'CF-Connecting-IP': '192.0.2.8' })).toMatchObject({ status: 'queued' })
  })

  it('stay charged to a sender whose repository another one submits again', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB)
    await anHourLater()
    await accepted('acme/kit', OTHER)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB/)
  })

  it('of a sender who has few left are not those of a repository that it takes over', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/next', OTHER)
    await useOfSenders(128 * MIB - 1)
    await accepted('acme/kit', from)
    await anHourLater()
    expect(await accepted('acme/kit', OTHER)).toMatchObject({ status: 'queued' })
    expect((await reportOf('/v1/repositories/acme/kit')).crawl?.error).toBeNull()
  })

  it('are reserved before they come: crawls at the same time do not each have all that is left', async () => {
    const big = (name: string) => ({
      files: Object.fromEntries(
        Array.from({ length: 15 }, (_, n) => [
          `${name}-${n}/SKILL.md`,
          aFile(`${name}-${n}`, { body: 'x'.repeat(200_000) }),
        ]),
      ),
    })
    aGithub({ 'acme/kit': KIT, 'acme/a': big('a'), 'acme/b': big('b') })
    await accepted('acme/kit', from)
    await useOfSenders(128 * MIB - 4 * MIB)
    await Promise.all([accepted('acme/a', from), accepted('acme/b', from)])
    const { bytes } = (await usedToday()) ?? { bytes: 0 }
    expect(bytes).toBeLessThan(129 * MIB)
  })

  it('that a crawl has reserved count as used if it dies', async () => {
    aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit', from)
    const payer = await findPayer(api.db, (await rows<{ id: string }>(sql`select id from skill_sources`))[0]?.id ?? '')
    if (payer === null) throw new Error('Nobody pays.')
    const before = await usedToday()
    const reserve = (bytes: number) =>
      reserveBytes(api.db, { payer, most: { all: 1024 * MIB, bySender: 128 * MIB }, bytes })
    expect(await reserve(100 * MIB)).toBe(100 * MIB)
    expect((await usedToday())?.bytes).toBe((before?.bytes ?? 0) + 100 * MIB)
    expect(await reserve(100 * MIB)).toBe(28 * MIB - (before?.bytes ?? 0))
    expect(await reserve(1)).toBe(0)
    await usedUp('acme/next', from, /^This address has used up the 128 MiB/)
  })

  it('have a limit for all together', async () => {
    aGithub({ 'acme/kit': KIT })
    await use(1024 * MIB)
    await usedUp('acme/kit', from, /^Submissions have used up the 1024 MiB/)
  })

  it('end a crawl that would read more, which goes on the next day', async () => {
    aGithub({ 'acme/kit': KIT })
    await use(1024 * MIB - 100)
    await accepted('acme/kit', from)
    const { crawl, items } = await reportOf('/v1/repositories/acme/kit')
    expect(items).toEqual([])
    expect(crawl).toMatchObject({
      error: expect.stringMatching(/goes on after 00:00 UTC/),
      is_asked_for: true,
      failures: 0,
    })
    expect(new Date(crawl?.next_crawl_at ?? 0).getTime()).toBeGreaterThan(Date.now())
  })

  it('leave half to what is submitted today: repositories of earlier days wait', async () => {
    aGithub({ 'acme/kit': KIT, 'acme/next': KIT })
    await accepted('acme/kit', from)
    await api.db.execute(sql`update live_spending set used = ${512 * MIB} where kind = 'submission_bytes'`)
    await api.db.execute(sql`update submissions set submitted_at = now() - interval '1 day'`)
    await api.db.execute(sql`update skill_sources set asked_at = now(), next_crawl_at = null, crawl_etag = null`)
    await api.tick('* * * * *')
    expect((await reportOf('/v1/repositories/acme/kit')).crawl?.error).toMatch(/goes on after 00:00 UTC/)
    await accepted('acme/next', from)
    const { crawl, items } = await reportOf('/v1/repositories/acme/next')
    expect([crawl?.error, items.length]).toEqual([null, 2])
  })

  it('do not limit a repository of which something is a skill by now', async () => {
    aGithub({ 'acme/kit': KIT })
    await accepted('acme/kit', from)
    const approve = () =>
      api.db.execute(sql`
      with made as (insert into skills (id, slug, owner, name, status, created_at, updated_at) values (gen_random_uuid(), 'acme--pdf', 'acme', 'pdf', 'active', now(), now()) returning id)
      insert into skill_source_links (skill_id, source_id, raw_skill_id, created_at) select made.id, r.source_id, r.id, now() from made, raw_skills r where skill_path = 'pdf/SKILL.md'`)
    await approve()
    await api.db.execute(sql`update live_spending set used = ${1024 * MIB} where kind = 'submission_bytes'`)
    await api.db.execute(
      sql`update skill_sources set asked_at = now(), next_crawl_at = null, crawl_etag = null, last_crawled_at = null`,
    )
    await api.tick('* * * * *')
    expect((await reportOf('/v1/repositories/acme/kit')).crawl).toMatchObject({ error: null, is_asked_for: false })
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
