import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { missingPart } from '../../../../src/domain/files/missing-parts.ts'
import { Version } from '../../../../src/routes/catalogue/versions/version-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

/** Changes all versions of a skill. */
const set = (slug: string, change: ReturnType<typeof sql>) =>
  api.db.execute(sql`update skill_versions set ${change} where skill_id = (select id from skills where slug = ${slug})`)
const latest = (slug: string, what: string) => api.call(`/v1/skills/${slug}/versions/latest${what}`)

describe('the latest version, if none can be installed,', () => {
  it('is the newest: if that is yanked, its files and archives are 410 with the reason', async () => {
    const { slug } = await aVersion(api.db, { name: 'yanked', files: [await aFile('SKILL.md', 'One.')] })
    await aVersion(api.db, { name: 'yanked', files: [await aFile('SKILL.md', 'Two.')] })
    await set(slug, sql`yanked_at = now(), yank_reason = 'It deletes the home folder.'`)
    for (const answer of [
      await latest(slug, '/archive.zip'),
      await latest(slug, '/files/SKILL.md'),
      await api.call(`/v1/skills/${slug}/SKILL.md`),
    ])
      expect(await readProblem(answer)).toMatchObject({
        status: 410,
        code: 'withdrawn',
        detail: 'Version 1.0.1 was yanked: It deletes the home folder.',
      })
    expect(Version.parse(await (await latest(slug, '')).json())).toMatchObject({ version: '1.0.1', withheld: 'yanked' })
  })

  it('is the newest: if that is incomplete, its archives are 403, and its files are given out', async () => {
    const { slug } = await aVersion(api.db, {
      name: 'incomplete',
      missing: [missingPart('file.lfs-pointer', 'model.bin')],
    })
    expect(await readProblem(await latest(slug, '/archive.zip'))).toMatchObject({ status: 403, code: 'withheld' })
    expect((await api.call(`/v1/skills/${slug}/SKILL.md`)).status).toBe(200)
    expect(Version.parse(await (await latest(slug, '')).json())).toMatchObject({
      withheld: 'incomplete',
      archives: null,
    })
  })

  it('does not exist if the skill has no versions', async () => {
    const { slug } = await aVersion(api.db, { name: 'none' })
    await api.db.execute(sql`delete from skill_versions where skill_id = (select id from skills where slug = ${slug})`)
    for (const what of ['', '/archive.zip', '/files/SKILL.md'])
      expect((await readProblem(await latest(slug, what))).status).toBe(404)
  })
})

describe('GET /v1/skills/{ref}/SKILL.md', () => {
  it('finds it however its name is written', async () => {
    const files = [await aFile('skill.md', 'In lower case.')]
    const { slug } = await aVersion(api.db, { name: 'lower', files })
    await set(slug, sql`path = 'skills/lower/skill.md'`)
    const answer = await api.call(`/v1/skills/${slug}/SKILL.md`)
    expect([answer.status, await answer.text()]).toEqual([200, 'In lower case.'])
  })
})

describe('the address of the source', () => {
  it.each([
    ['skills/a b#c?d/SKILL.md', '/skills/a%20b%23c%3Fd'],
    ['skills/100%/Größe 漢/SKILL.md', '/skills/100%25/Gr%C3%B6%C3%9Fe%20%E6%BC%A2'],
    ['a-b_c.d~e/SKILL.md', '/a-b_c.d~e'],
    ['SKILL.md', ''],
  ])('of %s leads to its folder', async (path, folder) => {
    const { slug } = await aVersion(api.db, { name: 'linked' })
    await set(slug, sql`repo = 'acme/skills', path = ${path}, commit_sha = 'abc'`)
    const version = Version.parse(await (await latest(slug, '')).json())
    expect(version.source_url).toBe(`https://github.com/acme/skills/tree/abc${folder}`)
  })
})
