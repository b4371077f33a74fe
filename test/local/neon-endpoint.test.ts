import { type NeonDbError, neon, neonConfig } from '@neondatabase/serverless'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { startNeonEndpoint } from '../../src/local/neon-endpoint.ts'
import { emptyDatabase } from '../support/run/database.ts'

let url: string
let sql: ReturnType<typeof neon<false, false>>

beforeAll(async () => {
  url = (await emptyDatabase()).url
  neonConfig.fetchFunction = fetch
  sql = neon(url)
  await sql`create table pairs (id int primary key, name text constraint pairs_name_unique unique)`
})

const failureOf = (query: Promise<unknown>): Promise<NeonDbError> =>
  query.then(
    () => Promise.reject(new Error('the statement did not fail')),
    (error) => error,
  )

describe('one statement through the real driver', () => {
  it('returns rows that the driver decodes', async () => {
    expect(await sql`select 1 as one, true as yes, null as nothing, '{"a":[1]}'::jsonb as doc`).toEqual([
      { one: 1, yes: true, nothing: null, doc: { a: [1] } },
    ])
  })

  it('returns rows as arrays, with fields, command and count', async () => {
    const result = await neon(url, { arrayMode: true, fullResults: true })`select 1 as a, 'x'::text as a`
    expect(result).toMatchObject({ rows: [[1, 'x']], command: 'SELECT', rowCount: 1, rowAsArray: true })
    expect(result.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ['a', 23],
      ['a', 25],
    ])
  })

  it('accepts null, Korean text, bytes and lists as parameters', async () => {
    const [row] =
      await sql`select ${null}::text as nothing, ${'번역 도구 🛠️'} as words, ${Buffer.from([0, 255])}::bytea as bytes,
      ${[1, 2]}::int[] as list`
    expect(row).toEqual({ nothing: null, words: '번역 도구 🛠️', bytes: Buffer.from([0, 255]), list: [1, 2] })
  })

  it('counts the rows that a write changed', async () => {
    const result = await neon(url, { fullResults: true })`insert into pairs values (1, 'one'), (2, 'two')`
    expect(result).toMatchObject({ command: 'INSERT', rowCount: 2, rows: [], fields: [] })
  })

  it('passes on every field of a unique violation', async () => {
    await sql`insert into pairs values (10, 'taken')`
    expect(await failureOf(sql`insert into pairs values (11, 'taken')`)).toMatchObject({
      name: 'NeonDbError',
      message: 'duplicate key value violates unique constraint "pairs_name_unique"',
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (name)=(taken) already exists.',
      schema: 'public',
      table: 'pairs',
      constraint: 'pairs_name_unique',
      routine: '_bt_check_unique',
    })
  })

  it('passes on the position and hint of a syntax error', async () => {
    expect(await failureOf(sql.query('selec 1'))).toMatchObject({ code: '42601', position: '1' })
    expect(await failureOf(sql.query('select nam from pairs'))).toMatchObject({
      code: '42703',
      hint: 'Perhaps you meant to reference the column "pairs.name".',
    })
  })

  it('refuses a text with two statements', async () => {
    expect(await failureOf(sql.query('select 1; select 2'))).toMatchObject({ code: '42601' })
  })

  it('says that a database does not exist', async () => {
    expect(await failureOf(neon(url.replace(/[^/]*$/, 'nowhere'))`select 1`)).toMatchObject({
      code: '3D000',
      severity: 'FATAL',
      message: 'database "nowhere" does not exist',
    })
  })

  it('answers fifty statements at once, each with its own result', async () => {
    const numbers = Array.from({ length: 50 }, (_, i) => i)
    const answers = await Promise.all(numbers.map((n) => sql`select ${n}::int as n, pg_sleep(0.01)`))
    expect(answers.map(([row]) => row?.n)).toEqual(numbers)
  })
})

describe('a batch through the real driver', () => {
  it('returns a result for each statement, in order', async () => {
    expect(await sql.transaction([sql`select 1 as a`, sql`select ${'b'} as b`])).toEqual([[{ a: 1 }], [{ b: 'b' }]])
  })

  it('rolls back a batch whose second statement fails', async () => {
    const batch = sql.transaction([
      sql`insert into pairs values (20, 'twenty')`,
      sql`insert into pairs values (20, 'again')`,
    ])
    expect(await failureOf(batch)).toMatchObject({ code: '23505', constraint: 'pairs_pkey' })
    expect(await sql`select 1 from pairs where id = 20`).toEqual([])
  })

  it('rolls back a batch that fails at its commit', async () => {
    await sql`create table later (id int references pairs deferrable initially deferred)`
    expect(await failureOf(sql.transaction([sql`insert into later values (999)`]))).toMatchObject({ code: '23503' })
    expect(await sql`select 1 from later`).toEqual([])
  })

  it.each([
    ['ReadUncommitted', 'read uncommitted'],
    ['ReadCommitted', 'read committed'],
    ['RepeatableRead', 'repeatable read'],
    ['Serializable', 'serializable'],
  ] as const)('runs in isolation level %s when asked', async (isolationLevel, name) => {
    const [rows] = await sql.transaction([sql`show transaction_isolation`], { isolationLevel })
    expect(rows).toEqual([{ transaction_isolation: name }])
  })

  it('refuses a write in a read-only batch', async () => {
    const write = () => sql`insert into pairs values (30, 'thirty')`
    expect(await failureOf(sql.transaction([write()], { readOnly: true }))).toMatchObject({ code: '25006' })
    await sql.transaction([write()], { readOnly: false })
  })

  it('is deferrable if requested', async () => {
    const options = { isolationLevel: 'Serializable', readOnly: true, deferrable: true } as const
    expect(await sql.transaction([sql`show transaction_deferrable`], options)).toEqual([
      [{ transaction_deferrable: 'on' }],
    ])
  })
})

describe('no request leaves a trace for the next', () => {
  it('resets SET, and closes a transaction that was left open', async () => {
    await sql`set lock_timeout = '77s'`
    await sql`begin`
    const seen = await Promise.all(Array.from({ length: 20 }, () => sql`show lock_timeout`))
    expect(new Set(seen.map(([row]) => row?.lock_timeout))).toEqual(new Set(['0']))
    expect(
      await sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
    ).toEqual([])
  })

  it('keeps no connection that would prevent copying or dropping a database', async () => {
    const { adminUrl } = inject('postgres')
    const admin = neon(adminUrl)
    const name = new URL(url).pathname.slice(1)
    await sql`select 1`
    await admin.query(`create database ${name}_copy template ${name}`)
    await neon(`${url}_copy`)`select 1 from pairs`
    await expect.poll(() => admin.query(`drop database ${name}_copy`), { timeout: 5000 }).toEqual([])
  })

  it('stops a statement whose client is gone, and keeps serving', async () => {
    const running = () =>
      sql`select 1 from pg_stat_activity where query like 'select pg_sleep(60%' and state = 'active'`
    const caller = new AbortController()
    const call = failureOf(sql.query('select pg_sleep(60)', [], { fetchOptions: { signal: caller.signal } }))
    await expect.poll(running).toHaveLength(1)
    caller.abort()
    expect((await call).message).toContain('abort')
    await expect.poll(running, { timeout: 10_000 }).toEqual([])
  })
})

describe('the server itself', () => {
  it('stops during a running statement, may be stopped twice, and frees its port', async () => {
    const endpoint = await startNeonEndpoint({ port: 0 })
    const body = JSON.stringify({ query: 'select pg_sleep(60)' })
    const headers = { 'Neon-Connection-String': url }
    const call = failureOf(fetch(endpoint.url, { method: 'POST', headers, body }))
    await expect.poll(() => sql`select 1 from pg_stat_activity where query = 'select pg_sleep(60)'`).toHaveLength(1)
    await Promise.all([endpoint.stop(), endpoint.stop()])
    expect((await call).message).toContain('fetch failed')
    await (await startNeonEndpoint({ port: Number(new URL(endpoint.url).port) })).stop()
  })

  it('says that its port is in use', async () => {
    const { port } = new URL(inject('postgres').endpoint)
    await expect(startNeonEndpoint({ port: Number(port) })).rejects.toThrow(`Port ${port} is in use`)
  })
})
