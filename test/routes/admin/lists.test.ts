import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { prune } from '../../../src/jobs/prune.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { expectNoCursorFails, forgedCursor, walk } from '../../support/api/cursors.ts'
import { type DescribedParameter, readDescription } from '../../support/api/description.ts'
import { asAccount } from '../../support/api/permissions.ts'
import { aCategory, aSite, aSkill } from '../../support/builders/builders.ts'
import { anImprovedSkill } from '../../support/builders/improvements.ts'
import { aStoredFile } from '../../support/builders/raw-files.ts'
import { expectPrivate } from '../../support/builders/taxonomy.ts'
import { runAt } from '../../support/run/jobs.ts'

const operations = (await readDescription()).filter(
  ({ method, path }) => method === 'GET' && path.startsWith('/v1/admin/'),
)
const lists = operations.filter(({ query }) => query.some(({ name }) => name === 'cursor'))
const items = operations.filter(({ path }) => path.endsWith('/{id}') && path !== '/v1/admin/audit/{id}')

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  await fillLists(api.db)
  admin = await asAccount(api, 'admin')
})

/** Writes at least three items for every list, and one for every filter. */
async function fillLists(db: Db) {
  for (const [i, status] of ['draft', 'pending', 'active', 'archived', 'active'].entries())
    await aSkill(db, { status, tags: [`tag-${i}`] })
  for (const source of ['one', 'two', undefined])
    await anImprovedSkill(db, { at: new Date('2026-02-10T14:10:00Z'), ...(source && { source }) })
  const files = [await aStoredFile(db), await aStoredFile(db, { text: '' }), await aStoredFile(db, { text: '# Plain' })]
  const category = await aCategory(db, 'art', { sortOrder: 2 })
  for (const key of ['film', 'music']) await aCategory(db, key, { sortOrder: 1 })
  for (const status of ['active', 'paused', 'archived'] as const) await aSite(db, { status })
  await db.execute(sql`
    insert into category_aliases (id, source_id, raw_category, category_id, created_at, updated_at)
    select gen_random_uuid(), ${files[0]?.sourceId}::uuid, 'raw-' || n, ${category}::uuid, now(), now() from generate_series(1, 3) n`)
  for (let run = 0; run < 3; run++) await runAt(db, prune)
  await db.execute(sql`
    insert into admin_users (id, username, password_hash, role, created_at, updated_at)
    select gen_random_uuid(), 'user-' || n, 'none', 'reviewer', now(), now() from generate_series(1, 3) n`)
  await db.execute(sql`
    insert into unfinished_changes (subject, action, started_at)
    select id::text, 'tag.update', now() from tags where key in ('tag-0', 'tag-1', 'tag-2')`)
  await db.execute(sql`
    insert into reports (id, kind, skill_id, details, created_at, due_at, outcome, decided_at)
    select gen_random_uuid(), kind, (select id from skills limit 1), 'x', now(), now(), outcome, case when outcome is not null then now() end
    from unnest(array['malware', 'personal_data', 'impersonation', 'license', 'spam', 'other', 'appeal']) kind, unnest(array[null, 'upheld', 'dismissed']) outcome`)
  for (const [table, column] of ORDERS)
    await db.execute(sql.raw(`update ${table} set ${column} = '2026-01-04T00:00:00.000001Z' where ctid <> '(0,1)'`))
}

/** By what lists are sorted that tell ties apart by an id: all but one of their items tie, to the microsecond. */
const ORDERS = [
  ['skills', 'updated_at'],
  ['raw_skills', 'updated_at'],
  ['sites', 'created_at'],
  ['skill_sources', 'created_at'],
  ['job_runs', 'started_at'],
  ['unfinished_changes', 'started_at'],
  ['reports', 'due_at'],
]

type Page = { items: { id?: string; run_id?: string; subject?: string; as_of?: string }[]; next_cursor: string | null }
const get = (path: string, query = '') => api.call(`${path}${query && `?${query}`}`, { headers: admin })
/** One page; when it was read is left out. */
async function read(path: string, query: string): Promise<Page> {
  const response = await get(path, query)
  expect(response.status, query).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expectPrivate(response)
  const { items, next_cursor } = await response.json<Page>()
  return { items: items.map(({ as_of, ...item }) => item), next_cursor }
}
async function expectRefused(path: string, query: string, pointer: string) {
  const response = await get(path, query)
  expectPrivate(response)
  const problem = await readProblem(response)
  expect({ query, ...problem }).toMatchObject({
    query,
    status: 400,
    code: 'invalid',
    errors: [{ in: 'query', pointer }],
  })
}

/** The keys that a cursor of this list holds, the name of the list first. */
async function keysOf(path: string): Promise<unknown[]> {
  const { next_cursor: cursor } = await read(path, 'size=1')
  return JSON.parse(atob((cursor ?? '').replaceAll('-', '+').replaceAll('_', '/')))
}

/** More digits of a second than PostgreSQL reads. */
const LONG_FRACTION = `2026-01-01T00:00:00.${'1'.repeat(130)}Z`

/** Values that a parameter must not have. */
function wrongValues({
  name,
  schema: { enum: values, format, minimum, maximum, maxLength },
}: DescribedParameter): string[] {
  if (minimum !== undefined) return [minimum - 1, (maximum ?? 0) + 1, 1.5, 'x', ''].map(String)
  if (values) return ['none-such', '1', '']
  if (format === 'uuid') return ['1', 'undefined', '']
  if (name === 'q') return ['', '%20', 'a%00b', 'x'.repeat(201)]
  if (maxLength !== undefined) return ['', 'a%00b', 'x'.repeat(maxLength + 1)]
  return ['yesterday', '2026-01-01', '0000-01-01T00:00:00Z', '2026-01-01T00:00:00%2B99:00', LONG_FRACTION, '']
}

/** What cannot stand in a cursor where this key does. */
function wrongKeys(key: unknown): unknown[] {
  if (typeof key === 'number') return [String(key), key + 0.5, 1e300, 2 ** 63, null]
  const isTime = /^\d{4}-\d\d-\d\d[T ]/.test(String(key))
  return [`${key}\0`, 1, null, ...(isTime ? ['0000-01-01T00:00:00Z', LONG_FRACTION, 'now'] : [])]
}

describe.each(lists)('GET $path', ({ path, query }) => {
  const filters = query.flatMap(({ name, schema }) => [
    ...(schema.enum ?? []).map((value) => `${name}=${value}`),
    ...(name === 'q' ? ['q=a'] : []),
  ])

  it('has every item once, page by page, whatever the size and the filter', async () => {
    expect((await read(path, 'size=100')).items.length).toBeGreaterThanOrEqual(3)
    for (const filter of ['', ...filters.map((one) => `&${one}`)]) {
      const whole = await read(path, `size=100${filter}`)
      expect(whole.next_cursor).toBeNull()
      expect(new Set(whole.items.map(({ id, run_id, subject }) => id ?? run_id ?? subject)).size).toBe(
        whole.items.length,
      )
      for (const size of [1, 2]) expect(await walk(size, (page) => read(path, `${page}${filter}`))).toEqual(whole.items)
    }
  })

  it.each(query)('refuses what $name cannot be', async (parameter) => {
    for (const value of wrongValues(parameter))
      await expectRefused(path, `${parameter.name}=${value}`, `/${parameter.name}`)
  })

  it.each(['page=2', 'sise=1'])('refuses %s, which it does not know', async (unknown) => {
    await expectRefused(path, unknown, `/${unknown.split('=')[0]}`)
  })

  it('refuses the cursor of every other list', async () => {
    const pages = lists.filter((list) => list.path !== path).map((list) => read(list.path, 'size=1'))
    const ofAll = api.call('/v1/skills?sort=latest&size=1').then((response) => response.json<Page>())
    for (const { next_cursor: cursor } of await Promise.all([...pages, ofAll])) {
      expect(cursor).not.toBeNull()
      await expectRefused(path, `cursor=${cursor}`, '/cursor')
    }
  })

  it('refuses a cursor of keys that it cannot have made', async () => {
    const [list, ...keys] = await keysOf(path)
    for (const [place, key] of keys.entries()) {
      for (const forged of wrongKeys(key))
        await expectRefused(path, `cursor=${forgedCursor([list, ...keys.with(place, forged)])}`, '/cursor')
    }
  })

  it('takes or refuses any cursor, and never fails', async () => {
    const [list, ...keys] = await keysOf(path)
    const time = fc.date({ noInvalidDate: true }).map((at) => at.toJSON())
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(2 ** 31, 2 ** 53, 2 ** 63))
    const key = fc.oneof(fc.constantFrom(...keys), fc.string({ unit: 'binary' }), fc.uuid(), time, number)
    await expectNoCursorFails(String(list), key, (cursor) => get(path, `cursor=${cursor}`))
  })
})

describe.each(items)('GET $path', ({ path }) => {
  it('answers an unknown id with a 404 problem', async () => {
    const response = await get(path.replace('{id}', crypto.randomUUID()))
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  const isNamed = /\/(skills|categories|tags|sites|users)\//.test(path)
  it.each(['undefined', '%00', "'", '1'])('refuses what is neither an id nor a name: %s', async (id) => {
    const response = await get(path.replace('{id}', id))
    expectPrivate(response)
    const problem = await readProblem(response)
    if (isNamed && id !== '%00')
      expect(problem).toMatchObject({ status: 404, code: 'not_found', detail: expect.stringContaining(` '${id}'.`) })
    else expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/id' }] })
  })
})
