import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { approveSkills } from '../../../../src/db/catalogue/approve-skills.ts'
import { candidateOf } from '../../../../src/domain/catalogue/candidate.ts'
import { parseSkillMd } from '../../../../src/domain/skill-md/skill-md.ts'
import { SearchAnswer } from '../../../../src/routes/catalogue/search/search-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aGithub } from '../../../support/outside/github.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const aFile = (name: string) => `---\nname: ${name}\ndescription: What ${name} does.\nlicense: MIT\n---\n\n# ${name}\n`

async function search(body: unknown) {
  const response = await api.send('POST', '/v1/search', body)
  expect(response.status).toBe(200)
  return SearchAnswer.parse(await response.json())
}

type Row = Record<string, unknown>
const stored = async () =>
  (
    await api.db.execute<Row>(sql`
      select s.name as source, s.type, r.external_id, r.github_repo, r.skill_path, r.skill_url, r.name_raw, r.parse_status, r.status,
        convert_from(r.content, 'UTF8') as content, r.parse_errors
      from raw_skills r join skill_sources s on s.id = r.source_id order by r.skill_path`)
  ).rows

describe('a repository that nobody has searched for', () => {
  it('is fetched, stored for review and answered as pending', async () => {
    const github = aGithub({ 'Acme/kit': { files: { 'README.md': '# Kit', 'skills/pdf/SKILL.md': aFile('pdf') } } })
    const answer = await search({ repo: 'acme/elsewhere' }).catch(() => null)
    expect(answer?.status).toBe('not_found')
    expect(github.asked).toEqual(['/repos/acme/elsewhere'])

    expect(await search({ repo: 'Acme/kit' })).toEqual({
      status: 'pending',
      items: [],
      pending: [
        {
          name: 'pdf',
          path: 'skills/pdf/SKILL.md',
          parse_status: 'ok',
          first_seen: expect.any(String),
          is_whole: true,
        },
      ],
      more: 0,
      notes: [],
    })
    expect(await stored()).toEqual([
      {
        source: 'github:acme/kit',
        type: 'github',
        external_id: 'Acme/kit:skills/pdf/SKILL.md',
        github_repo: 'Acme/kit',
        skill_path: 'skills/pdf/SKILL.md',
        skill_url: 'https://github.com/Acme/kit/blob/HEAD/skills/pdf/SKILL.md',
        name_raw: 'pdf',
        parse_status: 'ok',
        status: 'new',
        content: aFile('pdf'),
        parse_errors: [],
      },
    ])
    expect((await api.db.execute(sql`select 1 from skills`)).rows).toEqual([])
  })

  it('is asked for with the headers that GitHub requires, without a token', async () => {
    const github = aGithub({ 'acme/kit': {} })
    await search({ repo: 'acme/kit' })
    expect(github.headers[0]?.get('User-Agent')).toBe('agent-skills-marketplace')
    expect(github.headers[0]?.get('Accept')).toBe('application/vnd.github+json')
    expect(github.headers[0]?.has('Authorization')).toBe(false)
  })

  it('is served from the database the second time', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf') } } })
    const first = await search({ url: 'https://github.com/acme/kit' })
    expect(github.asked).toHaveLength(4)
    expect(await search({ url: 'https://github.com/Acme/Kit' })).toEqual(first)
    expect(await search({ repo: 'acme/kit', path: 'pdf' })).toEqual(first)
    expect(github.asked).toHaveLength(4)
  })

  it('is found once it is approved', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf'), 'csv/SKILL.md': aFile('csv') } } })
    await search({ repo: 'acme/kit' })
    await approve('pdf')
    const answer = await search({ repo: 'acme/kit' })
    expect(answer).toMatchObject({ status: 'found', items: [{ slug: 'acme--pdf' }], pending: [{ name: 'csv' }] })
    await approve('csv')
    expect(await search({ repo: 'acme/kit' })).toMatchObject({ status: 'found', pending: [] })
    expect(await search({ q: 'csv' })).toMatchObject({ status: 'found', items: [{ slug: 'acme--csv' }] })
    expect(github.asked).toHaveLength(5)
  })

  async function approve(name: string) {
    const { skill, text } = parseSkillMd(new TextEncoder().encode(aFile(name)), { folder: name })
    const { rows } = await api.db.execute<{
      id: string
      source_id: string
      skill_path: string
      external_id: string
      content_hash: string
      digest: string
    }>(sql`
      select id, source_id, skill_path, external_id, content_hash, encode(folder_digest, 'hex') as digest from raw_skills where name_raw = ${name}`)
    const [raw] = rows
    if (!raw || !skill) throw new Error('There is no such file.')
    const publisher = { kind: 'github', name: 'acme' } as const
    const origin = { publisher, repo: 'acme/kit', license: null, aliases: new Map<string, string>() }
    const candidate = await candidateOf(skill, {
      path: raw.skill_path,
      identity: raw.external_id,
      text,
      origin,
      licenceFiles: [],
    })
    const approved = [{ ...candidate, rawId: raw.id, rawHash: raw.content_hash, rawDigest: raw.digest }]
    await approveSkills(api.db, raw.source_id, approved, { categories: [], seenSince: null })
  }

  it('is read once by concurrent searches: the others are told that it is being read, or get what was stored', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'a/SKILL.md': aFile('a'), 'b/SKILL.md': aFile('b') } } })
    const answers = await Promise.all(Array.from({ length: 4 }, () => search({ repo: 'acme/kit' })))
    const expected = answers.map(({ pending, notes }) =>
      pending.length > 0
        ? { status: 'pending', pending: [{ name: 'a' }, { name: 'b' }], notes }
        : { status: 'pending', notes: ['This repository is being read now. Please search again in a minute.'] },
    )
    expect(answers).toMatchObject(expected)
    expect(answers.some(({ pending }) => pending.length > 0)).toBe(true)
    expect(github.asked).toHaveLength(5)
    expect(await stored()).toHaveLength(2)
    expect((await api.db.execute(sql`select 1 from skill_sources`)).rows).toHaveLength(1)
  })
})

describe('a live search', () => {
  it('fetches the SKILL.md of every folder and the root, in any case', async () => {
    const link = { path: 'link/SKILL.md', mode: '120000', type: 'blob', sha: 'e'.repeat(40), size: 9 }
    const module = { path: 'module/SKILL.md', mode: '160000', type: 'commit', sha: 'd'.repeat(40) }
    const odd = [null, 'SKILL.md', {}, { path: 7 }, { path: 'x/SKILL.md', mode: '100644', sha: '../..', size: 1 }]
    const entries = [link, module, ...odd] as Record<string, unknown>[]
    const files = {
      'SKILL.md': '# Says what it does',
      'a/b/skill.md': aFile('b'),
      'node_modules/x/SKILL.md': aFile('x'),
      'a/NOSKILL.md': '#',
    }
    aGithub({ 'acme/kit': { files, entries } })
    const { pending } = await search({ repo: 'acme/kit' })
    expect(pending).toMatchObject([
      { name: 'kit', path: 'SKILL.md', parse_status: 'markdown_only' },
      { name: 'b', path: 'a/b/skill.md', parse_status: 'ok' },
    ])
  })

  it('stores an invalid file with its findings', async () => {
    aGithub({ 'acme/kit': { files: { 'empty/SKILL.md': '', 'good/SKILL.md': aFile('good') } } })
    expect((await search({ repo: 'acme/kit' })).pending).toMatchObject([
      { name: null, path: 'empty/SKILL.md', parse_status: 'invalid' },
      { name: 'good', parse_status: 'ok' },
    ])
    expect((await stored())[0]).toMatchObject({
      status: 'new',
      parse_status: 'invalid',
      parse_errors: [{ rule: 'file.empty', severity: 'error', line: 1 }],
    })
  })

  it('stores frontmatter that PostgreSQL cannot store as it is', async () => {
    const hostile =
      '---\nname: "a\\0b"\ndescription: "\\ud800 \\0"\nmetadata:\n  "k\\0": "\\udfff"\ntags: ["\\0", "\\ud800"]\n---\n\0\n'
    aGithub({ 'acme/kit': { files: { 'a/SKILL.md': hostile, 'b/SKILL.md': aFile('b') } } })
    expect((await search({ repo: 'acme/kit' })).pending).toMatchObject([{ path: 'a/SKILL.md' }, { name: 'b' }])
  })

  it('stores every byte', async () => {
    const text = `${aFile('x')}\u0001 한국어 🙂 \r\n`.repeat(2000)
    aGithub({ 'acme/kit': { files: { 'x/SKILL.md': text } } })
    await search({ repo: 'acme/kit' })
    expect((await stored())[0]?.content).toBe(text)
  })

  it('fetches only the folder or file asked for, and later the others', async () => {
    const files = { 'a/SKILL.md': aFile('a'), 'b/SKILL.md': aFile('b'), 'b/c/SKILL.md': aFile('c') }
    const github = aGithub({ 'acme/kit': { files } })
    expect((await search({ url: 'https://github.com/acme/kit/tree/main/b' })).pending).toMatchObject([
      { name: 'b' },
      { name: 'c' },
    ])
    expect(github.asked).toHaveLength(5)
    const one = await search({ url: 'https://github.com/acme/kit/blob/main/a/SKILL.md' })
    expect(one.pending).toMatchObject([{ name: 'a' }])
    expect(await stored()).toHaveLength(3)
  })

  it('reads the default branch, whatever the address names, because a commit may come from a fork', async () => {
    const github = aGithub({ 'acme/kit': { branch: 'release/2', files: { 'a/SKILL.md': aFile('a') } } })
    const answer = await search({ url: `https://github.com/acme/kit/blob/${'b'.repeat(40)}/a/SKILL.md` })
    expect(answer.notes).toEqual([`The search read the default branch release/2, not ${'b'.repeat(40)}.`])
    expect(github.asked[1]).toBe('/repos/acme/kit/commits/heads%2Frelease%2F2')
  })

  it('uses the new name of a renamed repository, and does not fetch it again by the old name', async () => {
    const github = aGithub({ 'new/kit': { files: { 'a/SKILL.md': aFile('a') } } })
    github.answer('/repos/old/kit', () => Response.redirect('https://api.github.com/repos/new/kit', 301))
    const answer = await search({ repo: 'old/kit' })
    expect(answer).toMatchObject({ status: 'pending', notes: ['The repository is now called new/kit.'] })
    expect(await search({ repo: 'old/kit' })).toEqual(answer)
    expect(await search({ repo: 'new/kit' })).toEqual({ ...answer, notes: [] })
    expect(github.asked.filter((path) => path.includes('/git/'))).toHaveLength(2)
  })
})
