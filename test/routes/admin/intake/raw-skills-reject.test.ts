import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { DecisionResults, RawSkill, RawSkillItem } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

type File = { id: string; file_hash: string | null }
const send = (path: string, body: unknown) => api.send('POST', `/v1/admin/raw-skills${path}`, body, admin)
const reject = (file: File, reason: unknown = 'No licence.') =>
  send(`/${file.id}/reject`, { file_hash: file.file_hash, reason })
const approve = (file: File) => send(`/${file.id}/approve`, { file_hash: file.file_hash })
const detail = async (id: string) =>
  RawSkill.parse(await (await api.call(`/v1/admin/raw-skills/${id}`, { headers: admin })).json())
const actions = async (id: string) =>
  (await api.db.execute(sql`select action from audit_log where target_id = ${id} order by id`)).rows.map(
    (r) => r.action,
  )
const of = ({ id, file_hash }: File) => ({ id, file_hash })
async function bulk(path: '/approve' | '/reject', body: unknown) {
  const response = await send(path, body)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  return DecisionResults.parse(await response.json())
}

describe('POST /v1/admin/raw-skills/{id}/reject', () => {
  it('stores the reason, who gave it and when', async () => {
    const file = await aStoredFile(api.db)
    const response = await reject(file, '  It only advertises.  ')
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const item = RawSkillItem.parse(await response.json())
    expect(item).toMatchObject({ status: 'rejected', review_reason: 'It only advertises.', reviewed_by: 'admin' })
    expect(Date.now() - Date.parse(item.reviewed_at ?? '')).toBeLessThan(60_000)
    expect(await actions(file.id)).toEqual(['raw_skill.reject'])
  })

  it('is harmless twice', async () => {
    const file = await aStoredFile(api.db)
    await reject(file)
    const before = await detail(file.id)
    expect((await reject(file)).status).toBe(200)
    expect(await detail(file.id)).toEqual(before)
    expect(await actions(file.id)).toEqual(['raw_skill.reject'])
  })

  it('lasts until the file changes', async () => {
    const file = await aStoredFile(api.db)
    await reject(file)
    await aStoredFile(api.db, { path: file.path, text: aFile(file.name) })
    expect(await detail(file.id)).toMatchObject({ status: 'rejected' })
    await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Better.' }) })
    expect(await detail(file.id)).toMatchObject({ status: 'new', review_reason: 'No licence.' })
  })

  it('leaves the skill of an earlier version as it is', async () => {
    const file = await aStoredFile(api.db)
    await approve(file)
    const changed = await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Worse.' }) })
    expect((await reject(changed)).status).toBe(200)
    const skill = await (await api.call(`/v1/skills/acme--${file.name}`)).json<{ description_md: string }>()
    expect(skill.description_md).not.toContain('Worse')
  })

  it('is undone only by an approval that overrules it', async () => {
    const file = await aStoredFile(api.db)
    await reject(file)
    expect(await readProblem(await approve(file))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('rejected'),
    })
    expect(await detail(file.id)).toMatchObject({ status: 'rejected', review_reason: 'No licence.' })
    const { items } = await bulk('/approve', { items: [of(file)] })
    expect(items).toMatchObject([{ outcome: 'rejected', skill: null }])
    const overruled = await send(`/${file.id}/approve`, { file_hash: file.file_hash, overrule: true })
    expect(overruled.status).toBe(200)
    expect(await detail(file.id)).toMatchObject({ status: 'approved', review_reason: null })
  })

  it('accepts an id in any case', async () => {
    const file = await aStoredFile(api.db)
    const shouted = { ...file, id: file.id.toUpperCase() }
    expect((await reject(shouted)).status).toBe(200)
    const overruled = await send(`/${shouted.id}/approve`, { file_hash: file.file_hash, overrule: true })
    expect(overruled.status).toBe(200)
  })

  it('refuses an approved version, and points to the skill', async () => {
    const file = await aStoredFile(api.db)
    await approve(file)
    expect(await readProblem(await reject(file))).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining('Archive its skill'),
    })
    expect(await detail(file.id)).toMatchObject({ status: 'approved' })
  })

  it('refuses a file that has changed since it was read', async () => {
    const file = await aStoredFile(api.db)
    await aStoredFile(api.db, { path: file.path, text: aFile(file.name, { body: 'Changed.' }) })
    expect(await readProblem(await reject(file))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await detail(file.id)).toMatchObject({ status: 'new' })
  })

  it.each([
    ['no reason', undefined],
    ['a blank reason', '  '],
    ['a reason that is too long', 'x'.repeat(1001)],
    ['a reason with a NUL', 'a\0b'],
  ])('refuses %s', async (_, reason) => {
    const file = await aStoredFile(api.db)
    const response = await send(`/${file.id}/reject`, { file_hash: file.file_hash, reason })
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ in: 'body', pointer: '/reason' }] })
  })

  it('answers an unknown id with a 404 problem', async () => {
    const problem = await readProblem(await reject({ id: crypto.randomUUID(), file_hash: null }))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('many decisions at once', () => {
  it('approve what they can, and return the outcome for each file', async () => {
    const [good, other, changed, empty] = [
      await aStoredFile(api.db),
      await aStoredFile(api.db, { repo: 'beta/kit' }),
      await aStoredFile(api.db),
      await aStoredFile(api.db, { text: '' }),
    ]
    await aStoredFile(api.db, { path: changed.path, text: aFile(changed.name, { body: 'Changed.' }) })
    const nobody = { id: crypto.randomUUID(), file_hash: null }
    const result = await bulk('/approve', { items: [good, changed, empty, nobody, other].map(of) })
    expect(result).toMatchObject({ succeeded: 2, failed: 3 })
    expect(result.items.map(({ id, outcome, skill }) => [id, outcome, skill?.slug ?? null])).toEqual([
      [good.id, 'created', `acme--${good.name}`],
      [changed.id, 'changed', null],
      [empty.id, 'unloadable', null],
      [nobody.id, 'not_found', null],
      [other.id, 'created', `beta--${other.name}`],
    ])
    for (const { outcome, message } of result.items) expect(message === null).toBe(outcome === 'created')
  })

  it('approve the neighbours of a file that the database refuses', async () => {
    const files = [await aStoredFile(api.db), await aStoredFile(api.db), await aStoredFile(api.db)]
    await api.db.execute(sql`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`)
    await api.db.execute(
      sql.raw(`
      create trigger refuse before insert on skills for each row when (new.name = '${files[1]?.name}') execute function refuse()`),
    )
    const result = await bulk('/approve', { items: files.map(of) })
    await api.db.execute(sql`drop trigger refuse on skills`)
    expect(result.items.map(({ outcome }) => outcome)).toEqual(['created', 'refused', 'created'])
    expect(JSON.stringify(result)).not.toContain('refused"}')
  })

  it('reject for one reason', async () => {
    const [one, two, done] = [await aStoredFile(api.db), await aStoredFile(api.db), await aStoredFile(api.db)]
    await approve(done)
    const result = await bulk('/reject', { items: [one, done, two].map(of), reason: 'Spam.' })
    expect(result.items.map(({ outcome }) => outcome)).toEqual(['rejected', 'approved', 'rejected'])
    expect(await detail(two.id)).toMatchObject({ status: 'rejected', review_reason: 'Spam.' })
  })

  it('accept 100 files', async () => {
    const files = []
    for (let i = 0; i < 100; i++) files.push(await aStoredFile(api.db, { repo: 'many/kit' }))
    expect(await bulk('/approve', { items: files.map(of) })).toMatchObject({ succeeded: 100, failed: 0 })
  })

  it.each<[string, (file: File) => unknown, string]>([
    ['no items', () => [], '/items'],
    ['101 items', (file) => Array.from({ length: 101 }, () => ({ ...of(file), id: crypto.randomUUID() })), '/items'],
    ['an id twice', (file) => [of(file), { ...of(file), id: file.id.toUpperCase() }], '/items'],
    ['an id that is none', () => [{ id: '1', file_hash: null }], '/items/0/id'],
  ])('refuse %s', async (_, items, pointer) => {
    const file = await aStoredFile(api.db)
    const problem = await readProblem(await send('/approve', { items: items(file) }))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', pointer }] })
  })
})
