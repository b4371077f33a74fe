import canonicalize from 'canonicalize'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { enqueueTouched } from '../../../src/db/feed/outbox.ts'
import { type Kind, PROJECTIONS, payloadHash } from '../../../src/domain/feed/publication.ts'
import { expectedState, readDue } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'
import { sizeOf } from '../../support/run/proof.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

/** What PostgreSQL can hold of it in `length` characters. */
const fit = (text: string, length: number) => Array.from(text.replaceAll('\u0000', '')).slice(0, length).join('')
const ODD = [
  '"',
  '\\',
  '\\u0041',
  '\u0001',
  '\u001f',
  '\u007f',
  '\u0085',
  '\b\t\n\f\r',
  '/',
  '\u2028\u2029',
  '\ufeff',
  '\ufffd',
]
const LETTERS = [
  '😀',
  '👩‍👩‍👧',
  'e\u0301\u0323',
  '\u05e9\u05dc\u05d5\u05dd \u202erl\u202c',
  '\u{10ffff}',
  '\uffff',
  '번역',
  '{}',
  '[null]',
  ',',
  "'",
  '$1',
  '%',
  '$$',
]
const text = (length: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(fc.constantFrom(...ODD, ...LETTERS, 'a', ' '), { maxLength: 30 }).map((parts) => parts.join('')),
      fc.constant('long "text" \\ '.repeat(40)),
    )
    .map((value) => fit(value, length))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const time = fc
  .tuple(fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }), fc.nat(999))
  .map(([at, micros]) => at.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`))

const oddSkill = fc.record({
  ...{ name: text(200), owner: text(200), summary: orNull(text(400)), description_md: orNull(text(5000)) },
  ...{
    license: orNull(text(80)),
    canonical_repo: orNull(text(300)),
    skill_path: orNull(text(500)),
    spec_version: orNull(text(40)),
  },
  ...{ skill_type: text(40), content_hash: orNull(text(64)), content_policy: fc.constantFrom('full', 'unknown') },
  ...{
    status: fc.constantFrom('active', 'active', 'archived'),
    created_at: time,
    updated_at: time,
    last_changed_at: orNull(time),
  },
  tags: fc.array(
    text(60).map((key) => fit(`${key},"x"`, 80)),
    { maxLength: 4 },
  ),
})
type OddSkill = typeof oddSkill extends fc.Arbitrary<infer T> ? T : never

const empty = () => db.execute(sql`truncate publish_outbox, skills, tags, categories cascade`)

/** The rows of all skills as the outbox has them once they are enqueued, against what is expected of the tables. */
async function enqueueAll(...kinds: Kind[]) {
  for (const kind of kinds) {
    const ids = kind === 'tag' || kind === 'category' ? sql.raw(kind === 'tag' ? 'tags' : 'categories') : sql`skills`
    await db.execute(enqueueTouched(kind, sql`select id from ${ids}`))
  }
  return readDue(db)
}

/** Whether each row has the bytes that TypeScript would write, their hash, and says what the tables say. */
async function check(...kinds: Kind[]) {
  const due = await enqueueAll(...kinds)
  const expected = await expectedState(db)
  for (const { kind, source, payload, hash, deleted } of due) {
    const parsed = JSON.parse(payload ?? '')
    expect(payload).toBe(canonicalize(parsed))
    expect(hash).toBe(await payloadHash(parsed))
    expect(parsed).toEqual(expected.get(`${kind} ${source}`) ?? {})
    expect(deleted).toBe(!expected.has(`${kind} ${source}`))
  }
  return due.length
}

const store = (skills: readonly OddSkill[]) => {
  const rows = JSON.stringify(
    skills.map((skill, i) => ({ ...skill, id: crypto.randomUUID(), slug: fit(`slug ${i} ${skill.name}`, 100) })),
  )
  const fields = Object.keys(skills[0] ?? {}).filter((field) => field !== 'tags')
  const types = fields.map((field) => `${field} ${field.endsWith('_at') ? 'timestamptz' : 'text'}`).join(', ')
  const incoming = sql`jsonb_to_recordset(${rows}::jsonb) as x(id uuid, slug text, tags jsonb, ${sql.raw(types)})`
  return db.batch([
    db.execute(
      sql`insert into skills (id, slug, ${sql.raw(fields.join(', '))}) select id, slug, ${sql.raw(fields.join(', '))} from ${incoming}`,
    ),
    db.execute(sql`insert into tags (id, key, name, created_at, updated_at)
      select distinct on (key) gen_random_uuid(), key, key, now(), now() from ${incoming}, jsonb_array_elements_text(tags) key`),
    db.execute(sql`insert into skill_tags (skill_id, tag_id, created_at)
      select distinct x.id, t.id, now() from ${incoming}, jsonb_array_elements_text(x.tags) label join tags t on t.key = label`),
  ])
}

describe('a payload in SQL', () => {
  it('of unusual skills equals the canonical JSON of TypeScript byte for byte, and matches the table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(oddSkill, { minLength: 1, maxLength: 12 }), async (skills) => {
        await empty()
        await store(skills)
        expect(await check('skill', 'document', 'tag')).toBeGreaterThan(0)
      }),
      { numRuns: sizeOf({ short: 15, long: 60 }) },
    )
  })

  it('of a megabyte of escaped characters is canonical too', async () => {
    await empty()
    const description = '"\\\u0001\n😀'.repeat(1000)
    await db.execute(sql`insert into skills (id, slug, name, owner, status, content_policy, description_md, created_at, updated_at)
      values (gen_random_uuid(), 's', 'n', 'o', 'active', 'full', repeat(${description}, 200), now(), now())`)
    expect(await check('document')).toBe(1)
  })

  it('of categories with and without a description is canonical too', async () => {
    await empty()
    await db.execute(sql`insert into categories (id, key, name, description, sort_order, is_active, created_at, updated_at)
      select gen_random_uuid(), 'k' || n, ${'"Ä\\\u2028'}, case when n > 2 then ${'\u0007😀'} end, -n, n % 2 = 0, now(), now() from generate_series(1, 4) n`)
    expect(await check('category')).toBe(4)
  })

  it('has exactly the documented fields', async () => {
    await empty()
    await db.batch([
      db.execute(sql`insert into skills (id, slug, name, owner, status, content_policy, description_md, created_at, updated_at)
        values (gen_random_uuid(), 's', 'n', 'o', 'active', 'full', 'Text.', now(), now())`),
      db.execute(sql`insert into skill_popularity (skill_id, score_updated_at) select id, now() from skills`),
    ])
    const due = await enqueueAll('skill', 'document', 'popularity')
    for (const { kind, payload } of due)
      expect(Object.keys(JSON.parse(payload ?? ''))).toEqual(Object.keys(PROJECTIONS[kind as Kind].fields).sort())
  })
})
