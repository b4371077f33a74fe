import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { categories } from '../../drizzle/schema.ts'
import type { Editor } from '../../src/db/accounts/record-audit.ts'
import { batch, change, idOf, onlyRow, without } from '../../src/db/changes.ts'
import type { Db } from '../../src/db/connect.ts'
import { lockCatalogue } from '../../src/db/locks.ts'
import { createDatabase } from '../support/run/database.ts'
import { untilWaiting } from '../support/run/waiting.ts'

const EDITOR: Editor = { name: 'mira', requestId: 'request-1' }

let db: Db
let url: string
beforeAll(async () => {
  ;({ db, url } = await createDatabase())
})

const aCategoryOf = (id: string, key: string) => sql<{ id: string; key: string }>`
  insert into categories (id, key, name, created_at, updated_at) values (${id}::uuid, ${key}, ${key}, now(), now()) returning id, key`

const nameOf = (id: string) => db.select({ name: categories.name }).from(categories).where(eq(categories.id, id))

async function announcedOf(id: string) {
  const { rows } = await db.execute(
    sql`select kind, payload ->> 'name' as name, deleted from publish_outbox where source_id = ${id}::uuid order by id`,
  )
  return rows
}

async function recordedOf(id: string) {
  const { rows } = await db.execute(
    sql`select actor, action, request_id, before, after from audit_log where target_id = ${id} order by id`,
  )
  return rows
}

describe('a batch', () => {
  it('returns the rows of each statement by its name, written as SQL or with the builder', async () => {
    const id = crypto.randomUUID()
    const { created, none, built, numbers } = await batch(db, {
      lists: [sql`select 1`, sql`select 2`],
      created: aCategoryOf(id, 'batch'),
      none: sql<{ id: string }>`select id from categories where false`,
      built: db.select({ sortOrder: categories.sortOrder }).from(categories).where(eq(categories.id, id)),
      numbers: sql<{ n: number }>`select n from generate_series(1, 3) n`,
    })
    expect(created).toEqual([{ id, key: 'batch' }])
    expect(none).toEqual([])
    expect(built).toEqual([{ sortOrder: 0 }])
    expect(numbers.map(({ n }) => n)).toEqual([1, 2, 3])
  })

  it('does all or nothing', async () => {
    const id = crypto.randomUUID()
    await expect(batch(db, { created: aCategoryOf(id, 'half'), failing: sql`select 1 / 0` })).rejects.toThrow()
    expect(await nameOf(id)).toEqual([])
  })

  it('is one transaction', async () => {
    const txid = sql<{ txid: string }>`select txid_current()::text as txid`
    const { first, second } = await batch(db, { first: txid, second: txid })
    expect(first).toEqual(second)
  })

  it('needs a statement', async () => {
    await expect(batch(db, {})).rejects.toThrow('A batch needs a statement.')
    await expect(batch(db, { none: [] })).rejects.toThrow('A batch needs a statement.')
  })

  it('returns the only row of a statement that always has one', () => {
    expect(onlyRow([{ n: 1 }])).toEqual({ n: 1 })
    expect(() => onlyRow([])).toThrow('A statement returned 0 rows instead of one.')
    expect(() => onlyRow([1, 2])).toThrow('A statement returned 2 rows instead of one.')
  })
})

describe('a change', () => {
  it('writes, announces and records in one transaction', async () => {
    const id = crypto.randomUUID()
    const { created, found } = await change(db, {
      lock: lockCatalogue,
      write: { created: aCategoryOf(id, 'science') },
      announce: [{ kind: 'category', ids: idOf(id) }],
      record: { by: EDITOR, of: [{ action: 'category.create', type: 'category', were: null, are: idOf(id) }] },
      answer: {
        found: sql<{ transactions: number }>`
          select count(distinct x)::int as transactions from (
            select xmin::text as x from categories where id = ${id}::uuid
            union all select xmin::text from publish_outbox where source_id = ${id}::uuid
            union all select xmin::text from audit_log where target_id = ${id}) rows`,
      },
    })
    expect(created).toEqual([{ id, key: 'science' }])
    expect(found).toEqual([{ transactions: 1 }])
    expect(await announcedOf(id)).toEqual([{ kind: 'category', name: 'science', deleted: false }])
    expect(await recordedOf(id)).toEqual([
      {
        actor: 'mira',
        action: 'category.create',
        request_id: 'request-1',
        before: null,
        after: expect.objectContaining({ id, key: 'science', name: 'science', is_active: true }),
      },
    ])
  })

  it('records only the fields that its writes have changed', async () => {
    const id = crypto.randomUUID()
    await batch(db, { created: aCategoryOf(id, 'media') })
    await change(db, {
      lock: [lockCatalogue],
      write: { renamed: db.update(categories).set({ name: 'Media' }).where(eq(categories.id, id)) },
      announce: [{ kind: 'category', ids: idOf(id) }],
      record: { by: EDITOR, of: [{ action: 'category.update', type: 'category', were: idOf(id), are: idOf(id) }] },
    })
    expect(await recordedOf(id)).toMatchObject([{ before: { name: 'media' }, after: { name: 'Media' } }])
    expect(await announcedOf(id)).toMatchObject([{ name: 'Media' }])
  })

  it('does nothing at all if one of its statements fails', async () => {
    const id = crypto.randomUUID()
    const failing = change(db, {
      lock: lockCatalogue,
      write: { created: aCategoryOf(id, 'failing') },
      announce: [{ kind: 'category', ids: idOf(id) }],
      record: { by: EDITOR, of: [{ action: 'category.create', type: 'category', were: null, are: idOf(id) }] },
      answer: { failing: sql`select 1 / 0` },
    })
    await expect(failing).rejects.toThrow()
    expect(await nameOf(id)).toEqual([])
    expect(await announcedOf(id)).toEqual([])
    expect(await recordedOf(id)).toEqual([])
  })

  it('may announce and record nothing if it gives the reason', async () => {
    const id = crypto.randomUUID()
    await change(db, {
      lock: lockCatalogue,
      write: { created: aCategoryOf(id, 'silent') },
      announce: without('A test looks at it.'),
      record: without('A test did it.'),
    })
    expect(await nameOf(id)).toEqual([{ name: 'silent' }])
    expect(await announcedOf(id)).toEqual([])
    expect(await recordedOf(id)).toEqual([])
  })

  it('waits for its lock before it writes', async () => {
    const id = crypto.randomUUID()
    const other = new pg.Client({ connectionString: url })
    await other.connect()
    try {
      await other.query('begin')
      await other.query(`select pg_advisory_xact_lock(hashtext('catalogue'))`)
      const waiting = change(db, {
        lock: lockCatalogue,
        write: { created: aCategoryOf(id, 'patient') },
        announce: without('A test looks at it.'),
        record: without('A test did it.'),
        answer: {
          keys: sql<{ key: string }>`select key from categories where key in ('patient', 'first') order by key`,
        },
      })
      await untilWaiting(db, 1)
      await other.query(
        `insert into categories (id, key, name, created_at, updated_at) values (gen_random_uuid(), 'first', 'first', now(), now())`,
      )
      await other.query('commit')
      expect((await waiting).keys).toEqual([{ key: 'first' }, { key: 'patient' }])
    } finally {
      await other.end()
    }
  })

  it('compiles only if it says what it announces and what it records', () => {
    const rest = { lock: lockCatalogue, write: { nothing: sql`select 1` } }
    const silent = without('A test only compiles this.')
    const compiled = [
      () => change(db, { ...rest, announce: silent, record: silent }),
      // @ts-expect-error: it does not say what it announces
      () => change(db, { ...rest, record: silent }),
      // @ts-expect-error: it does not say what it records
      () => change(db, { ...rest, announce: silent }),
      // @ts-expect-error: undefined is not a reason
      () => change(db, { ...rest, announce: undefined, record: undefined }),
      // @ts-expect-error: it does not say who changed it
      () => change(db, { ...rest, announce: [], record: { of: [] } }),
      // @ts-expect-error: no statement has this name
      async () => (await change(db, { ...rest, announce: silent, record: silent })).anything,
      // @ts-expect-error: a list of statements has no rows to read
      async () => (await batch(db, { list: [sql<{ n: number }>`select 1 as n`] })).list[0]?.n,
    ]
    expect(compiled).toHaveLength(7)
  })
})

/** Files that only make statements, which others run in a change. */
const STATEMENTS_ONLY: Record<string, string> = {
  'catalogue/copies.ts': 'Its statement enqueues the rows that it changes.',
  'catalogue/taxonomy/tags.ts': 'The changes that run its statements announce the skills and their tags.',
  'files/make-versions.ts': 'The changes that run its statements announce the versions.',
  'trust/judge.ts': 'The changes that run its statements announce the skills and versions.',
  'files/set-described.ts': 'The approval that runs its statement announces the skills.',
}

const PUBLISHED_WRITE =
  /\b(insert into|update|delete from)\s+(skills|skill_tags|skill_versions|tags|categories|skill_popularity)\b|\.(insert|update|delete)\((skills|skillTags|skillVersions|tags|categories|skillPopularity)\)/
const RUNS_IT = /\b(execute|readJson|batch)(<[^(]*>)?\(/

/** The top-level declarations of a file. */
const declarationsOf = (text: string) =>
  text.split(/\n(?=\/\*\*|\/\/|export |const |let |function |async function |type |class )/)

/** Says what is wrong if a file writes a published table outside a change, or null. */
function faultOf(file: string, text: string): string | null {
  const writers = declarationsOf(text).filter((declaration) => PUBLISHED_WRITE.test(declaration))
  if (writers.some((writer) => !/\bchange\(/.test(writer) && RUNS_IT.test(writer)))
    return `${file} runs a write of a published table outside a change`
  if (writers.length > 0 && !/\bchange\(/.test(text) && !(file in STATEMENTS_ONLY))
    return `${file} makes a statement that writes a published table, and has no change that runs it`
  return null
}

describe('src/db', () => {
  const root = join(import.meta.dirname, '../../src/db')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const sources = new Map(files.sort().map((name) => [name, readFileSync(join(root, name), 'utf8')]))

  it('writes published tables in changes only', () => {
    expect([...sources].flatMap(([name, text]) => faultOf(name, text) ?? [])).toEqual([])
  })

  it('runs batches in changes.ts only', () => {
    const runners = [...sources].filter(([, text]) => /\.batch\(/.test(text)).map(([name]) => name)
    expect(runners).toEqual(['changes.ts'])
  })

  it('has no outdated exception', () => {
    const needed = Object.keys(STATEMENTS_ONLY).filter((name) => PUBLISHED_WRITE.test(sources.get(name) ?? ''))
    expect(needed).toEqual(Object.keys(STATEMENTS_ONLY))
  })

  it.each([
    ['a write that is run by itself', 'export const f = (db: Db) =>\n  db.execute(sql`update skills s set name = 1`)'],
    ['a write of the builder in a batch', 'export const f = (db: Db) => batch(db, { a: db.delete(skillTags) })'],
    ['a write that no change of the file runs', 'const STATEMENT = sql`insert into tags (id) values (1)`'],
    [
      'a write beside a change',
      'const f = () => change(db, {})\n\nexport const g = () =>\n  db.execute<Row>(sql`delete from\n categories`)',
    ],
  ])('is found faulty with %s', (_, text) => {
    expect(faultOf('somewhere/new.ts', text)).not.toBeNull()
  })
})
