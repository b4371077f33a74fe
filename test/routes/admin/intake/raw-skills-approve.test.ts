import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../../src/db/catalogue/admin-skills.ts'
import { publishRound } from '../../../../src/db/feed/publish.ts'
import { Approved, DecisionResults, RawSkill } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, TESTER } from '../../../support/builders/builders.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'
import { sizeOf } from '../../../support/run/proof.ts'

/** More than a statement can carry, as a control character takes seven bytes in it. Two files are full of them. */
const MEGABYTES = sizeOf({ short: 4, long: 12 })

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

type File = { id: string; file_hash: string | null }
const post = (file: File, body: Record<string, unknown> = {}) =>
  api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, { file_hash: file.file_hash, ...body }, admin)
const detail = async (id: string) =>
  RawSkill.parse(await (await api.call(`/v1/admin/raw-skills/${id}`, { headers: admin })).json())
const skill = async (slug: string) => {
  const response = await api.call(`/v1/skills/${slug}`)
  return response.status === 200 ? response.json<Record<string, unknown>>() : null
}
async function approve(file: File, body: Record<string, unknown> = {}) {
  const response = await post(file, body)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  return Approved.parse(await response.json())
}
const audited = async (targetId: string) =>
  (
    await api.db.execute<{ action: string; actor: string; before: unknown; after: Record<string, unknown> }>(
      sql`select action, actor, before, after, request_id from audit_log where target_id = ${targetId} order by id`,
    )
  ).rows

describe('POST /v1/admin/raw-skills/{id}/approve', () => {
  it('makes a public skill of the file, with its tags, category, source and popularity', async () => {
    const file = await aStoredFile(api.db, {
      path: 'skills/tidy-csv/SKILL.md',
      text: aFile('tidy-csv', { more: 'license: MIT\nmetadata:\n  category: Data analysis\ntags: [csv]\n' }),
    })
    const { outcome, skill: made, raw_skill } = await approve(file)
    expect(outcome).toBe('created')
    expect(made.slug).toBe('acme--tidy-csv')
    expect(raw_skill).toMatchObject({ status: 'approved', reviewed_by: 'admin', skill: { slug: 'acme--tidy-csv' } })
    expect(await skill('acme--tidy-csv')).toMatchObject({
      name: 'tidy-csv',
      tags: ['csv'],
      category: { key: 'data-analysis' },
      license: 'MIT',
      license_confidence: 'high',
      sources: [{ name: 'github:acme/kit', path: 'skills/tidy-csv/SKILL.md' }],
    })
    expect(await audited(made.id)).toMatchObject([
      { action: 'skill.approve', actor: 'admin', before: null, after: { slug: 'acme--tidy-csv', tags: ['csv'] } },
    ])
    expect(await audited(file.id)).toMatchObject([
      { action: 'raw_skill.approve', before: { status: 'new' }, after: { status: 'approved', reviewed_by: 'admin' } },
    ])
  })

  it('publishes the change at once', async () => {
    const file = await aStoredFile(api.db)
    const { skill: made } = await approve(file)
    const { rows } = await api.db.execute(
      sql`select kind from published_items where source_id = ${made.id}::uuid order by kind`,
    )
    expect(rows).toEqual([{ kind: 'document' }, { kind: 'popularity' }, { kind: 'skill' }])
  })

  it('updates the skill after the file has changed', async () => {
    const { path } = await (async () => {
      const file = await aStoredFile(api.db)
      await approve(file)
      return file
    })()
    const name = path.split('/')[0] ?? ''
    const changed = await aStoredFile(api.db, { path, text: aFile(name, { description: 'Another description.' }) })
    expect((await detail(changed.id)).becomes).toMatchObject({ action: 'update', slug: `acme--${name}` })
    expect((await approve(changed)).outcome).toBe('updated')
    expect(await skill(`acme--${name}`)).toMatchObject({ summary: 'Another description.' })
  })

  it('is harmless twice: nothing is changed, published or audited again', async () => {
    const file = await aStoredFile(api.db)
    const { skill: made } = await approve(file)
    const before = [await skill(made.slug), await audited(made.id), await audited(file.id)]
    expect((await approve(file)).outcome).toBe('updated')
    expect([await skill(made.slug), await audited(made.id), await audited(file.id)]).toEqual(before)
    const { published } = await publishRound(api.db, 1000)
    expect(published).toBe(0)
  })

  it('makes one skill from two concurrent requests', async () => {
    const file = await aStoredFile(api.db)
    const [one, two] = await Promise.all([approve(file), approve(file)])
    expect(one.skill).toEqual(two.skill)
    expect([one.outcome, two.outcome].toSorted()).toEqual(['created', 'updated'])
  })

  it('refuses a file that has changed since it was read', async () => {
    const file = await aStoredFile(api.db)
    await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Another text.' }) })
    const response = await post(file)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining('has changed'),
    })
    expect(await skill(`acme--${file.name}`)).toBeNull()
    expect(await detail(file.id)).toMatchObject({ status: 'new' })
  })

  it('never approves a text that the reviewer has not seen, even during a crawl', async () => {
    for (let round = 0; round < 10; round++) {
      const file = await aStoredFile(api.db)
      const [response] = await Promise.all([
        post(file),
        aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Unseen.' }) }),
      ])
      expect([200, 409]).toContain(response.status)
      const made = await skill(`acme--${file.name}`)
      expect(String(made?.description_md ?? '')).not.toContain('Unseen')
      expect(await detail(file.id)).toMatchObject({ status: 'new' })
    }
  })

  it("sets the reviewer's overrides, and keeps them when the file changes", async () => {
    const file = await aStoredFile(api.db)
    const category_id = await aCategory(api.db, 'science')
    const overrides = { summary: 'Said better.', category_id, tags: ['Pinned'], license: 'Apache-2.0' }
    await approve(file, { overrides })
    const expected = { summary: 'Said better.', category: { key: 'science' }, tags: ['pinned'], license: 'Apache-2.0' }
    expect(await skill(`acme--${file.name}`)).toMatchObject({ name: file.name, ...expected })

    const changed = await aStoredFile(api.db, {
      path: file.path,
      text: aFile(file.name, { description: 'New words.' }),
    })
    expect((await detail(changed.id)).becomes).toMatchObject({
      kept: expect.arrayContaining(['summary', 'category', 'tags', 'license']),
    })
    await approve(changed)
    expect(await skill(`acme--${file.name}`)).toMatchObject(expected)
  })

  it('makes the slug of a new skill from the overridden owner and name', async () => {
    const file = await aStoredFile(api.db)
    const { skill: made } = await approve(file, { overrides: { owner: 'Harbor Lab', name: 'renamed' } })
    expect(made.slug).toBe('harbor-lab--renamed')
    expect(await skill('harbor-lab--renamed')).toMatchObject({ owner: 'Harbor Lab', name: 'renamed' })
  })

  it('leaves an archived skill archived, unless the reviewer restores it', async () => {
    const file = await aStoredFile(api.db)
    const { skill: made } = await approve(file)
    await updateSkill(api.db, TESTER, made.id, { status: 'archived' })
    const changed = await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Changed.' }) })
    await approve(changed)
    expect(await skill(made.slug)).toBeNull()
    await approve(changed, { overrides: { status: 'active' } })
    expect(await skill(made.slug)).not.toBeNull()
  })

  it('takes the licence of the repository if the file names none', async () => {
    await api.db.execute(sql`
      insert into github_repo_cache (id, repo_full_name, stars, forks, license_spdx, fetched_at)
      values (gen_random_uuid(), 'acme/licensed', 7, 3, 'MIT', now())`)
    const file = await aStoredFile(api.db, {
      repo: 'acme/licensed',
      text: aFile('file-by-licence', { more: '' }),
      path: 'file-by-licence/SKILL.md',
    })
    await approve(file)
    expect(await skill('acme--file-by-licence')).toMatchObject({
      license: 'MIT',
      license_confidence: 'medium',
      content_policy: 'full',
      popularity: { stars: 7, forks: 3 },
    })
  })

  it('makes another skill from a second file of the same name, but keeps the skill of a moved file', async () => {
    const first = await aStoredFile(api.db, { path: 'a/twin/SKILL.md' })
    await approve(first)
    const second = await aStoredFile(api.db, { path: 'b/twin/SKILL.md', text: aFile('twin', { body: 'Other.' }) })
    expect((await approve(second)).skill.slug).toMatch(/^acme--twin-[0-9a-f]{8}$/)
    const old = await aStoredFile(api.db, { path: 'a/moved/SKILL.md' })
    const { skill: made } = await approve(old)
    await api.db.execute(sql`update raw_skills set vanished_at = now() where id = ${old.id}::uuid`)
    const moved = await aStoredFile(api.db, { path: 'b/moved/SKILL.md' })
    expect((await approve(moved)).skill).toEqual(made)
  })

  it('refuses a vanished file, alone or beside the one that it moved to', async () => {
    const old = await aStoredFile(api.db, { path: 'a/wanderer/SKILL.md' })
    const { skill: made } = await approve(old)
    await api.db.execute(sql`update raw_skills set vanished_at = now() where id = ${old.id}::uuid`)
    const moved = await aStoredFile(api.db, { path: 'b/wanderer/SKILL.md' })
    const items = [old, moved].map(({ id, file_hash }) => ({ id, file_hash }))
    const response = await api.send('POST', '/v1/admin/raw-skills/approve', { items }, admin)
    expect(DecisionResults.parse(await response.json())).toMatchObject({
      items: [
        { id: old.id, outcome: 'vanished' },
        { id: moved.id, outcome: 'updated', skill: { slug: made.slug } },
      ],
    })
    expect(await readProblem(await post(old))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('no longer has the file'),
    })
  })

  it('never lets an override of owner or name take over another skill', async () => {
    const theirs = await aStoredFile(api.db, { repo: 'victim/kit', path: 'theirs/SKILL.md' })
    const { skill: made } = await approve(theirs)
    const file = await aStoredFile(api.db, { text: aFile('mover', { more: 'metadata:\n  category: devops\n' }) })
    const response = await post(file, { overrides: { owner: 'victim', name: 'theirs' } })
    expect(await readProblem(response)).toMatchObject({ status: 409, detail: expect.stringContaining('already') })
    // The category of a file that was not approved is not created either.
    expect((await api.db.execute(sql`select from categories where key = 'devops'`)).rows).toEqual([])
    expect(await skill(made.slug)).toMatchObject({ canonical_repo: 'victim/kit' })
    expect((await approve(theirs, { overrides: { name: 'renamed by us' } })).skill).toEqual(made)
  })

  it('keeps the repository that an admin has set', async () => {
    const file = await aStoredFile(api.db)
    await approve(file, { overrides: { canonical_repo: 'real/home' } })
    const changed = await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Changed.' }) })
    await approve(changed)
    expect(await skill(`acme--${file.name}`)).toMatchObject({ canonical_repo: 'real/home' })
  })

  it('is harmless twice with a tag that was merged', async () => {
    const other = await aStoredFile(api.db, {
      text: aFile('merged-a', { more: 'tags: [python]\n' }),
      path: 'merged-a/SKILL.md',
    })
    const file = await aStoredFile(api.db, {
      text: aFile('merged-b', { more: 'tags: [py]\n' }),
      path: 'merged-b/SKILL.md',
    })
    await approve(other)
    await approve(file)
    const { rows } = await api.db.execute<{ id: string; key: string }>(
      sql`select id, key from tags where key in ('py', 'python') order by key`,
    )
    await api.send('POST', `/v1/admin/tags/${rows[0]?.id}/merge`, { into: rows[1]?.id }, admin)
    const before = await skill('acme--merged-b')
    expect(before).toMatchObject({ tags: ['python'] })
    expect((await detail(file.id)).becomes).toMatchObject({ action: 'nothing', differences: [] })
    await approve(file)
    expect(await skill('acme--merged-b')).toEqual(before)
    expect(await publishRound(api.db, 1000)).toMatchObject({ published: 0 })
  })

  it('sets updated_at when only the tags change', async () => {
    const file = await aStoredFile(api.db, {
      text: aFile('retagged', { more: 'tags: [one]\n' }),
      path: 'retagged/SKILL.md',
    })
    await approve(file)
    const before = await skill('acme--retagged')
    const changed = await aStoredFile(api.db, { path: file.path, text: aFile('retagged', { more: 'tags: [two]\n' }) })
    await approve(changed)
    const after = await skill('acme--retagged')
    expect(after).toMatchObject({ tags: ['two'] })
    expect(after?.updated_at).not.toBe(before?.updated_at)
  })

  it('shows that a pending skill becomes active', async () => {
    const file = await aStoredFile(api.db)
    const { skill: made } = await approve(file)
    await api.db.execute(sql`update skills set status = 'pending' where id = ${made.id}::uuid`)
    expect((await detail(file.id)).becomes).toMatchObject({
      action: 'update',
      differences: [{ field: 'status', before: 'pending', after: 'active' }],
    })
    await approve(file)
    expect((await detail(file.id)).becomes).toMatchObject({ action: 'nothing', skill: { status: 'active' } })
  })

  it(`accepts files and skills of a megabyte, ${MEGABYTES} at once, of any characters`, async () => {
    const big = (i: number, char: string) => aFile(`big-${i}`, { body: char.repeat(1_000_000) })
    const files = []
    for (let i = 0; i < MEGABYTES; i++)
      files.push(await aStoredFile(api.db, { path: `big-${i}/SKILL.md`, text: big(i, i < 2 ? '\x01' : 'x') }))
    const approveAll = async (these: File[]) => {
      const items = these.map(({ id, file_hash }) => ({ id, file_hash }))
      return (await api.send('POST', '/v1/admin/raw-skills/approve', { items }, admin)).json()
    }
    expect(await approveAll(files)).toMatchObject({ succeeded: MEGABYTES, failed: 0 })
    const small = []
    for (let i = 0; i < MEGABYTES; i++)
      small.push(await aStoredFile(api.db, { path: `big-${i}/SKILL.md`, text: aFile(`big-${i}`) }))
    expect(await approveAll(small)).toMatchObject({ succeeded: MEGABYTES, failed: 0 })
  })

  it.each([
    ['with nothing in it', ''],
    ['that is too large', 'x'.repeat(1_048_577)],
  ])('refuses a file %s', async (_, text) => {
    const file = await aStoredFile(api.db, { text })
    expect(await readProblem(await post(file))).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining('cannot be loaded'),
    })
  })

  it('refuses a file of the earlier system, whose content was not stored', async () => {
    const id = crypto.randomUUID()
    await api.db.execute(sql`
      insert into raw_skills (id, source_id, external_id, name_raw, status, created_at, updated_at)
      values (${id}::uuid, gen_random_uuid(), 'pdf', 'pdf', 'linked', now(), now())`)
    expect(await detail(id)).toMatchObject({ status: 'linked', text: null, becomes: null })
    expect(await readProblem(await post({ id, file_hash: null }))).toMatchObject({ status: 409, code: 'conflict' })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no file_hash', { file_hash: undefined }, '/file_hash'],
    ['a file_hash that is none', { file_hash: 'abc' }, '/file_hash'],
    ['an unknown field', { override: {} }, '/override'],
    ['a text in its overrides', { overrides: { description_md: 'x' } }, '/overrides/description_md'],
    ['an override that is too long', { overrides: { summary: 'x'.repeat(401) } }, '/overrides/summary'],
    ['a category that is none', { overrides: { category_id: crypto.randomUUID() } }, '/overrides/category_id'],
  ])('refuses %s, naming the field', async (_, body, pointer) => {
    const file = await aStoredFile(api.db)
    expect(await readProblem(await post(file, body))).toMatchObject({ status: 400, errors: [{ in: 'body', pointer }] })
    expect(await skill(`acme--${file.name}`)).toBeNull()
  })

  it('answers an unknown id with a 404 problem', async () => {
    const nobody = { id: crypto.randomUUID(), file_hash: null }
    expect(await readProblem(await post(nobody))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await readProblem(await post({ ...nobody, id: '1' }))).toMatchObject({
      status: 400,
      errors: [{ in: 'path' }],
    })
  })
})
