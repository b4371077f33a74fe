import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { RepositoryReport } from '../../../src/routes/intake/repositories.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { anIngestedSkill } from '../../support/builders/builders.ts'
import { aStoredFile } from '../../support/builders/raw-files.ts'

let api: Api

async function report(path: string) {
  const response = await api.call(`/v1/repositories/${path}`)
  expect(response.status).toBe(200)
  return RepositoryReport.parse(await response.json())
}

beforeAll(async () => {
  api = await startApi()
  const { db } = api
  await anIngestedSkill(db, { name: 'listed' })
  await aStoredFile(db, { repo: 'acme/skills', path: 'skills/waiting/SKILL.md' })
  await aStoredFile(db, {
    repo: 'acme/skills',
    path: 'skills/broken/SKILL.md',
    text: '---\nname: Other Name\n---\nText.',
  })
  const rejected = await aStoredFile(db, { repo: 'acme/skills', path: 'skills/rejected/SKILL.md' })
  await db.execute(
    sql`update raw_skills set status = 'rejected', reviewed_by = 'rhea', review_reason = 'It is an advertisement.' where id = ${rejected.id}::uuid`,
  )
  const gone = await aStoredFile(db, { repo: 'acme/skills', path: 'skills/vanished/SKILL.md' })
  await db.execute(sql`update raw_skills set vanished_at = now() where id = ${gone.id}::uuid`)
  await aStoredFile(db, { repo: 'acme/other' })
  await db.execute(sql`
    insert into skill_sources (id, name, type, base_url, crawl_interval_minutes, last_crawled_at, created_at, updated_at)
    values (gen_random_uuid(), 'github:acme/skills-2', 'github', 'https://github.com/Acme/Empty', 60, now(), now(), now())`)
})

describe('GET /v1/repositories/OWNER/REPO', () => {
  it('says of each file what became of it, by path', async () => {
    const { repository, counts, items } = await report('acme/skills')
    expect(repository).toBe('acme/skills')
    expect(items.map(({ path, state, skill }) => [path, state, skill])).toEqual([
      ['skills/broken/SKILL.md', expect.stringMatching(/invalid|waiting/), null],
      ['skills/listed/SKILL.md', 'listed', 'acme--listed'],
      ['skills/rejected/SKILL.md', 'rejected', null],
      ['skills/vanished/SKILL.md', 'vanished', null],
      ['skills/waiting/SKILL.md', 'waiting', null],
    ])
    expect(counts).toMatchObject({ files: 5, listed: 1, rejected: 1, vanished: 1 })
  })

  it('names the rule and the line of what is to be mended', async () => {
    const { items } = await report('acme/skills')
    expect(items[0]?.findings).toContainEqual({
      rule: 'name.folder',
      severity: 'error',
      line: 2,
      message: expect.stringContaining('rename'),
    })
  })

  it('says why a file was rejected, and not by whom', async () => {
    const { items } = await report('acme/skills')
    expect(items[2]?.reason).toBe('It is an advertisement.')
    expect(JSON.stringify(items)).not.toContain('rhea')
  })

  it('is found in any case, and has nothing of other repositories', async () => {
    const { counts } = await report('ACME/Skills')
    expect(counts.files).toBe(5)
  })

  it('goes on by cursor without losing a file', async () => {
    const paths: (string | null)[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof report>> = await report(
        `acme/skills?size=2${cursor && `&cursor=${cursor}`}`,
      )
      paths.push(...page.items.map(({ path }) => path))
      cursor = page.next_cursor
    }
    expect(paths).toHaveLength(5)
    expect(new Set(paths).size).toBe(5)
  })

  it('says when a repository without a skill was crawled', async () => {
    const { crawl, counts, items, commit } = await report('acme/empty')
    expect(crawl).toMatchObject({ is_followed: true, error: null, failures: 0, last_crawled_at: expect.any(String) })
    expect({ files: counts.files, items, commit }).toEqual({ files: 0, items: [], commit: null })
  })

  it('may be kept for a minute', async () => {
    const { headers } = await api.call('/v1/repositories/acme/skills')
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60/)
    expect(headers.get('Cache-Tag')).toBe('repositories')
  })

  it('is a 404 of a repository that no crawl has seen', async () => {
    expect(await readProblem(await api.call('/v1/repositories/acme/nothing'))).toMatchObject({
      status: 404,
      detail: "No crawl has seen the repository 'acme/nothing'.",
    })
  })

  it.each([
    'acme/sk%20ills',
    'acme/skills?size=0',
    'acme/skills?size=101',
    'acme/skills?cursor=abc',
    'acme/skills?q=a',
  ])('refuses %s', async (path) => {
    expect(await readProblem(await api.call(`/v1/repositories/${path}`))).toMatchObject({ status: 400 })
  })

  it('says of a file that the repository itself leaves out that it does', async () => {
    const { db } = api
    const gone = await aStoredFile(db, { repo: 'acme/drafts', path: 'drafts/one/SKILL.md' })
    await db.execute(sql`update raw_skills set vanished_at = now() where id = ${gone.id}::uuid`)
    const settings = {
      publish: 'list',
      category: null,
      homepage: null,
      exclude: ['drafts/'],
      left_out: 1,
      findings: [],
    }
    await db.execute(sql`
      update skill_sources set base_url = 'https://github.com/acme/drafts', settings = ${JSON.stringify(settings)}::jsonb where id = ${gone.sourceId}::uuid`)
    const { items } = await report('acme/drafts')
    expect(items).toMatchObject([
      { state: 'vanished', reason: 'The .agent-skills.yml of the repository leaves it out.' },
    ])
  })
})
