import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listFolderFiles } from '../../../../src/db/files/folders.ts'
import { SearchAnswer } from '../../../../src/routes/catalogue/search/search-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aGithub, COMMIT } from '../../../support/outside/github.ts'

const TEXT = '---\nname: a\ndescription: What it does.\n---\n'

let api: Api
beforeEach(async () => {
  api = await startApi({ GITHUB_TOKEN: 'a-token' })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const search = async () => SearchAnswer.parse(await (await api.send('POST', '/v1/search', { repo: 'acme/kit' })).json())
const wholeOf = async () => (await search()).pending.map(({ path, is_whole }) => [path, is_whole])
/** The files of the folder that was stored with a SKILL.md. Null if none was. */
async function filesOf(path: string) {
  const { rows } = await api.db.execute<{ digest: string | null; commit: string }>(
    sql`select encode(folder_digest, 'hex') as digest, commit_sha as commit from raw_skills where skill_path = ${path}`,
  )
  if (!rows[0]?.digest) return null
  expect(rows[0].commit).toBe(COMMIT)
  return (await listFolderFiles(api.db, rows[0].digest)).map((file) => file.path)
}
const many = (folder: string, files: number) =>
  Object.fromEntries(Array.from({ length: files }, (_, i) => [`${folder}/${i}.md`, `${folder} ${i}`]))

describe('a skill that a live search finds', () => {
  it('comes with its whole folder and its commit', async () => {
    aGithub({ 'acme/kit': { files: { 'a/SKILL.md': TEXT, 'a/scripts/run.sh': 'echo', 'README.md': '#' } } })
    expect(await search()).toMatchObject({ pending: [{ path: 'a/SKILL.md', is_whole: true }], notes: [] })
    expect(await filesOf('a/SKILL.md')).toEqual(['SKILL.md', 'scripts/run.sh'])
  })

  it('comes as its text, and the answer says so, if its folder does not fit beside those of others', async () => {
    const files = {
      'a/SKILL.md': TEXT,
      ...many('a', 40),
      'b/SKILL.md': `${TEXT}B`,
      ...many('b', 40),
      'c/SKILL.md': `${TEXT}C`,
    }
    aGithub({ 'acme/kit': { files } })
    const whole = [
      ['a/SKILL.md', true],
      ['b/SKILL.md', false],
      ['c/SKILL.md', true],
    ]
    expect(await wholeOf()).toEqual(whole)
    expect(await filesOf('b/SKILL.md')).toBeNull()
    const again = await search()
    expect(again.pending.map(({ path, is_whole }) => [path, is_whole])).toEqual(whole)
    expect(again.notes).toEqual([expect.stringContaining('only the SKILL.md has been read')])
  })

  it.each([
    [
      'has a link that has to be read first',
      { entries: [{ path: 'a/x', mode: '120000', type: 'blob', sha: 'd'.repeat(40), size: 4 }] },
      {},
    ],
    ['has more than two megabytes', {}, { 'a/large.md': `${'x'.repeat(2 * 1024 * 1024)}x` }],
  ])('comes as its text if its folder %s', async (_, repository, more) => {
    const github = aGithub({ 'acme/kit': { files: { 'a/SKILL.md': TEXT, ...more }, ...repository } })
    expect(await wholeOf()).toEqual([['a/SKILL.md', false]])
    expect(github.asked).toHaveLength(4)
  })

  it('comes as its text if GitHub does not have another file of it', async () => {
    const entries = [{ path: 'a/x.md', mode: '100644', type: 'blob', sha: 'd'.repeat(40), size: 4 }]
    aGithub({ 'acme/kit': { files: { 'a/SKILL.md': TEXT }, entries } })
    expect(await wholeOf()).toEqual([['a/SKILL.md', false]])
  })

  it('comes as its text if the budget of all searches has no room for more', async () => {
    aGithub({ 'acme/kit': { files: { 'a/SKILL.md': TEXT, 'a/run.sh': 'echo' } } })
    await api.db.execute(sql`
      insert into live_spending (kind, starts_at, used) values ('requests', date_bin('1 hour', now(), 'epoch'), 995)`)
    expect(await wholeOf()).toEqual([['a/SKILL.md', false]])
  })
})
