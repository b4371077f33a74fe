import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchAnswer } from '../../../../src/routes/catalogue/search/search-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aGithub, gitIdOf } from '../../../support/outside/github.ts'

const MB = 1024 * 1024

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function search(body: unknown) {
  const response = await api.send('POST', '/v1/search', body)
  expect(response.status).toBe(200)
  return SearchAnswer.parse(await response.json())
}
const stored = async () =>
  (
    await api.db.execute<{ path: string; status: string; rule: string | null; kept: boolean }>(sql`
      select skill_path as path, parse_status as status, parse_errors->0->>'rule' as rule, content is not null as kept
      from raw_skills order by skill_path`)
  ).rows

const aFile = (name: string, bytes = 0) => `---\nname: ${name}\ndescription: What it does.\n---\n${'x'.repeat(bytes)}`
const pathOf = (i: number) => `skills/s${String(i).padStart(2, '0')}/SKILL.md`
const someFiles = (n: number, bytes = 0) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [pathOf(i), aFile(`s${String(i).padStart(2, '0')}`, bytes)]))

describe('a live search', () => {
  it('fetches the first 20 of 25 skills, says how many more there are, and fetches those by their folder', async () => {
    const github = aGithub({ 'acme/kit': { files: someFiles(25) } })
    const answer = await search({ repo: 'acme/kit' })
    expect(answer).toMatchObject({ status: 'pending', more: 5 })
    expect(answer.pending.map(({ path }) => path)).toEqual(Array.from({ length: 20 }, (_, i) => pathOf(i)))
    expect(github.asked).toHaveLength(23)
    expect(await search({ repo: 'acme/kit', path: 'skills/s24' })).toMatchObject({
      pending: [{ name: 's24' }],
      more: 0,
    })
  })

  it('handles paths that no column or index can store, and fetches their neighbours', async () => {
    const long = Array.from({ length: 100 }, () => crypto.randomUUID()).join('')
    const odd = ['', 'y'].map((more) => `${more}${'a'.repeat(220)}${'😀'.repeat(50)}/SKILL.md`)
    const paths = [...odd, `${long}/SKILL.md`, 'plain/SKILL.md']
    aGithub({ 'acme/kit': { files: Object.fromEntries(paths.map((path) => [path, aFile('x')])) } })
    expect((await search({ repo: 'acme/kit' })).pending).toHaveLength(4)
  })

  it('fetches three files at a time', async () => {
    const github = aGithub({ 'acme/kit': { files: someFiles(6) } })
    let inFlight = 0
    let most = 0
    let waiting: (() => void)[] = []
    for (const content of Object.values(someFiles(6)))
      github.answer(`/repos/acme/kit/git/blobs/${gitIdOf(content)}`, async () => {
        most = Math.max(most, ++inFlight)
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          if (waiting.length < 3) return
          for (const release of waiting) release()
          waiting = []
        })
        inFlight--
        return new Response(content)
      })
    expect((await search({ repo: 'acme/kit' })).pending).toHaveLength(6)
    expect(most).toBe(3)
  })

  it('fetches at most 2 MB, since one statement stores them', async () => {
    aGithub({ 'acme/kit': { files: someFiles(5, 0.6 * MB) } })
    expect(await search({ repo: 'acme/kit' })).toMatchObject({ more: 2, pending: [{}, {}, {}] })
  })

  it('reports a file over 1 MB as ingest does, and does not fetch it', async () => {
    const files = { 'big/SKILL.md': aFile('big', MB), ...someFiles(1) }
    const github = aGithub({ 'acme/kit': { files } })
    const answer = await search({ repo: 'acme/kit' })
    expect(answer.pending).toMatchObject([{ name: null, parse_status: 'invalid' }, { name: 's00' }])
    expect(github.asked).toHaveLength(4)
    expect(await stored()).toEqual([
      { path: 'big/SKILL.md', status: 'invalid', rule: 'file.too-large', kept: false },
      { path: pathOf(0), status: 'ok', rule: null, kept: true },
    ])
  })

  it('stops reading a file that is larger than the listing says', async () => {
    const files = { 'big/SKILL.md': aFile('big', 2 * MB), ...someFiles(1) }
    aGithub({ 'acme/kit': { files, sizes: { 'big/SKILL.md': 10 } } })
    await search({ repo: 'acme/kit' })
    expect((await stored())[0]).toEqual({
      path: 'big/SKILL.md',
      status: 'invalid',
      rule: 'file.too-large',
      kept: false,
    })
  })

  it('uses a listing that GitHub truncated, with a note', async () => {
    aGithub({ 'acme/kit': { files: someFiles(1), truncated: true }, 'acme/none': { truncated: true } })
    const notes = ['The repository is so large that GitHub listed only a part of it. There may be more skills.']
    expect(await search({ repo: 'acme/kit' })).toMatchObject({ status: 'pending', pending: [{ name: 's00' }], notes })
    expect(await search({ repo: 'acme/none' })).toMatchObject({ status: 'not_found', notes })
  })

  it('stores no source for a repository without skills', async () => {
    aGithub({ 'acme/kit': { files: { 'README.md': '#' } } })
    expect(await search({ repo: 'acme/kit' })).toMatchObject({ status: 'not_found', pending: [], notes: [] })
    expect((await api.db.execute(sql`select 1 from skill_sources`)).rows).toEqual([])
  })
})
