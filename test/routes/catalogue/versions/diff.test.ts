import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { DESCRIPTION_VERSION } from '../../../../src/domain/files/description-version.ts'
import { explainNewVersions } from '../../../../src/jobs/intake/explain-versions.ts'
import { Diff } from '../../../../src/routes/catalogue/versions/diff.ts'
import { Version } from '../../../../src/routes/catalogue/versions/version-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile, someBytes } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { runAt } from '../../../support/run/jobs.ts'

const SKILL_MD = (more: string) => `---\nname: a\ndescription: Does a thing.\n${more}---\nRead.\n`

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aVersion(api.db, {
    name: 'two',
    files: [
      await aFile('SKILL.md', SKILL_MD('')),
      await aFile('a.md', 'one\ntwo\n'),
      await aFile('logo.png', someBytes(99)),
    ],
  })
  await aVersion(api.db, {
    name: 'two',
    files: [
      await aFile('SKILL.md', SKILL_MD('allowed-tools: Bash\n')),
      await aFile('a.md', 'one\n2\n'),
      await aFile('logo.png', someBytes(99, 2)),
      await aFile('large.txt', 'x'.repeat(600 * 1024)),
      await aFile('run.sh', 'curl https://new.org\n', '0755'),
    ],
  })
})

const call = (slug: string, query: string) => api.call(`/v1/skills/${slug}/diff?${query}`)
/** Changes the versions of a skill. */
const set = (slug: string, change: ReturnType<typeof sql>) =>
  api.db.execute(sql`update skill_versions set ${change} where skill_id = (select id from skills where slug = ${slug})`)

describe('GET /v1/skills/{ref}/diff', () => {
  it('answers a unified diff of texts, and lists what cannot be compared with the reason', async () => {
    const response = await call('acme--two', 'from=1.0.0&to=1.0.1')
    expect([response.status, response.headers.get('Cache-Tag')]).toEqual([200, 'skills,skill:acme--two'])
    const { from, to, files } = Diff.parse(await response.json())
    expect([from, to]).toEqual(['1.0.0', '1.0.1'])
    expect(files.map(({ path, added, removed, why }) => [path, added, removed, why])).toEqual([
      ['SKILL.md', 1, 0, null],
      ['a.md', 1, 1, null],
      ['large.txt', null, null, 'too_large'],
      ['logo.png', null, null, 'binary'],
      ['run.sh', 1, 0, null],
    ])
    expect(files[1]?.diff).toBe('--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n')
    expect([files[4]?.before, files[4]?.after]).toEqual([null, expect.objectContaining({ mode: '0755', size: 21 })])
  })

  it('compares with the newest version by default, and finds nothing in the same', async () => {
    const { to, files } = Diff.parse(await (await call('acme--two', 'from=latest')).json())
    expect([to, files]).toEqual(['1.0.1', []])
  })

  it('compares with the version before by default, and the first version with nothing', async () => {
    const newest = Diff.parse(await (await call('acme--two', '')).json())
    expect([newest.from, newest.to, newest.files.length]).toEqual(['1.0.0', '1.0.1', 5])
    const first = Diff.parse(await (await call('acme--two', 'to=1.0.0')).json())
    expect([first.from, first.files.map(({ path, before }) => [path, before])]).toEqual([
      null,
      [
        ['SKILL.md', null],
        ['a.md', null],
        ['logo.png', null],
      ],
    ])
  })

  it('answers 304 to who has the answer already', async () => {
    const path = '/v1/skills/acme--two/diff?from=1.0.0'
    const etag = (await api.call(path)).headers.get('ETag') ?? ''
    expect((await api.call(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it.each([
    ['acme--two', 'from=', 400],
    ['acme--two', 'from=1.0.0&until=2', 400],
    ['acme--two', 'from=9.9.9', 404],
    ['acme--two', 'from=1.0.0&to=9.9.9', 404],
    ['acme--nobody', 'from=1.0.0', 404],
  ])('answers a problem for %s?%s (%i)', async (slug, query, status) => {
    expect(await readProblem(await call(slug, query))).toMatchObject({ status })
  })

  it('gives no bytes of a version that is not given out', async () => {
    for (const name of ['linked', 'yanked'])
      for (const text of ['One.', 'Two.']) await aVersion(api.db, { name, files: [await aFile('SKILL.md', text)] })
    await api.db.execute(sql`update skills set content_policy = 'link_only' where slug = 'acme--linked'`)
    expect(await readProblem(await call('acme--linked', 'from=1.0.0'))).toMatchObject({ status: 403, code: 'withheld' })
    await set('acme--yanked', sql`yanked_at = case when nth = 1 then now() end, yank_reason = 'It leaks.'`)
    expect(await readProblem(await call('acme--yanked', 'from=1.0.0'))).toMatchObject({
      status: 410,
      code: 'withdrawn',
    })
  })
})

describe('the changes of a version', () => {
  const read = async (version: string) =>
    Version.parse(await (await api.call(`/v1/skills/acme--two/versions/${version}`)).json()).changes

  it('are worked out once, against the version before', async () => {
    expect(await read('1.0.1')).toBeNull()
    const planned = await explainNewVersions.plan({ db: api.db } as never)
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ status: 'succeeded', counts: planned })
    expect(await read('1.0.0')).toBeNull()
    expect(await read('1.0.1')).toEqual({
      since: '1.0.0',
      files: {
        added: [
          { path: 'large.txt', lines: null },
          { path: 'run.sh', lines: { added: 1, removed: 0 } },
        ],
        removed: [],
        changed: [
          { path: 'SKILL.md', lines: { added: 1, removed: 0 } },
          { path: 'a.md', lines: { added: 1, removed: 1 } },
          { path: 'logo.png', lines: null },
        ],
        total: 5,
      },
      frontmatter: ['allowed-tools'],
      capabilities: {
        added: {
          scripts: ['run.sh'],
          languages: ['shell'],
          hosts: ['new.org'],
          allowed_tools: ['Bash'],
          env: [],
          bins: [],
        },
        removed: { scripts: [], languages: [], hosts: [], allowed_tools: [], env: [], bins: [] },
      },
    })
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ counts: { explained: 0 } })
  })

  it('are worked out again by newer rules, once the folders of both are described by these', async () => {
    for (const text of ['Old.', 'New.'])
      await aVersion(api.db, { name: 'older', files: [await aFile('SKILL.md', text)] })
    const changes = async () => {
      const answer = await api.call('/v1/skills/acme--older/versions/latest')
      return Version.parse(await answer.json()).changes
    }
    await runAt(api.db, explainNewVersions)
    const right = await changes()
    expect(right?.files.total).toBe(1)
    const stale = { ...right, files: { ...right?.files, total: 7 } }
    await set('acme--older', sql`changes = ${JSON.stringify(stale)}::jsonb, explained_version = explained_version - 1`)
    const describedBy = (version: number) =>
      api.db.execute(sql`update folders set described_version = ${version} where digest in (
        select v.digest from skill_versions v join skills s on s.id = v.skill_id where s.slug = 'acme--older' and v.nth = 1)`)
    await describedBy(DESCRIPTION_VERSION - 1)
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ counts: { explained: 0 } })
    expect(await changes()).toEqual(stale)
    await describedBy(DESCRIPTION_VERSION)
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ counts: { explained: 1 } })
    expect(await changes()).toEqual(right)
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ counts: { explained: 0 } })
  })

  it('wait for the folders to be described', async () => {
    for (const text of ['One.', 'Two.'])
      await aVersion(api.db, { name: 'later', files: [await aFile('SKILL.md', text)] })
    await api.db.execute(sql`
      update folders set capabilities = null, described_version = 0 where digest in (select v.digest from skill_versions v join skills s on s.id = v.skill_id where s.slug = 'acme--later')`)
    expect(await runAt(api.db, explainNewVersions)).toMatchObject({ status: 'succeeded' })
    const later = await api.call('/v1/skills/acme--later/versions/latest')
    expect(Version.parse(await later.json())).toMatchObject({ capabilities: null, changes: null })
  })
})
